using Etiogrid.Connectome.Graph;
using Etiogrid.Connectome.Modules;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Connectome.Tests.Graph;

public sealed class GraphAnalysisTests
{
    [Theory]
    [InlineData("bctpy/hcp_fc200_top15pct_weighted/W.csv", false)]
    [InlineData("bctpy/hcp_sc200_weighted/W.csv", false)]
    [InlineData("bctpy/signed_corr100/W.csv", true)]
    public void Every_metric_of_real_networks_is_defined_or_explained(string file, bool signed)
    {
        var graph = WeightedGraph.FromMatrix(ReferenceData.Matrix(file));
        var result = GraphAnalysis.Run(graph, new() { Signed = signed, ModularityRuns = 5 });
        Assert.Equal(GraphAnalysis.DefaultNames(signed), result.Metrics.Select(m => m.Key).ToArray());
        foreach (var (name, value) in result.Metrics.Where(m => m.Value.Nodes is not null && !m.Key.StartsWith("eccentricity", StringComparison.Ordinal) && !m.Key.StartsWith("assortativity_local", StringComparison.Ordinal)))
        {
            Assert.True(value.Nodes!.All(double.IsFinite), name);
        }

        Assert.NotEmpty(result.Notes);
    }

    [Fact]
    public void Results_do_not_depend_on_the_number_of_threads()
    {
        var graph = WeightedGraph.FromMatrix(GraphMetricsTests.RandomWeights(new Philox(5, 5), 40));
        var one = GraphAnalysis.Run(graph, new() { Nulls = 4, Threads = 1 });
        var four = GraphAnalysis.Run(graph, new() { Nulls = 4, Threads = 4 });
        for (int k = 0; k < one.Metrics.Count; k++)
        {
            Assert.Equal(one.Metrics[k].Value.Scalar, four.Metrics[k].Value.Scalar);
            Assert.Equal(one.Metrics[k].Value.Nodes, four.Metrics[k].Value.Nodes);
            Assert.Equal(one.Metrics[k].Value.Edges?.Values, four.Metrics[k].Value.Edges?.Values);
        }

        Assert.Equal(one.Nulls, four.Nulls);
        Assert.Equal(one.Modules, four.Modules);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Empty_and_tiny_networks_do_not_fail(int size)
    {
        var result = GraphAnalysis.Run(WeightedGraph.FromMatrix(new Matrix(size, size)), new() { Nulls = 2 });
        Assert.Equal(0, result.Metrics.Single(m => m.Key == "density").Value.Scalar);
        Assert.Equal(0, result.Metrics.Single(m => m.Key == "modularity_q").Value.Scalar);
    }

    [Fact]
    public void A_ring_is_a_lattice_and_a_random_graph_is_not()
    {
        var ring = Rewiring.RingLattice(WeightedGraph.FromMatrix(GraphMetricsTests.RandomWeights(new Philox(8, 1), 60, 0.15)).Binarised());
        var random = Rewiring.Randomise(ring, new Philox(8, 2));
        var ofRing = SmallWorld.Compute(ring, 5, 1);
        var ofRandom = SmallWorld.Compute(random, 5, 1);
        Assert.True(ofRing.Omega < -0.2, $"{ofRing.Omega}");
        Assert.True(ofRandom.Omega > 0.2, $"{ofRandom.Omega}");
        Assert.InRange(ofRandom.Sigma, 0.7, 1.5);
        Assert.True(ofRing.Sigma > 1.5, $"{ofRing.Sigma}");
        Assert.InRange(ofRing.Propensity, 0.25, 0.45); // 1 - sqrt(1/2): as clustered and as long as the ring
    }

    [Fact]
    public void Rewiring_keeps_degrees_and_weights_and_mixes()
    {
        var graph = WeightedGraph.FromMatrix(GraphMetricsTests.RandomWeights(new Philox(9, 1), 50));
        var rewired = Rewiring.Randomise(graph, new Philox(9, 2));
        Assert.Equal(GraphMetrics.Degree(graph), GraphMetrics.Degree(rewired));
        Assert.Equal(graph.Weights.Values.Order(), rewired.Weights.Values.Order());
        int moved = Enumerable.Range(0, 2500).Count(k => graph.Weights.Values[k] != 0 && rewired.Weights.Values[k] == 0);
        Assert.True(moved > graph.Edges, $"{moved} of {2 * graph.Edges}");
    }

    [Fact]
    public void Propensity_is_compared_with_graphs_that_keep_only_the_degrees()
    {
        // Two rings of neighbours with a few shortcuts: more clustered than its rewired versions, nearly as short.
        var m = new Matrix(40, 40);
        for (int i = 0; i < 40; i++)
        {
            foreach (int j in new[] { (i + 1) % 40, (i + 2) % 40, i % 5 == 0 ? (i + 19) % 40 : (i + 1) % 40 })
            {
                (m[i, j], m[j, i]) = (1, 1);
            }
        }

        var result = GraphAnalysis.Run(WeightedGraph.FromMatrix(m), new() { Nulls = 20, Metrics = ["small_world_propensity"] });
        var propensity = result.Nulls.Single(n => n.Key == "small_world_propensity").Value;
        Assert.Equal(result.Metrics.Single().Value.Scalar, propensity.Observed);
        Assert.InRange(propensity.Mean, 0, 0.6);
        Assert.True(propensity.Z > 2, $"{propensity}");
        Assert.Equal(1.0 / 21, propensity.P);
    }

    [Fact]
    public void An_infinite_path_length_gets_no_p_value()
    {
        var m = new Matrix(8, 8);
        foreach (var (i, j) in new[] { (0, 1), (1, 2), (0, 2), (2, 3), (4, 5), (5, 6), (6, 7) })
        {
            (m[i, j], m[j, i]) = (1, 1);
        }

        var nulls = GraphAnalysis.Run(WeightedGraph.FromMatrix(m), new() { Nulls = 10, Metrics = ["path_length"] }).Nulls.ToDictionary(n => n.Key, n => n.Value);
        Assert.True(double.IsNaN(nulls["path_length"].P));
        Assert.InRange(nulls["transitivity"].P, 1.0 / 11, 1);
    }

    [Fact]
    public void Signed_nulls_keep_signed_degrees_and_nearly_strengths()
    {
        var graph = WeightedGraph.FromMatrix(ReferenceData.Matrix("bctpy/signed_corr100/W.csv"));
        var drawn = SignedNullModel.Draw(graph, new Philox(10, 1));
        Assert.Equal(GraphMetrics.Degree(graph.PositivePart()), GraphMetrics.Degree(drawn.PositivePart()));
        Assert.Equal(GraphMetrics.Degree(graph.NegativePart()), GraphMetrics.Degree(drawn.NegativePart()));
        double r = Numerics.Statistics.Moments.Pearson(GraphMetrics.Strength(graph.PositivePart()), GraphMetrics.Strength(drawn.PositivePart()));
        Assert.True(r > 0.95, $"{r}");
        Assert.NotEqual(graph.Weights.Values, drawn.Weights.Values);
    }

    [Fact]
    public void Core_and_periphery_is_the_optimum_of_all_divisions()
    {
        var w = GraphMetricsTests.RandomWeights(new Philox(12, 1), 10, 0.5);
        double total = w.Values.Sum();
        double mean = total / 100;
        double best = double.NegativeInfinity;
        for (int mask = 0; mask < 1024; mask++)
        {
            double q = 0;
            for (int i = 0; i < 10; i++)
            {
                for (int j = 0; j < 10; j++)
                {
                    bool a = (mask >> i & 1) == 1;
                    bool b = (mask >> j & 1) == 1;
                    q += a != b ? 0 : (a ? 1 : -1) * (w[i, j] - mean) / total;
                }
            }

            best = Math.Max(best, q);
        }

        NumericAssert.Close(best, CorePeriphery.Find(WeightedGraph.FromMatrix(w)).Quality, 1e-12);
    }

    [Fact]
    public void Louvain_finds_the_best_partition_of_a_small_network()
    {
        for (ulong seed = 0; seed < 5; seed++)
        {
            var graph = WeightedGraph.FromMatrix(GraphMetricsTests.RandomWeights(new Philox(seed, 77), 8, 0.5));
            NumericAssert.Close(BestOfAllPartitions(graph), Louvain.Best(graph, 1, 50, seed).Quality, 1e-12);
        }
    }

    [Fact]
    public void Signed_modularity_puts_negative_links_between_modules()
    {
        // Two pairs with positive links inside, negative links between: Q = 1 for the positive part, less the negative part's expectation.
        var graph = WeightedGraph.FromMatrix(new Matrix(4, 4, [0, 1, -1, -1, 1, 0, -1, -1, -1, -1, 0, 1, -1, -1, 1, 0]));
        var best = Louvain.Best(graph, 1, 10, 1);
        Assert.Equal([1, 1, 2, 2], best.Labels);
        // Q+ = 1 - 1/2; Q- = 0 - 1/2 weighted v-/(v+ + v-) = 8/12.
        NumericAssert.Close(0.5 + (0.5 * 8 / 12), best.Quality, 1e-12);
    }

    private static double BestOfAllPartitions(WeightedGraph graph)
    {
        double best = double.NegativeInfinity;
        int[] labels = new int[graph.Size];
        void Assign(int node, int used)
        {
            if (node == graph.Size)
            {
                best = Math.Max(best, Louvain.Quality(graph, labels));
                return;
            }

            for (int m = 0; m <= used; m++)
            {
                labels[node] = m;
                Assign(node + 1, Math.Max(used, m + 1));
            }
        }

        Assign(0, 0);
        return best;
    }
}
