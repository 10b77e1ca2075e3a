using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Graph;

/// <content>Triangles.</content>
public static partial class GraphMetrics
{
    /// <summary>
    /// Clustering coefficient: Σ_jk (w_ij w_ik w_jk)^(1/3) / (k_i (k_i - 1)) (Onnela et al. 2005, doi 10.1103/PhysRevE.71.065103);
    /// on a binary graph the share of neighbour pairs that are linked. 0 for nodes without triangles.
    /// </summary>
    public static double[] Clustering(WeightedGraph graph)
    {
        double[] triangles = TriangleIntensity(graph);
        double[] degree = Degree(graph);
        double[] result = new double[graph.Size];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = triangles[i] == 0 ? 0 : triangles[i] / (degree[i] * (degree[i] - 1));
        }

        return result;
    }

    /// <summary>Transitivity: Σ_i of triangle intensity over Σ_i k_i (k_i - 1); NaN when no node has two neighbours.</summary>
    public static double Transitivity(WeightedGraph graph)
    {
        double[] pairs = [.. Degree(graph).Select(k => k * (k - 1))];
        double all = Moments.Sum(pairs);
        return all > 0 ? Moments.Sum(TriangleIntensity(graph)) / all : double.NaN;
    }

    /// <summary>Σ_jk of the cube roots' products around each node (each triangle counts twice).</summary>
    private static double[] TriangleIntensity(WeightedGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return ClosedWalks(CubeRoots(graph.Weights));
    }

    /// <summary>diag(M³) of a symmetric M.</summary>
    private static double[] ClosedWalks(Matrix m)
    {
        var square = m.Multiply(m);
        double[] result = new double[m.Rows];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = Moments.Dot(square.Row(i), m.Row(i));
        }

        return result;
    }

    private static Matrix CubeRoots(Matrix weights)
    {
        var roots = new Matrix(weights.Rows, weights.Columns);
        for (int i = 0; i < weights.Rows; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double w = weights[i, j];
                double root = w is 0 or 1 ? w : Elementary.Cbrt(w);
                roots[i, j] = root;
                roots[j, i] = root;
            }
        }

        return roots;
    }
}
