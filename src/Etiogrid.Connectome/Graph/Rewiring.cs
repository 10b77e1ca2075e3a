using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Connectome.Graph;

/// <summary>Null graphs that keep every node's degree (and, signed, its positive and negative degree).</summary>
public static class Rewiring
{
    /// <summary>
    /// Maslov-Sneppen rewiring (2002, doi 10.1126/science.1065103): edges a-b, c-d become a-d, c-b, taking their weights along,
    /// unless an edge would double. <paramref name="swapsPerEdge"/> swaps an edge are aimed at, with ten times as many attempts at most.
    /// </summary>
    public static WeightedGraph Randomise(WeightedGraph graph, Philox random, int swapsPerEdge = 10) => Swap(graph, random, swapsPerEdge, lattice: false);

    /// <summary>The same, accepting only swaps that do not lengthen the edges on the ring of nodes: towards a lattice with the same degrees (Sporns and Zwi 2004).</summary>
    public static WeightedGraph Latticise(WeightedGraph graph, Philox random, int swapsPerEdge = 10) => Swap(graph, random, swapsPerEdge, lattice: true);

    /// <summary>All edge weights placed on random pairs of nodes (degrees are not kept).</summary>
    public static WeightedGraph Scatter(WeightedGraph graph, Philox random)
    {
        ArgumentNullException.ThrowIfNull(graph);
        double[] slots = new double[graph.Size * (graph.Size - 1) / 2];
        UpperWeights(graph).CopyTo(slots, 0);
        random.Shuffle<double>(slots);
        var weights = new Matrix(graph.Size, graph.Size);
        int next = 0;
        for (int i = 0; i < graph.Size; i++)
        {
            for (int j = i + 1; j < graph.Size; j++)
            {
                weights[i, j] = slots[next];
                weights[j, i] = slots[next++];
            }
        }

        return WeightedGraph.FromMatrix(weights);
    }

    /// <summary>All edge weights on a ring, the strongest between nearest neighbours (Muldoon et al. 2016): the most clustered arrangement of these weights.</summary>
    public static WeightedGraph RingLattice(WeightedGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        double[] sorted = UpperWeights(graph);
        Array.Sort(sorted, static (a, b) => b.CompareTo(a));
        int n = graph.Size;
        var weights = new Matrix(n, n);
        int next = 0;
        for (int step = 1; step <= n / 2; step++)
        {
            int count = 2 * step == n ? n / 2 : n;
            for (int i = 0; i < count && next < sorted.Length; i++)
            {
                int j = (i + step) % n;
                weights[i, j] = sorted[next];
                weights[j, i] = sorted[next++];
            }
        }

        return WeightedGraph.FromMatrix(weights);
    }

    private static double[] UpperWeights(WeightedGraph graph)
    {
        List<double> weights = [];
        for (int i = 0; i < graph.Size; i++)
        {
            for (int e = graph.Offsets[i]; e < graph.Offsets[i + 1]; e++)
            {
                if (graph.Targets[e] > i)
                {
                    weights.Add(graph.EdgeWeights[e]);
                }
            }
        }

        return [.. weights];
    }

    private static WeightedGraph Swap(WeightedGraph graph, Philox random, int swapsPerEdge, bool lattice)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(random);
        var weights = graph.Weights.Clone();
        var ends = Ends(graph);
        int wanted = swapsPerEdge * ends.Length;
        int done = 0;
        for (long attempt = 0; done < wanted && attempt < 10L * wanted && ends.Length > 1; attempt++)
        {
            int first = random.NextInt32(ends.Length);
            int second = random.NextInt32(ends.Length);
            var (a, b) = ends[first];
            var (c, d) = random.NextBernoulli(0.5) ? (ends[second].B, ends[second].A) : ends[second];
            if (a == c || a == d || b == c || b == d || weights[a, d] != 0 || weights[c, b] != 0 || (lattice && !Nearer(graph.Size, a, b, c, d)))
            {
                continue;
            }

            Move(weights, a, b, d);
            Move(weights, c, d, b);
            ends[first] = (a, d);
            ends[second] = (c, b);
            done++;
        }

        return WeightedGraph.FromMatrix(weights);
    }

    private static (int A, int B)[] Ends(WeightedGraph graph)
    {
        List<(int, int)> ends = [];
        for (int i = 0; i < graph.Size; i++)
        {
            foreach (int j in graph.Targets.AsSpan(graph.Offsets[i]..graph.Offsets[i + 1]))
            {
                if (j > i)
                {
                    ends.Add((i, j));
                }
            }
        }

        return [.. ends];
    }

    private static bool Nearer(int n, int a, int b, int c, int d) =>
        RingDistance(n, a, d) + RingDistance(n, c, b) <= RingDistance(n, a, b) + RingDistance(n, c, d);

    private static int RingDistance(int n, int i, int j) => Math.Min(Math.Abs(i - j), n - Math.Abs(i - j));

    /// <summary>Moves the edge node-from to node-to.</summary>
    private static void Move(Matrix weights, int node, int from, int to)
    {
        weights[node, to] = weights[node, from];
        weights[to, node] = weights[from, node];
        weights[node, from] = 0;
        weights[from, node] = 0;
    }
}
