using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Graph;

/// <content>Rich club, assortativity, core and periphery.</content>
public static partial class GraphMetrics
{
    /// <summary>Rich club of a binary graph: element k-1 is the density among nodes of degree above k, k = 1 … largest degree; NaN with fewer than two such nodes (Colizza et al. 2006).</summary>
    public static double[] RichClubBinary(WeightedGraph graph)
    {
        double[] degree = Degree(graph);
        int levels = degree.Length == 0 ? 0 : (int)degree.Max();
        double[] result = new double[levels];
        for (int k = 1; k <= levels; k++)
        {
            int nodes = degree.Count(d => d > k);
            double links = Ends(graph, i => degree[i] > k).Length;
            result[k - 1] = nodes > 1 ? links / ((double)nodes * (nodes - 1)) : double.NaN;
        }

        return result;
    }

    /// <summary>
    /// Rich club of weights: element k-1 is the weight among nodes of degree k or more over the sum of as many strongest weights of
    /// the graph, k = 1 … largest degree; NaN where that is all nodes or no edge (Opsahl et al. 2008, doi 10.1103/PhysRevLett.101.168702).
    /// </summary>
    public static double[] RichClubWeighted(WeightedGraph graph)
    {
        double[] degree = Degree(graph);
        int levels = degree.Length == 0 ? 0 : (int)degree.Max();
        double[] ranked = (double[])graph.EdgeWeights.Clone();
        Array.Sort(ranked, static (a, b) => b.CompareTo(a));
        double[] result = new double[levels];
        for (int k = 1; k <= levels; k++)
        {
            double[] club = Ends(graph, i => degree[i] >= k);
            bool all = degree.All(d => d >= k);
            result[k - 1] = all || club.Length == 0 ? double.NaN : Moments.Sum(club) / Moments.Sum(ranked.AsSpan(0, club.Length));
        }

        return result;
    }

    /// <summary>Correlation of strengths (degrees on a binary graph) across positive edges (Newman 2002); NaN without edges or without spread.</summary>
    public static double Assortativity(WeightedGraph graph)
    {
        double[] strength = Strength(graph);
        List<double> products = [];
        List<double> means = [];
        List<double> squares = [];
        foreach (var (i, j) in PositiveEdges(graph))
        {
            products.Add(strength[i] * strength[j]);
            means.Add(0.5 * (strength[i] + strength[j]));
            squares.Add(0.5 * ((strength[i] * strength[i]) + (strength[j] * strength[j])));
        }

        double mean = Moments.Mean([.. means]);
        double expected = mean * mean;
        double spread = Moments.Mean([.. squares]) - expected;
        return spread > 0 ? (Moments.Mean([.. products]) - expected) / spread : double.NaN;
    }

    /// <summary>
    /// Local assortativity of positive weights: (r + 1)/n - δ_i/Σδ, δ_i = Σ_j |s_j - s_i| / s_i over neighbours, r the assortativity;
    /// it sums to r (Piraveenan et al. 2008, doi 10.1209/0295-5075/84/28002). NaN for nodes without edges.
    /// </summary>
    public static double[] AssortativityLocal(WeightedGraph graph)
    {
        double[] strength = Strength(graph);
        double[] difference = new double[graph.Size];
        for (int i = 0; i < graph.Size; i++)
        {
            for (int e = graph.Offsets[i]; e < graph.Offsets[i + 1]; e++)
            {
                difference[i] += Math.Abs(strength[graph.Targets[e]] - strength[i]);
            }

            difference[i] = strength[i] == 0 ? double.NaN : difference[i] / strength[i];
        }

        double total = Moments.Sum([.. difference.Where(d => !double.IsNaN(d))]);
        double r = Assortativity(graph);
        return [.. difference.Select(d => ((r + 1) / graph.Size) - (d / total))];
    }

    private static IEnumerable<(int I, int J)> PositiveEdges(WeightedGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        for (int i = 0; i < graph.Size; i++)
        {
            for (int e = graph.Offsets[i]; e < graph.Offsets[i + 1]; e++)
            {
                if (graph.Targets[e] > i && graph.EdgeWeights[e] > 0)
                {
                    yield return (i, graph.Targets[e]);
                }
            }
        }
    }

    /// <summary>Weights of edges among selected nodes, each edge once from either end.</summary>
    private static double[] Ends(WeightedGraph graph, Func<int, bool> selected)
    {
        List<double> weights = [];
        for (int i = 0; i < graph.Size; i++)
        {
            if (!selected(i))
            {
                continue;
            }

            for (int e = graph.Offsets[i]; e < graph.Offsets[i + 1]; e++)
            {
                if (selected(graph.Targets[e]))
                {
                    weights.Add(graph.EdgeWeights[e]);
                }
            }
        }

        return [.. weights];
    }
}
