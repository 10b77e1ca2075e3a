using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Connectome.Graph;

/// <summary>Null graphs for signed weights: every node keeps its positive and negative degree exactly and its strengths nearly.</summary>
public static class SignedNullModel
{
    private const int Rounds = 20;

    /// <summary>
    /// One null (Rubinov and Sporns 2011, doi 10.1016/j.neuroimage.2011.03.069): signs are rewired by four-node swaps, then the
    /// weights of each sign are dealt out so that the strongest go where the product of still unmet strengths is largest.
    /// The original deals one weight at a time; here they are dealt in 20 rounds, each a random share of the edges.
    /// </summary>
    public static WeightedGraph Draw(WeightedGraph graph, Philox random, int swapsPerEdge = 5)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(random);
        var layout = RewiredSigns(graph, random, swapsPerEdge);
        var weights = new Matrix(graph.Size, graph.Size);
        foreach (int sign in (int[])[1, -1])
        {
            var part = sign > 0 ? graph.PositivePart() : graph.NegativePart();
            Deal(part, layout, sign, random, weights);
        }

        return WeightedGraph.FromMatrix(weights);
    }

    private static Matrix RewiredSigns(WeightedGraph graph, Philox random, int swapsPerEdge)
    {
        int n = graph.Size;
        var signs = new Matrix(n, n);
        for (int k = 0; k < signs.Values.Length; k++)
        {
            signs.Values[k] = Math.Sign(graph.Weights.Values[k]);
        }

        long attempts = n < 4 ? 0 : (long)swapsPerEdge * graph.Edges * 2;
        for (long attempt = 0; attempt < attempts; attempt++)
        {
            int a = random.NextInt32(n);
            int b = random.NextInt32(n);
            int c = random.NextInt32(n);
            int d = random.NextInt32(n);
            if (a == b || a == c || a == d || b == c || b == d || c == d)
            {
                continue;
            }

            // a-b and c-d share a sign, a-d and c-b share another: exchanging them keeps all signed degrees.
            double first = signs[a, b];
            double second = signs[a, d];
            if (first == signs[c, d] && second == signs[c, b] && first != second)
            {
                Set(signs, a, b, second);
                Set(signs, c, d, second);
                Set(signs, a, d, first);
                Set(signs, c, b, first);
            }
        }

        return signs;
    }

    private static void Deal(WeightedGraph part, Matrix layout, int sign, Philox random, Matrix weights)
    {
        double[] unmet = GraphMetrics.Strength(part);
        List<(int I, int J)> free = [];
        List<double> values = [];
        for (int i = 0; i < part.Size; i++)
        {
            for (int j = i + 1; j < part.Size; j++)
            {
                if (layout[i, j] == sign)
                {
                    free.Add((i, j));
                }

                if (part.Weights[i, j] != 0)
                {
                    values.Add(part.Weights[i, j]);
                }
            }
        }

        values.Sort();
        for (int round = 0; round < Rounds && free.Count > 0; round++)
        {
            DealRound(free, values, unmet, (free.Count + Rounds - round - 1) / (Rounds - round), sign, random, weights);
        }
    }

    private static void DealRound(List<(int I, int J)> free, List<double> values, double[] unmet, int share, int sign, Philox random, Matrix weights)
    {
        var ordered = free.OrderBy(e => unmet[e.I] * unmet[e.J]).ToList();
        int[] positions = [.. Enumerable.Range(0, ordered.Count)];
        random.Shuffle<int>(positions);
        var chosen = positions.Take(share).ToHashSet();
        foreach (int k in chosen)
        {
            var (i, j) = ordered[k];
            Set(weights, i, j, sign * values[k]);
            unmet[i] = Math.Max(0, unmet[i] - values[k]);
            unmet[j] = Math.Max(0, unmet[j] - values[k]);
        }

        free.Clear();
        free.AddRange(ordered.Where((_, k) => !chosen.Contains(k)));
        double[] left = [.. values.Where((_, k) => !chosen.Contains(k))];
        values.Clear();
        values.AddRange(left);
    }

    private static void Set(Matrix matrix, int i, int j, double value)
    {
        matrix[i, j] = value;
        matrix[j, i] = value;
    }
}
