using System.Numerics;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Connectome.Graph;

/// <summary>Lengths of shortest paths. An edge of weight w has length 1/w; unreachable pairs are at infinity, a node is at 0 from itself.</summary>
public static class ShortestPaths
{
    /// <summary>All pairs. With negative weights (negative lengths, which have no shortest path) the label-setting rule of Dijkstra is applied as it stands.</summary>
    public static Matrix Lengths(WeightedGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return FromEdgeLengths(EdgeLengths(graph), graph.HasNegativeWeights);
    }

    /// <summary>Edge lengths 1/w, infinity where there is no edge, 0 on the diagonal.</summary>
    internal static Matrix EdgeLengths(WeightedGraph graph)
    {
        int n = graph.Size;
        var lengths = new Matrix(n, n);
        for (int k = 0; k < lengths.Values.Length; k++)
        {
            double w = graph.Weights.Values[k];
            lengths.Values[k] = w == 0 ? double.PositiveInfinity : 1 / w;
        }

        for (int i = 0; i < n; i++)
        {
            lengths[i, i] = 0;
        }

        return lengths;
    }

    /// <summary>Replaces edge lengths by path lengths; the matrix is overwritten and returned.</summary>
    internal static Matrix FromEdgeLengths(Matrix lengths, bool hasNegative)
    {
        if (hasNegative)
        {
            return LabelSetting(lengths);
        }

        FloydWarshall(lengths.Values, lengths.Rows);
        return lengths;
    }

    /// <summary>
    /// Floyd-Warshall on a dense square block: d_ij = min(d_ij, d_ik + d_kj) for k = 0, 1, ….
    /// Minimum and sum act element by element, so the vector width cannot change a bit.
    /// </summary>
    internal static void FloydWarshall(Span<double> distance, int n)
    {
        int width = Vector<double>.Count;
        for (int k = 0; k < n; k++)
        {
            var through = distance.Slice(k * n, n);
            for (int i = 0; i < n; i++)
            {
                double first = distance[(i * n) + k];
                if (double.IsPositiveInfinity(first) || i == k)
                {
                    continue;
                }

                var row = distance.Slice(i * n, n);
                var lead = new Vector<double>(first);
                int j = 0;
                for (; j <= n - width; j += width)
                {
                    var candidate = lead + new Vector<double>(through[j..]);
                    Vector.Min(candidate, new Vector<double>(row[j..])).CopyTo(row[j..]);
                }

                for (; j < n; j++)
                {
                    row[j] = Math.Min(row[j], first + through[j]);
                }
            }
        }
    }

    /// <summary>Dijkstra from every node by linear scan: a node is final once it is the nearest open one. The only rule that ends with negative lengths.</summary>
    private static Matrix LabelSetting(Matrix lengths)
    {
        int n = lengths.Rows;
        var result = new Matrix(n, n);
        bool[] done = new bool[n];
        for (int source = 0; source < n; source++)
        {
            var distance = result.Row(source);
            distance.Fill(double.PositiveInfinity);
            distance[source] = 0;
            Array.Clear(done);
            for (int current = source; current >= 0; current = NearestOpen(distance, done))
            {
                done[current] = true;
                var edges = lengths.Row(current);
                for (int j = 0; j < n; j++)
                {
                    if (!done[j])
                    {
                        distance[j] = Math.Min(distance[j], distance[current] + edges[j]);
                    }
                }
            }
        }

        return result;
    }

    private static int NearestOpen(ReadOnlySpan<double> distance, bool[] done)
    {
        int best = -1;
        double smallest = double.PositiveInfinity;
        for (int j = 0; j < done.Length; j++)
        {
            if (!done[j] && distance[j] < smallest)
            {
                (best, smallest) = (j, distance[j]);
            }
        }

        return best;
    }
}
