using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Graph;

/// <summary>
/// Measures of undirected graphs as defined by the Brain Connectivity Toolbox (Rubinov and Sporns 2010,
/// doi 10.1016/j.neuroimage.2009.10.003): weights are used as they are, lengths are 1/weight. Values that a formula leaves
/// undefined (0/0) are 0 where the toolbox says so, else NaN; each method says which.
/// </summary>
public static partial class GraphMetrics
{
    /// <summary>Share of possible edges that exist, [0, 1]; 0 for fewer than two nodes.</summary>
    public static double Density(WeightedGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return graph.Size < 2 ? 0 : 2.0 * graph.Edges / ((double)graph.Size * (graph.Size - 1));
    }

    /// <summary>Number of edges of each node.</summary>
    public static double[] Degree(WeightedGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return [.. Enumerable.Range(0, graph.Size).Select(i => (double)(graph.Offsets[i + 1] - graph.Offsets[i]))];
    }

    /// <summary>Sum of each node's weights.</summary>
    public static double[] Strength(WeightedGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return [.. Enumerable.Range(0, graph.Size).Select(i => Moments.Sum(graph.Weights.Row(i)))];
    }
}
