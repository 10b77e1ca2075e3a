using Etiogrid.Inference.Learning;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Inference.Tests.Learning;

/// <summary>Trials whose truth is known: written from the formulas of the specification, without the code under test.</summary>
internal static class SimulatedTrials
{
    /// <summary>Two drugs: one lowers beta, one raises gamma and (weakly) lowers delta.</summary>
    public static GeneralGrid Grid(double efficacy = 0.35) => SmallGrid.Make() is var g
        ? g with
        {
            Symptoms = [.. g.Symptoms.Select(s => s with { Links = [.. s.Links.Select(l => l with { LogitLambda = l.LogitLambda with { Mean = l.LogitLambda.Mean + 1.8 } })] })],
            Interventions =
            [
                Drug("calmer", "B", ("beta", AlterationDirection.Hyperfunction, efficacy)),
                Drug("raiser", "C", ("gamma", AlterationDirection.Hypofunction, efficacy), ("delta", AlterationDirection.Hyperfunction, 0.2)),
            ],
        }
        : throw new InvalidOperationException();

    /// <summary>The same grid with another truth.</summary>
    public static GeneralGrid Truth(GeneralGrid grid, Func<ParameterId, double, double> truth) => grid with
    {
        Symptoms = [.. grid.Symptoms.Select(s => s with { Links = [.. s.Links.Select(l => l with { LogitLambda = Moved(l.LogitLambda, ParameterId.Of(s.Id, l), truth) })] })],
        Interventions = [.. grid.Interventions.Select(i => i with { Effects = [.. i.Effects.Select(e => e with { LogitEfficacy = Moved(e.LogitEfficacy, ParameterId.Of(i.Id, e), truth) })] })],
        Markers = [.. grid.Markers.Select(m => m with { Loadings = [.. m.Loadings.Select(l => l with { Loading = Moved(l.Loading, ParameterId.Of(m.Id, l), truth) })] })],
    };

    /// <summary>A two-arm trial. P(beta causal) and so on at enrolment lie in the given range; beliefs are calibrated. Swapped: drug and placebo labels were mixed up.</summary>
    public static TrialContribution Trial(string id, GeneralGrid truth, string drug, int people, ulong seed, double low = 0.1, double high = 0.9, double persistence = 0.9, bool swapped = false, bool markers = false)
    {
        var random = new Philox(seed, 7);
        var list = new List<TrialPerson>();
        for (int n = 0; n < people; n++)
        {
            double[] belief = [.. truth.Pathways.Select(_ => low + ((high - low) * random.NextDouble()))];
            int[] states = Draw(truth, belief, random);
            WeightedStates[] q = [.. Enumerable.Range(0, 60).Select(_ => new WeightedStates(1, Draw(truth, belief, random)))];
            string[] arm = n % 2 == 0 ? [] : [drug];
            var outcome = truth.Symptoms.Select(s => (s.Id.Key, random.NextBernoulli(persistence * Present(truth, s, states, arm)))).ToArray();
            (string, double)[] values = markers ? [.. truth.Markers.Where(m => m.Measure == "lab").Select(m => (m.Id, Mean(truth, m, states, arm) + random.NextNormal()))] : [];
            list.Add(new(swapped ? (n % 2 == 0 ? [drug] : []) : arm, q, outcome, values, null));
        }

        return new(id, 100, list);
    }

    private static int[] Draw(GeneralGrid grid, double[] belief, Philox random) =>
        [.. grid.Pathways.Select((p, k) => random.NextBernoulli(belief[k]) ? 1 + (p.Directions.Count > 1 && random.NextBernoulli(0.4) ? 1 : 0) : 0)];

    private static double Present(GeneralGrid grid, SymptomParameters s, int[] states, string[] arm)
    {
        double absent = 1 - Chance(s.LogitLeak.Mean);
        foreach (var l in s.Links)
        {
            int k = Index(grid, l.Pathway.Key);
            absent *= Causal(grid, k, states[k]) == l.Direction ? 1 - (Chance(l.LogitLambda.Mean) * Remaining(grid, k, states[k], arm)) : 1;
        }

        return 1 - absent;
    }

    private static double Mean(GeneralGrid grid, MarkerParameters m, int[] states, string[] arm) =>
        m.Loadings.Sum(l => Index(grid, l.Pathway.Key) is var k && Causal(grid, k, states[k]) == l.Direction ? l.Loading.Mean * Remaining(grid, k, states[k], arm) : 0);

    private static double Remaining(GeneralGrid grid, int k, int state, string[] arm)
    {
        double r = 1;
        foreach (var e in grid.Interventions.Where(i => arm.Contains(i.Id.Key)).SelectMany(i => i.Effects).Where(e => e.Pathway == grid.Pathways[k].Id))
        {
            r *= e.Corrects == Causal(grid, k, state) ? 1 - Chance(e.LogitEfficacy.Mean) : 1 + (0.5 * Chance(e.LogitEfficacy.Mean));
        }

        return r;
    }

    private static AlterationDirection? Causal(GeneralGrid grid, int k, int state) => state == 0 ? null : grid.Pathways[k].Directions[state - 1].Direction;

    private static int Index(GeneralGrid grid, string id) => Enumerable.Range(0, grid.Pathways.Count).Single(k => grid.Pathways[k].Id.Key == id);

    private static double Chance(double logit) => 1 / (1 + Math.Exp(-logit));

    private static UncertainValue Moved(UncertainValue value, ParameterId id, Func<ParameterId, double, double> truth) => value with { Mean = truth(id, value.Mean) };

    private static InterventionParameters Drug(string id, string grade, params (string Pathway, AlterationDirection Direction, double Efficacy)[] effects) => new(
        new(id), id, "drug", [.. effects.Select(e => new InterventionEffect(new(e.Pathway), e.Direction, SmallGrid.Value(Logit.FromProbability(e.Efficacy), 0.5)))],
        "state", "weeks", grade, 0.2, "", []);
}
