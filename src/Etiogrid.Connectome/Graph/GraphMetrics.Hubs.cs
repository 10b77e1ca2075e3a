using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Graph;

/// <content>Hubs.</content>
public static partial class GraphMetrics
{
    private const double HubShare = 0.2;

    /// <summary>
    /// Hub score, 0 to 4: one point each for being among the fifth of nodes with the largest strength, the largest betweenness, the shortest mean path
    /// to reachable nodes and the lowest clustering; a hub has 2 or more (van den Heuvel et al. 2010, doi 10.1523/JNEUROSCI.2874-10.2010). Nodes that tie with the
    /// last of the fifth count too, unless all nodes tie; nodes without edges have 0.
    /// </summary>
    /// <param name="graph">Graph.</param>
    /// <param name="lengths">Its shortest path lengths.</param>
    /// <param name="betweenness">Its node betweenness.</param>
    public static double[] HubScore(WeightedGraph graph, Matrix lengths, IReadOnlyList<double> betweenness)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(lengths);
        ArgumentNullException.ThrowIfNull(betweenness);
        double[] strength = Strength(graph);
        double[] clustering = Clustering(graph);
        double[] near = new double[graph.Size];
        for (int i = 0; i < near.Length; i++)
        {
            double[] reachable = [.. Enumerable.Range(0, graph.Size).Where(j => j != i && double.IsFinite(lengths[i, j])).Select(j => lengths[i, j])];
            near[i] = reachable.Length == 0 ? double.PositiveInfinity : Moments.Mean(reachable);
        }

        double[] score = new double[graph.Size];
        foreach (double[] rank in new[] { [.. strength.Select(v => -v)], [.. betweenness.Select(v => -v)], near, clustering })
        {
            double[] sorted = [.. rank.Order()];
            int last = (int)Math.Ceiling(HubShare * sorted.Length) - 1;
            for (int i = 0; i < score.Length; i++)
            {
                score[i] += strength[i] != 0 && rank[i] <= sorted[last] && rank[i] < sorted[^1] ? 1 : 0;
            }
        }

        return score;
    }
}
