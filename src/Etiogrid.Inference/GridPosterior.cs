using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference;

/// <summary>The posterior over the states of all pathways, with the engine that computed it and its error.</summary>
/// <param name="Model">What it is the posterior of.</param>
/// <param name="LogEvidence">log p(observations), in nats.</param>
/// <param name="StateProbabilities">P(state), pathways x states; see <see cref="GridPathway"/>.</param>
/// <param name="PairAltered">P(i altered and j altered), pathways x pathways; the diagonal is P(altered).</param>
/// <param name="PairCausal">P(i causal and j causal), pathways x pathways; the diagonal is P(causal).</param>
/// <param name="Top">The most probable configurations found, most probable first.</param>
/// <param name="Engine">How it was computed.</param>
/// <param name="Error">How wrong it can be.</param>
public sealed record GridPosterior(
    GridModel Model,
    double LogEvidence,
    IReadOnlyList<IReadOnlyList<double>> StateProbabilities,
    Matrix PairAltered,
    Matrix PairCausal,
    IReadOnlyList<GridConfiguration> Top,
    GridEngine Engine,
    PosteriorError Error)
{
    /// <summary>P(pathway causal).</summary>
    public double Causal(int pathway) => SumOf(pathway, AlterationKind.Causal);

    /// <summary>P(pathway compensatory).</summary>
    public double Compensatory(int pathway) => SumOf(pathway, AlterationKind.Compensatory);

    /// <summary>P(pathway altered): causal or compensatory, in any direction.</summary>
    public double Altered(int pathway) => Causal(pathway) + Compensatory(pathway);

    /// <summary>P(pathway altered in the direction of this sign: -1 too little, +1 too much); 0 where the direction is not allowed.</summary>
    public double InDirection(int pathway, int sign)
    {
        var p = Model.Pathways[pathway];
        double sum = 0;
        for (int s = 1; s < p.StateCount; s++)
        {
            sum += p.Directions[p.DirectionOf(s)] == sign ? StateProbabilities[pathway][s] : 0;
        }

        return sum;
    }

    private double SumOf(int pathway, AlterationKind kind)
    {
        var p = Model.Pathways[pathway];
        double sum = 0;
        for (int s = 1; s < p.StateCount; s++)
        {
            sum += p.KindOf(s) == kind ? StateProbabilities[pathway][s] : 0;
        }

        return sum;
    }
}
