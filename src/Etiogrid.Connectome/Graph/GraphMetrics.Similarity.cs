using System.Numerics;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Connectome.Graph;

/// <content>Similarity of neighbourhoods (on edges, whatever their weights).</content>
public static partial class GraphMetrics
{
    /// <summary>
    /// Matching index as bctpy computes it: 2 c / (k_i + c) for i's row, with c the common neighbours and k_i the neighbours of the
    /// column's node except the row's. It is not symmetric; <see cref="MatchingPublished"/> is the definition in the literature.
    /// </summary>
    public static Matrix Matching(WeightedGraph graph) =>
        Neighbourhoods(graph, static (common, linked, _, degreeColumn) => Ratio(2 * common, degreeColumn - linked + common));

    /// <summary>Matching index 2 c / (k_i + k_j), neighbours i and j themselves not counted; 0 where neither has other neighbours (Hilgetag et al. 2002).</summary>
    public static Matrix MatchingPublished(WeightedGraph graph) =>
        Neighbourhoods(graph, static (common, linked, degreeRow, degreeColumn) => Ratio(2 * common, degreeRow + degreeColumn - (2 * linked)));

    /// <summary>Topological overlap as bctpy computes it: (c + a_ij)/(max(k_i, k_j) + 1 - a_ij), diagonal 1 as (k + 1)/(k + 1).</summary>
    public static Matrix TopologicalOverlap(WeightedGraph graph)
    {
        var result = Neighbourhoods(graph, static (common, linked, row, column) => (common + linked) / (Math.Max(row, column) + 1 - linked));
        SetDiagonal(result, 1);
        return result;
    }

    /// <summary>Topological overlap (c + a_ij)/(min(k_i, k_j) + 1 - a_ij), diagonal 1 (Ravasz et al. 2002; Yip and Horvath 2007, doi 10.1186/1471-2105-8-22).</summary>
    public static Matrix TopologicalOverlapPublished(WeightedGraph graph)
    {
        var result = Neighbourhoods(graph, static (common, linked, row, column) => (common + linked) / (Math.Min(row, column) + 1 - linked));
        SetDiagonal(result, 1);
        return result;
    }

    private static double Ratio(double numerator, double denominator) => denominator > 0 ? numerator / denominator : 0;

    private static void SetDiagonal(Matrix matrix, double value)
    {
        for (int i = 0; i < matrix.Rows; i++)
        {
            matrix[i, i] = value;
        }
    }

    /// <summary>A function of (common neighbours, linked 0/1, degree of the row's node, degree of the column's node) for every pair; diagonal 0.</summary>
    private static Matrix Neighbourhoods(WeightedGraph graph, Func<double, double, double, double, double> measure)
    {
        ArgumentNullException.ThrowIfNull(graph);
        int n = graph.Size;
        int words = (n + 63) / 64;
        ulong[] bits = NeighbourBits(graph, words);
        double[] degree = Degree(graph);
        var result = new Matrix(n, n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                if (i == j)
                {
                    continue;
                }

                int common = 0;
                for (int w = 0; w < words; w++)
                {
                    common += BitOperations.PopCount(bits[(i * words) + w] & bits[(j * words) + w]);
                }

                result[i, j] = measure(common, graph.Weights[i, j] != 0 ? 1 : 0, degree[i], degree[j]);
            }
        }

        return result;
    }

    private static ulong[] NeighbourBits(WeightedGraph graph, int words)
    {
        ulong[] bits = new ulong[graph.Size * words];
        for (int i = 0; i < graph.Size; i++)
        {
            foreach (int j in graph.Targets.AsSpan(graph.Offsets[i]..graph.Offsets[i + 1]))
            {
                bits[(i * words) + (j >> 6)] |= 1UL << (j & 63);
            }
        }

        return bits;
    }
}
