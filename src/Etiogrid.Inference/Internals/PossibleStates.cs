namespace Etiogrid.Inference;

/// <summary>The states of pathways that the priors and couplings of a model allow.</summary>
internal static class PossibleStates
{
    /// <summary>Offset of each pathway's states (one more entry for the end), and pathway and full state of each of them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="keep">Pathway, state: false leaves the state out; null keeps all that are possible.</param>
    public static (int[] Offset, int[] PathwayOf, int[] FullState) Of(GridModel model, Func<int, int, bool>? keep)
    {
        var offset = new int[model.Pathways.Count + 1];
        var pathwayOf = new List<int>();
        var fullState = new List<int>();
        for (int k = 0; k < model.Pathways.Count; k++)
        {
            for (int s = 0; s < model.Pathways[k].StateCount; s++)
            {
                if (IsPossible(model, k, s) && (keep?.Invoke(k, s) ?? true))
                {
                    pathwayOf.Add(k);
                    fullState.Add(s);
                }
            }

            offset[k + 1] = pathwayOf.Count;
        }

        return (offset, [.. pathwayOf], [.. fullState]);
    }

    private static bool IsPossible(GridModel model, int pathway, int state)
    {
        var p = model.Pathways[pathway];
        int d = p.DirectionOf(state);
        double notCausal = NotCausal(p);
        return p.KindOf(state) switch
        {
            AlterationKind.Causal => p.CausalPrior[d] > 0,
            AlterationKind.None => notCausal * (1 - p.SpontaneousChange) > 0,
            _ => notCausal > 0 && ((p.SpontaneousChange * p.DirectionWeights[d] > 0) || model.Couplings.Any(c => Pushes(model, c, pathway, d))),
        };
    }

    private static bool Pushes(GridModel model, GridCoupling c, int pathway, int direction) =>
        c.Responder == pathway && c.ResponderDirection == direction && c.Kappa > 0 && model.Pathways[c.Cause].CausalPrior[c.CauseDirection] > 0;

    /// <summary>P(not causal) of a pathway.</summary>
    public static double NotCausal(GridPathway p) => Math.Max(0, 1 - p.CausalPrior.Sum());
}
