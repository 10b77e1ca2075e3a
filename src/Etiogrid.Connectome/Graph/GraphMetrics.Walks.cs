using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Graph;

/// <content>Random walks.</content>
public static partial class GraphMetrics
{
    /// <summary>
    /// Mean number of steps of a random walk from i to j (Goñi et al. 2013, doi 10.1371/journal.pone.0058070). 0 on the diagonal;
    /// infinite between components; within each component the walk never leaves it. Needs positive weights.
    /// </summary>
    /// <remarks>With P = W/s, w = s/Σs and Z = (I - P + 1w')^-1: m_ij = (z_jj - z_ij)/w_j.</remarks>
    public static Matrix MeanFirstPassage(WeightedGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        int[] component = Components.Of(graph);
        var result = new Matrix(graph.Size, graph.Size);
        Array.Fill(result.Values, double.PositiveInfinity);
        foreach (var members in Enumerable.Range(0, graph.Size).GroupBy(i => component[i]))
        {
            PassageWithin(graph, [.. members], result);
        }

        return result;
    }

    /// <summary>Mean inverse of the off-diagonal mean first passage times; unreachable pairs count 0. 0 for fewer than two nodes.</summary>
    public static double DiffusionEfficiency(Matrix meanFirstPassage) => EfficiencyGlobal(meanFirstPassage);

    /// <summary>
    /// Search information in bits: -log2 of the probability that a random walker takes a shortest path from i to j
    /// (Rosvall et al. 2005; Goñi et al. 2014, doi 10.1073/pnas.1315529111). 0 on the diagonal, infinite where j cannot be reached.
    /// Among equally short paths the one found first is used.
    /// </summary>
    public static Matrix SearchInformation(WeightedGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        int n = graph.Size;
        double[] strength = Strength(graph);
        var result = new Matrix(n, n);
        var tree = new PathTree(graph);
        for (int source = 0; source < n; source++)
        {
            tree.Grow(source);
            var row = result.Row(source);
            row.Fill(double.PositiveInfinity);
            row[source] = 0;
            for (int k = 0; k < tree.Reached; k++)
            {
                int node = tree.Order[k];
                for (int e = graph.Offsets[node]; e < graph.Offsets[node + 1]; e++)
                {
                    int target = graph.Targets[e];
                    if (double.IsPositiveInfinity(row[target]) && tree.IsLastStep(node, e))
                    {
                        row[target] = row[node] - Elementary.Log2(graph.EdgeWeights[e] / strength[node]);
                    }
                }
            }
        }

        return result;
    }

    private static void PassageWithin(WeightedGraph graph, int[] members, Matrix result)
    {
        double[] strength = [.. members.Select(i => Moments.Sum(graph.Weights.Row(i)))];
        double total = Moments.Sum(strength);
        int n = members.Length;
        var system = new Matrix(n, n);
        for (int a = 0; a < n; a++)
        {
            for (int b = 0; b < n; b++)
            {
                double step = n == 1 ? 1 : graph.Weights[members[a], members[b]] / strength[a];
                double stationary = n == 1 ? 1 : strength[b] / total;
                system[a, b] = (a == b ? 1 : 0) - step + stationary;
            }
        }

        bool regular = DenseSolver.TryInvert(system, out var fundamental);
        for (int a = 0; a < n; a++)
        {
            for (int b = 0; b < n; b++)
            {
                double passage = regular ? (fundamental[b, b] - fundamental[a, b]) / (strength[b] / total) : double.NaN;
                result[members[a], members[b]] = a == b ? 0 : passage;
            }
        }
    }
}
