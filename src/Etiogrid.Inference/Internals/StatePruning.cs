using System.Globalization;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Inference;

/// <summary>
/// Certified pruning: leaves out states whose posterior probability cannot matter. For every state s of a pathway the ratio of the joint
/// probability with s to that with "none", whatever all other pathways do, is bounded factor by factor; P(s | observations) cannot
/// exceed the largest ratio. What is left out adds its bounds to the stated error.
/// </summary>
internal static class StatePruning
{
    /// <summary>The grid without negligible states, and what that costs.</summary>
    public static (CompiledGrid Grid, Pruned Pruned) Prune(CompiledGrid grid, double below)
    {
        var keep = new bool[grid.States];
        double error = 0;
        int count = 0;
        for (int s = 0; s < grid.States; s++)
        {
            double bound = below > 0 && HasNone(grid, s) ? Elementary.Exp(LogRatioBound(grid, s)) : 1;
            keep[s] = !(bound < below);
            error += keep[s] ? 0 : bound;
            count += keep[s] ? 0 : 1;
        }

        if (count == 0)
        {
            return (grid, new(0, 0));
        }

        var kept = Enumerable.Range(0, grid.States).Where(s => keep[s]).Select(s => (grid.PathwayOf[s], grid.FullState[s])).ToHashSet();
        return (CompiledGrid.Compile(grid.Model, (k, s) => kept.Contains((k, s))), new(count, error));
    }

    private static bool HasNone(CompiledGrid grid, int state) =>
        grid.Kind[state] != AlterationKind.None && grid.FullState[grid.Offset[grid.PathwayOf[state]]] == 0;

    private static double LogRatioBound(CompiledGrid grid, int state)
    {
        int k = grid.PathwayOf[state];
        int none = grid.Offset[k];
        double log = grid.LogUnary[state] - grid.LogUnary[none];
        for (int j = 0; j < grid.Pathways; j++)
        {
            log += j == k ? 0 : LargestDifference(grid, state, none, j);
        }

        for (int d = 0; d < grid.PositiveLeak.Length; d++)
        {
            // (1 - q m) / (1 - q) grows with q, and q is at most its value without any cause.
            double q = grid.PositiveLeak[d];
            log += grid.Miss[d, state] < 1 ? Elementary.Log((1 - (q * grid.Miss[d, state])) / (1 - q)) : 0;
        }

        log += grid.HasParents(state) ? Elementary.Log(LargestCompensation(grid, state)) : 0;
        foreach (int child in grid.Children[k])
        {
            log += LargestPush(grid, state, child);
        }

        return grid.Factors.Aggregate(log, (sum, f) => sum + f.LargestRise(grid, state));
    }

    private static double LargestDifference(CompiledGrid grid, int state, int none, int other)
    {
        double largest = double.NegativeInfinity;
        for (int t = grid.Offset[other]; t < grid.Offset[other + 1]; t++)
        {
            double a = grid.LogPair[state, t];
            double b = grid.LogPair[none, t];
            double difference = double.IsNegativeInfinity(b) && double.IsNegativeInfinity(a) ? double.NegativeInfinity : a - b;
            largest = Math.Max(largest, difference);
        }

        return largest;
    }

    /// <summary>The compensation factor with all pushes towards the state's direction and none against it.</summary>
    private static double LargestCompensation(CompiledGrid grid, int state)
    {
        double own = 1;
        foreach (var (_, direction, miss) in grid.Parents[grid.PathwayOf[state]])
        {
            own *= direction == grid.Direction[state] ? miss : 1;
        }

        return grid.Direction[state] == 0 ? grid.CompensationFactor(state, own, 1) : grid.CompensationFactor(state, 1, own);
    }

    /// <summary>How much a causal state can raise the factor of any compensatory state of a child: at most from its spontaneous part to its largest value.</summary>
    private static double LargestPush(CompiledGrid grid, int state, int child)
    {
        double largest = 0;
        if (!grid.Parents[child].Any(p => p.State == state))
        {
            return 0;
        }

        for (int t = grid.Offset[child]; t < grid.Offset[child + 1]; t++)
        {
            if (grid.HasParents(t))
            {
                largest = Math.Max(largest, Elementary.Log(LargestCompensation(grid, t) / grid.CompensationFactor(t, 1, 1)));
            }
        }

        return largest;
    }

    /// <summary>What was left out: how many states, and a bound on their probability together.</summary>
    internal sealed record Pruned(int States, double Error)
    {
        /// <summary>Adds it to the stated error.</summary>
        public GridPosterior Apply(GridPosterior posterior)
        {
            if (States == 0)
            {
                return posterior;
            }

            var error = posterior.Error;
            string which = Error > 0 ? string.Create(CultureInfo.InvariantCulture, $"with a probability certainly below {Error:G1} together") : "that cannot occur";
            string statement = string.Create(CultureInfo.InvariantCulture, $"{error.Statement} {(States == 1 ? "1 state" : $"{States} states")} {which} {(States == 1 ? "was" : "were")} left out.");
            return posterior with { Error = error with { Bound = error.Bound + Error, LogEvidenceError = error.LogEvidenceError + Error, Statement = statement } };
        }
    }
}
