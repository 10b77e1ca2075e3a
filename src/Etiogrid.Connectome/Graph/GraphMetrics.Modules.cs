using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Graph;

/// <content>Measures relative to a partition into modules. Labels are any integers; equal labels are one module.</content>
public static partial class GraphMetrics
{
    /// <summary>Participation coefficient 1 - Σ_m (s_im / s_i)² (Guimerà and Amaral 2005, doi 10.1038/nature03288); 0 for nodes without edges.</summary>
    public static double[] Participation(WeightedGraph graph, IReadOnlyList<int> modules)
    {
        var shares = ModuleStrengths(graph, modules);
        double[] strength = Strength(graph);
        double[] result = new double[graph.Size];
        for (int i = 0; i < result.Length; i++)
        {
            double sum = 0;
            foreach (double s in shares.Row(i))
            {
                double share = s / strength[i];
                sum += share * share;
            }

            result[i] = strength[i] == 0 ? 0 : 1 - sum;
        }

        return result;
    }

    /// <summary>Within-module strength as z over the module's nodes (divisor n, as in bctpy); 0 where the module has no spread.</summary>
    public static double[] ModuleZ(WeightedGraph graph, IReadOnlyList<int> modules)
    {
        var shares = ModuleStrengths(graph, modules);
        int[] compact = CompactLabels(modules, graph.Size);
        double[] result = new double[graph.Size];
        for (int m = 0; m < shares.Columns; m++)
        {
            int[] members = [.. Enumerable.Range(0, graph.Size).Where(i => compact[i] == m)];
            double[] within = [.. members.Select(i => shares[i, m])];
            double mean = Moments.Mean(within);
            double deviation = Moments.StandardDeviation(within, 0);
            for (int k = 0; k < members.Length; k++)
            {
                result[members[k]] = deviation > 0 ? (within[k] - mean) / deviation : 0;
            }
        }

        return result;
    }

    /// <summary>Diversity: entropy of the shares s_im / s_i over modules, divided by log(number of modules), [0, 1]; 0 for nodes without edges or a single module.</summary>
    public static double[] Diversity(WeightedGraph graph, IReadOnlyList<int> modules)
    {
        var shares = ModuleStrengths(graph, modules);
        double[] strength = Strength(graph);
        double[] result = new double[graph.Size];
        for (int i = 0; i < result.Length && shares.Columns > 1; i++)
        {
            double entropy = 0;
            foreach (double s in shares.Row(i))
            {
                double p = s / strength[i];
                entropy -= p > 0 ? p * Elementary.Log(p) : 0;
            }

            result[i] = strength[i] == 0 ? 0 : entropy / Elementary.Log(shares.Columns);
        }

        return result;
    }

    /// <summary>
    /// Gateway coefficient 1 - Σ_m (s_im / s_i)² (1 - k_im c_im)² with k_im = s_im over the sum of the same for all nodes of i's own
    /// module and c_im = strength of i's neighbours in m over the largest such sum of any node and module
    /// (Vargas and Wahl 2014, doi 10.1140/epjb/e2014-40800-7). 0 for nodes without edges.
    /// </summary>
    public static double[] Gateway(WeightedGraph graph, IReadOnlyList<int> modules)
    {
        var shares = ModuleStrengths(graph, modules);
        int[] compact = CompactLabels(modules, graph.Size);
        double[] strength = Strength(graph);
        var neighbours = NeighbourStrengths(graph, compact, shares.Columns, strength);
        var betweenModules = SumByModule(shares, compact);
        double largest = neighbours.Values.Length == 0 ? 0 : neighbours.Values.Max();
        double[] result = new double[graph.Size];
        for (int i = 0; i < result.Length; i++)
        {
            double sum = 0;
            for (int m = 0; m < shares.Columns; m++)
            {
                double all = betweenModules[compact[i], m];
                double weight = all == 0 ? 1 : 1 - (shares[i, m] / all * (neighbours[i, m] / largest));
                double share = shares[i, m] / strength[i];
                sum += share * share * weight * weight;
            }

            result[i] = strength[i] == 0 ? 0 : 1 - sum;
        }

        return result;
    }

    /// <summary>Labels as 0, 1, … in ascending order of the given integers.</summary>
    internal static int[] CompactLabels(IReadOnlyList<int> modules, int size)
    {
        ArgumentNullException.ThrowIfNull(modules);
        if (modules.Count != size)
        {
            throw new ArgumentException($"A partition of {size} nodes needs as many labels; found {modules.Count}.", nameof(modules));
        }

        int[] distinct = [.. modules.Distinct().Order()];
        return [.. modules.Select(m => Array.BinarySearch(distinct, m))];
    }

    /// <summary>Nodes x modules: each node's weight into each module.</summary>
    private static Matrix ModuleStrengths(WeightedGraph graph, IReadOnlyList<int> modules)
    {
        ArgumentNullException.ThrowIfNull(graph);
        int[] compact = CompactLabels(modules, graph.Size);
        var result = new Matrix(graph.Size, compact.Length == 0 ? 0 : compact.Max() + 1);
        for (int i = 0; i < graph.Size; i++)
        {
            for (int e = graph.Offsets[i]; e < graph.Offsets[i + 1]; e++)
            {
                result[i, compact[graph.Targets[e]]] += graph.EdgeWeights[e];
            }
        }

        return result;
    }

    /// <summary>Nodes x modules: the summed strength of each node's neighbours in each module.</summary>
    private static Matrix NeighbourStrengths(WeightedGraph graph, int[] compact, int count, double[] strength)
    {
        var result = new Matrix(graph.Size, count);
        for (int i = 0; i < graph.Size; i++)
        {
            for (int e = graph.Offsets[i]; e < graph.Offsets[i + 1]; e++)
            {
                result[i, compact[graph.Targets[e]]] += strength[graph.Targets[e]];
            }
        }

        return result;
    }

    /// <summary>Modules x modules: rows summed over the nodes of each module.</summary>
    private static Matrix SumByModule(Matrix shares, int[] compact)
    {
        var result = new Matrix(shares.Columns, shares.Columns);
        for (int i = 0; i < compact.Length; i++)
        {
            for (int m = 0; m < shares.Columns; m++)
            {
                result[compact[i], m] += shares[i, m];
            }
        }

        return result;
    }
}
