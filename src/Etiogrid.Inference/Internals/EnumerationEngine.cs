using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference;

/// <summary>Sums every configuration. Exact up to rounding; the same bits for any thread count.</summary>
internal static class EnumerationEngine
{
    private const int SmallestPartitions = 24;
    private const double WorthThreads = 50_000;
    private const double ReferenceStep = 650;

    /// <summary>The posterior, or null when the observations have probability zero.</summary>
    public static GridPosterior? Infer(CompiledGrid grid, GridInferenceOptions options)
    {
        var tables = new EnumerationTables(grid);
        double reference = tables.UseLogarithms ? GreedyReference(grid) - tables.Shift : 0;
        var sums = Sum(tables, reference, options);
        double total = sums.Total.Sum();
        while (double.IsPositiveInfinity(total))
        {
            reference += ReferenceStep;
            sums = Sum(tables, reference, options);
            total = sums.Total.Sum();
        }

        return total > 0 ? Posterior(tables, sums, total, grid.LogConstant + tables.Shift + reference + Elementary.Log(total)) : null;
    }

    private static EnumerationSums Sum(EnumerationTables tables, double reference, GridInferenceOptions options)
    {
        int[][] parts = Partition(tables);
        var sums = new EnumerationSums[parts.Length];
        void RunPart(int i) => sums[i] = new EnumerationWalk(tables, parts[i], reference, options.TopCount, options.Cancellation).Run();
        if (tables.Grid.Configurations < WorthThreads || options.Threads == 1)
        {
            for (int i = 0; i < parts.Length; i++)
            {
                RunPart(i);
            }
        }
        else
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads > 0 ? options.Threads : Environment.ProcessorCount, CancellationToken = options.Cancellation };
            Parallel.For(0, parts.Length, parallel, RunPart);
        }

        for (int i = 1; i < sums.Length; i++)
        {
            sums[0].Add(sums[i]);
        }

        return sums[0];
    }

    /// <summary>The fixed parts of the prefix tree: all paths of the first few pathways.</summary>
    private static int[][] Partition(EnumerationTables tables)
    {
        int[][] parts = [[]];
        for (int depth = 0; depth < tables.PrefixCount && parts.Length < SmallestPartitions; depth++)
        {
            int first = tables.Grid.Offset[depth];
            int count = tables.Grid.Count(depth);
            parts = [.. parts.SelectMany(p => Enumerable.Range(first, count).Select(s => (int[])[.. p, s]))];
        }

        return parts;
    }

    /// <summary>A local maximum of the unary and pair factors: keeps exponentials near 1.</summary>
    private static double GreedyReference(CompiledGrid grid)
    {
        int[] states = [.. grid.Offset[..^1]];
        bool changed = true;
        for (int round = 0; changed && round < 100; round++)
        {
            changed = false;
            for (int k = 0; k < states.Length; k++)
            {
                int best = Enumerable.Range(grid.Offset[k], grid.Count(k)).MaxBy(s => Conditional(grid, states, k, s));
                changed |= best != states[k];
                states[k] = best;
            }
        }

        double sum = 0;
        for (int k = 0; k < states.Length; k++)
        {
            sum += grid.LogUnary[states[k]];
            for (int j = 0; j < k; j++)
            {
                sum += grid.LogPair[states[k], states[j]];
            }
        }

        return double.IsFinite(sum) ? sum : 0;
    }

    private static double Conditional(CompiledGrid grid, int[] states, int pathway, int state)
    {
        double sum = grid.LogUnary[state];
        for (int j = 0; j < states.Length; j++)
        {
            sum += j == pathway ? 0 : grid.LogPair[state, states[j]];
        }

        return sum;
    }

    private static GridPosterior Posterior(EnumerationTables t, EnumerationSums sums, double total, double logEvidence)
    {
        var grid = t.Grid;
        var joint = JointByState(t, sums);
        double[] marginals = [.. Enumerable.Range(0, grid.States).Select(s => joint[s, s] / total)];
        var top = sums.Top.Select(c => new GridConfiguration(c.Weight / total, grid.Expand(c.States)));
        double rounding = 1e-15 * (grid.Pathways + Elementary.Log(grid.Configurations));
        var error = new PosteriorError(rounding, grid.Configurations == 1 ? "Exact: only one configuration can occur." : $"Exact: all {grid.Configurations:0} configurations were summed.", rounding * (1 + Math.Abs(logEvidence)));
        return new(grid.Model, logEvidence, grid.Expand(marginals), PairMatrix(grid, joint, total, s => grid.Kind[s] != AlterationKind.None),
            PairMatrix(grid, joint, total, s => grid.Kind[s] == AlterationKind.Causal), [.. top], GridEngine.Enumeration, error);
    }

    /// <summary>Weight of all configurations with both states; the diagonal is the weight of one state.</summary>
    private static Matrix JointByState(EnumerationTables t, EnumerationSums sums)
    {
        var grid = t.Grid;
        int prefix = grid.Offset[t.PrefixCount];
        var joint = new Matrix(grid.States, grid.States);
        for (int s = 0; s < prefix; s++)
        {
            for (int u = 0; u < s; u++)
            {
                joint[s, u] = sums.Pair[(s * prefix) + u];
                joint[u, s] = joint[s, u];
            }

            for (int b = 0; b < t.BlockSize; b++)
            {
                double weight = sums.ByState[(s * t.Padded) + b];
                joint[s, s] += weight;
                foreach (int u in t.BlockStates[b])
                {
                    joint[s, u] += weight;
                    joint[u, s] += weight;
                }
            }
        }

        for (int b = 0; b < t.BlockSize; b++)
        {
            AddBlock(joint, t.BlockStates[b], sums.Total[b]);
        }

        return joint;
    }

    private static void AddBlock(Matrix joint, int[] states, double weight)
    {
        foreach (int s in states)
        {
            foreach (int u in states)
            {
                joint[s, u] += weight;
            }
        }
    }

    /// <summary>P(both pathways are in a chosen kind of state), from weights of pairs of states.</summary>
    internal static Matrix PairMatrix(CompiledGrid grid, Matrix joint, double total, Func<int, bool> chosen)
    {
        var result = new Matrix(grid.Pathways, grid.Pathways);
        for (int s = 0; s < grid.States; s++)
        {
            for (int u = 0; u < grid.States; u++)
            {
                bool counts = chosen(s) && chosen(u) && (s == u || grid.PathwayOf[s] != grid.PathwayOf[u]);
                result[grid.PathwayOf[s], grid.PathwayOf[u]] += counts ? joint[s, u] / total : 0;
            }
        }

        return result;
    }
}
