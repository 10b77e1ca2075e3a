using Etiogrid.Connectome.Connectivity;
using Etiogrid.Connectome.Graph;
using Etiogrid.Connectome.Modules;
using Etiogrid.Connectome.Recordings;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Studies.Toolbox;

/// <summary>What one recording gives for a test-retest comparison.</summary>
/// <param name="Edges">Fisher-z connections, i &lt; j row by row.</param>
/// <param name="Global">One number a feature, in a fixed order.</param>
/// <param name="Nodes">One number a region for each node feature, in a fixed order.</param>
internal sealed record RetestFeatures(double[] Edges, IReadOnlyList<(string Name, double Value)> Global, IReadOnlyList<(string Name, double[] Values)> Nodes)
{
    /// <param name="series">Recording of regions that vary in everybody.</param>
    /// <param name="networks">Network of each region, or null.</param>
    /// <param name="networkNames">Names by number.</param>
    /// <param name="density">Density of the graph.</param>
    /// <param name="seed">Seed of modularity.</param>
    public static RetestFeatures Of(TimeSeries series, int[]? networks, IReadOnlyList<string> networkNames, double density, ulong seed)
    {
        var z = FunctionalConnectivity.FisherZ(FunctionalConnectivity.Correlation(series));
        var graph = WeightedGraph.FromMatrix(GraphThreshold.Density(z, density)).PositivePart();
        double[] edges = Upper(z);
        double[] clustering = GraphMetrics.Clustering(graph);
        double[] strength = GraphMetrics.Strength(WeightedGraph.FromMatrix(z).PositivePart());
        double[] local = GraphMetrics.EfficiencyLocal(graph);
        double[]? participation = networks is null ? null : GraphMetrics.Participation(graph, networks);
        var paths = GraphMetrics.Paths(graph);
        List<(string, double)> global =
        [
            ("mean_connectivity", Moments.Mean(edges)),
            ("strength", Moments.Mean(strength)),
            ("efficiency_global", GraphMetrics.EfficiencyGlobal(graph)),
            ("path_length", paths.MeanLengthWithinComponents),
            ("clustering", Moments.Mean(clustering)),
            ("transitivity", GraphMetrics.Transitivity(graph)),
            ("efficiency_local", Moments.Mean(local)),
            ("assortativity", GraphMetrics.Assortativity(graph)),
            ("modularity_q", Louvain.Best(graph, 1, 20, seed, 1).Quality),
        ];
        if (participation is not null)
        {
            global.Add(("participation", Moments.Mean(participation)));
            global.AddRange(NetworkMeans(z, networks!, networkNames));
        }

        List<(string, double[])> nodes = [("strength", strength), ("clustering", clustering), ("efficiency_local", local), ("betweenness", GraphMetrics.Betweenness(graph))];
        if (participation is not null)
        {
            nodes.Add(("participation", participation));
        }

        return new(edges, global, nodes);
    }

    private static double[] Upper(Matrix z)
    {
        List<double> values = new(z.Rows * (z.Rows - 1) / 2);
        for (int i = 0; i < z.Rows; i++)
        {
            values.AddRange(z.Row(i)[(i + 1)..]);
        }

        return [.. values];
    }

    private static IEnumerable<(string, double)> NetworkMeans(Matrix z, int[] networks, IReadOnlyList<string> names)
    {
        for (int a = 0; a < names.Count; a++)
        {
            for (int b = a; b < names.Count; b++)
            {
                List<double> within = [];
                for (int i = 0; i < z.Rows; i++)
                {
                    for (int j = 0; j < i; j++)
                    {
                        if ((networks[i] == a && networks[j] == b) || (networks[i] == b && networks[j] == a))
                        {
                            within.Add(z[i, j]);
                        }
                    }
                }

                if (within.Count > 0)
                {
                    yield return (a == b ? $"within {names[a]}" : $"between {names[a]} {names[b]}", Moments.Mean([.. within]));
                }
            }
        }
    }
}
