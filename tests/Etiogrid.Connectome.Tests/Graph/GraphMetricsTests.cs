using Etiogrid.Connectome.Graph;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Connectome.Tests.Graph;

public sealed class GraphMetricsTests
{
    /// <summary>A triangle 0-1-2 with weights 1, 1/2, 1/4 and a pendant 3 on node 2 with weight 1/2.</summary>
    private static WeightedGraph Kite => WeightedGraph.FromMatrix(new Matrix(4, 4, [0, 1, 0.5, 0, 1, 0, 0.25, 0, 0.5, 0.25, 0, 0.5, 0, 0, 0.5, 0]));

    [Fact]
    public void Shortest_paths_take_the_detour_of_strong_edges()
    {
        var d = ShortestPaths.Lengths(Kite);
        Assert.Equal(3, d[1, 2]); // 1 + 2 by node 0 beats 1 / 0.25
        Assert.Equal(5, d[1, 3]);
        Assert.Equal(0, d[2, 2]);
    }

    [Fact]
    public void Clustering_of_one_triangle_is_the_geometric_mean_of_its_weights()
    {
        double root = Math.Cbrt(1 * 0.5 * 0.25);
        NumericAssert.AllClose([root, root, root / 3, 0], GraphMetrics.Clustering(Kite), 1e-14);
    }

    [Fact]
    public void Unreachable_pairs_count_zero_efficiency_and_make_path_length_infinite()
    {
        var twoPairs = WeightedGraph.FromMatrix(new Matrix(4, 4, [0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 2, 0, 0, 2, 0]));
        NumericAssert.Close((1 + 1 + 2 + 2) / 12.0, GraphMetrics.EfficiencyGlobal(twoPairs));
        var paths = GraphMetrics.Paths(twoPairs);
        Assert.Equal(double.PositiveInfinity, paths.MeanLength);
        NumericAssert.Close(0.75, paths.MeanLengthWithinComponents);
    }

    [Fact]
    public void One_region_networks_have_defined_values()
    {
        var one = WeightedGraph.FromMatrix(new Matrix(1, 1, [5]));
        Assert.Equal(0, GraphMetrics.Density(one));
        Assert.Equal([0], GraphMetrics.Strength(one));
        Assert.Equal(0, GraphMetrics.EfficiencyGlobal(one));
        Assert.Equal([0], GraphMetrics.Clustering(one));
        Assert.Equal([0], GraphMetrics.Participation(one, [1]));
        Assert.Equal([0], GraphMetrics.EfficiencyLocal(one));
        Assert.True(double.IsNaN(GraphMetrics.Paths(one).MeanLength));
    }

    [Fact]
    public void Density_threshold_keeps_the_strongest_and_rounds_half_away_from_zero()
    {
        var w = new Matrix(4, 4, [9, 1, 2, 3, 1, 9, 4, 5, 2, 4, 9, -6, 3, 5, -6, 9]);
        var kept = GraphThreshold.Density(w, 2.5 / 6);
        Assert.Equal([0, 0, 0, 3, 0, 0, 4, 5, 0, 4, 0, 0, 3, 5, 0, 0], kept.Values);
        Assert.Throws<ArgumentOutOfRangeException>(() => GraphThreshold.Density(w, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => GraphThreshold.Density(w, double.NaN));
    }

    [Fact]
    public void Asymmetric_or_missing_weights_are_a_callers_bug()
    {
        Assert.Throws<ArgumentException>(() => WeightedGraph.FromMatrix(new Matrix(2, 2, [0, 1, 2, 0])));
        Assert.Throws<ArgumentException>(() => WeightedGraph.FromMatrix(new Matrix(2, 2, [0, double.NaN, double.NaN, 0])));
    }

    [Fact]
    public void Relabelling_nodes_permutes_node_measures()
    {
        var random = new Philox(7, 1);
        var w = RandomWeights(random, 30);
        int[] order = [.. Enumerable.Range(0, 30)];
        random.Shuffle<int>(order);
        var p = new Matrix(30, 30);
        for (int i = 0; i < 30; i++)
        {
            for (int j = 0; j < 30; j++)
            {
                p[i, j] = w[order[i], order[j]];
            }
        }

        var a = WeightedGraph.FromMatrix(w);
        var b = WeightedGraph.FromMatrix(p);
        foreach (var metric in new Func<WeightedGraph, double[]>[] { GraphMetrics.Strength, GraphMetrics.Clustering, GraphMetrics.EfficiencyLocal, GraphMetrics.EfficiencyLocalOriginal })
        {
            double[] original = metric(a);
            NumericAssert.AllClose([.. order.Select(i => original[i])], metric(b), 1e-12);
        }
    }

    internal static Matrix RandomWeights(Philox random, int n, double density = 0.3)
    {
        var w = new Matrix(n, n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double value = random.NextDouble() < density ? random.NextDouble() : 0;
                w[i, j] = value;
                w[j, i] = value;
            }
        }

        return w;
    }

    [Fact]
    public void The_centre_of_a_star_with_a_tail_is_its_hub_and_a_ring_has_none()
    {
        var star = new Numerics.LinearAlgebra.Matrix(10, 10);
        for (int j = 1; j < 9; j++)
        {
            (star[0, j], star[j, 0]) = (1, 1);
        }

        (star[8, 9], star[9, 8]) = (1, 1);
        var graph = WeightedGraph.FromMatrix(star);
        double[] score = GraphMetrics.HubScore(graph, ShortestPaths.Lengths(graph), GraphMetrics.Betweenness(graph));
        // Without triangles clustering tells nobody apart, so three points are the most; node 8 links the tail.
        Assert.Equal([3, 0, 0, 0, 0, 0, 0, 0, 3, 0], score);
        var ring = new Numerics.LinearAlgebra.Matrix(6, 6);
        for (int i = 0; i < 6; i++)
        {
            (ring[i, (i + 1) % 6], ring[(i + 1) % 6, i]) = (1, 1);
        }

        var circle = WeightedGraph.FromMatrix(ring);
        Assert.All(GraphMetrics.HubScore(circle, ShortestPaths.Lengths(circle), GraphMetrics.Betweenness(circle)), s => Assert.Equal(0, s));
    }
}
