using Etiogrid.Connectome.Connectivity;
using Etiogrid.Connectome.Dynamics;
using Etiogrid.Connectome.Graph;
using Etiogrid.Connectome.Recordings;
using Etiogrid.Connectome.Tests.Connectivity;
using Etiogrid.Connectome.Tests.Graph;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Connectome.Tests.Dynamics;

public sealed class DynamicsTests
{
    [Fact]
    public void The_taper_agrees_with_the_reference() =>
        NumericAssert.AllClose(ReferenceData.Matrix("dfc/taper.csv").Values, WindowTaper.Gaussian(44, 3), 1e-12);

    [Fact]
    public void A_window_as_long_as_the_recording_gives_the_static_correlation()
    {
        var series = FunctionalConnectivityTests.Simulated(4, 50, 5);
        var windows = SlidingWindows.Compute(series, WindowTaper.Rectangular(50), 1);
        Assert.Single(windows.Starts);
        NumericAssert.AllClose(FunctionalConnectivity.Correlation(series).Values, windows.Correlations[0].Values, 1e-10, 1e-12);
    }

    [Fact]
    public void Windows_advance_by_the_step_and_stay_inside()
    {
        var windows = SlidingWindows.Compute(FunctionalConnectivityTests.Simulated(4, 50, 3), WindowTaper.Rectangular(20), 7);
        Assert.Equal([0, 7, 14, 21, 28], windows.Starts);
        Assert.All(windows.Correlations, m => Assert.All(m.Values, v => Assert.InRange(v, -1, 1)));
        Assert.Throws<ArgumentException>(() => SlidingWindows.Compute(FunctionalConnectivityTests.Simulated(4, 10, 3), WindowTaper.Rectangular(20), 1));
    }

    [Fact]
    public void Two_alternating_patterns_are_found_with_their_dwell_times()
    {
        var a = new Matrix(3, 3, [1, 0.9, 0, 0.9, 1, 0, 0, 0, 1]);
        var b = new Matrix(3, 3, [1, 0, 0.8, 0, 1, 0, 0.8, 0, 1]);
        var states = ConnectivityStates.Find([a, a, a, b, b, a, b, b, b], 2, 5);
        Assert.Equal([1, 1, 1, 2, 2, 1, 2, 2, 2], states.Labels);
        NumericAssert.AllClose([4 / 9.0, 5 / 9.0], [.. states.Occupancy], 1e-14);
        NumericAssert.AllClose([2, 2.5], [.. states.Dwell], 1e-14);
        NumericAssert.Close(3 / 8.0, states.SwitchingRate);
        NumericAssert.AllClose([0.5, 0.5, 0.25, 0.75], states.Transitions.Values, 1e-14);
        NumericAssert.Close(0, states.Inertia, absolute: 1e-20);
    }

    [Fact]
    public void Node_measures_of_a_small_layered_partition_are_as_counted_by_hand()
    {
        // Rows are layers: nodes 0 and 1 move together from module 1 to 2; node 2 stays; node 3 leaves 2 for 3 alone and returns.
        var partition = new LayeredPartition(new Matrix(3, 4, [1, 1, 2, 2, 2, 2, 2, 3, 2, 2, 2, 2]), 0);
        Assert.Equal([0.5, 0.5, 0, 1], partition.Flexibility());
        Assert.Equal([0.5, 0.5, 0, 0.5], partition.Promiscuity());
        Assert.Equal([0, 0, 0, 1], partition.Disjointedness());
        Assert.Equal([0.5, 0.5, 0, 0], partition.Cohesion());
        var allegiance = partition.Allegiance();
        NumericAssert.Close(1, allegiance[0, 1], 1e-12);
        NumericAssert.Close(2.0 / 3, allegiance[0, 2], 1e-12);
        NumericAssert.AllClose([1, 1, 2.0 / 3, 2.0 / 3], LayeredPartition.Recruitment(allegiance, [1, 1, 2, 2]), 1e-12);
        NumericAssert.Close(0.5, LayeredPartition.Integration(allegiance, [1, 1, 2, 2])[0], 1e-12);
    }

    [Fact]
    public void One_layer_is_ordinary_modularity_and_strong_coupling_freezes_modules()
    {
        WeightedGraph[] layers = [.. Enumerable.Range(0, 4).Select(t => WeightedGraph.FromMatrix(GraphMetricsTests.RandomWeights(new Philox(31, (ulong)t), 20)))];
        var single = MultilayerModularity.Run(layers[..1], 1, 1, 20, 3).MaxBy(r => r.Quality)!;
        NumericAssert.Close(Etiogrid.Connectome.Modules.Louvain.Best(layers[0], 1, 20, 3).Quality, single.Quality, 1e-12);
        var frozen = MultilayerModularity.Run(layers, 1, 50, 10, 3).MaxBy(r => r.Quality)!;
        Assert.All(frozen.Flexibility(), f => Assert.Equal(0, f));
        var free = MultilayerModularity.Run(layers, 1, 0, 10, 3).MaxBy(r => r.Quality)!;
        Assert.True(free.Flexibility().Average() > 0.9);
    }

    [Fact]
    public void Multilayer_quality_is_the_published_sum()
    {
        WeightedGraph[] layers = [.. Enumerable.Range(0, 3).Select(t => WeightedGraph.FromMatrix(GraphMetricsTests.RandomWeights(new Philox(32, (ulong)t), 8)))];
        var labels = new Matrix(3, 8, [1, 1, 2, 2, 3, 3, 1, 2, 1, 1, 2, 2, 3, 1, 1, 2, 2, 1, 2, 2, 3, 1, 1, 2]);
        const double gamma = 1.2;
        const double omega = 0.7;
        double twoMu = layers.Sum(g => g.Weights.Values.Sum()) + (2 * omega * 8 * 2);
        double sum = 0;
        for (int t = 0; t < 3; t++)
        {
            double[] k = GraphMetrics.Strength(layers[t]);
            for (int i = 0; i < 8; i++)
            {
                sum += t < 2 && labels[t, i] == labels[t + 1, i] ? 2 * omega : 0;
                for (int j = 0; j < 8; j++)
                {
                    sum += labels[t, i] == labels[t, j] ? layers[t].Weights[i, j] - (gamma * k[i] * k[j] / k.Sum()) : 0;
                }
            }
        }

        NumericAssert.Close(sum / twoMu, MultilayerModularity.Quality(layers, labels, gamma, omega), 1e-12);
    }

    [Fact]
    public void Planted_modules_that_change_once_are_recovered()
    {
        WeightedGraph[] layers = [.. Enumerable.Range(0, 6).Select(k => WeightedGraph.FromMatrix(ReferenceData.Matrix($"multilayer/layer_{k}.csv")))];
        var runs = MultilayerModularity.Run(layers, 1, 1, 50, 11);
        var again = MultilayerModularity.Run(layers, 1, 1, 50, 11, threads: 1);
        Assert.Equal(runs.Select(r => r.Quality), again.Select(r => r.Quality));
        var best = runs.MaxBy(r => r.Quality)!;
        NumericAssert.Close(best.Quality, MultilayerModularity.Quality(layers, best.Labels, 1, 1), 1e-12);
        Assert.True(best.Quality > 0.5);
    }

    [Fact]
    public void A_recording_without_change_has_little_spread_over_windows()
    {
        var stable = FunctionalConnectivityTests.Simulated(9, 400, 4);
        var values = stable.Values.Clone();
        var random = new Philox(9, 2);
        for (int t = 200; t < 400; t++)
        {
            values[t, 0] = values[t, 3] + (0.1 * random.NextNormal());
        }

        double before = SlidingWindows.Compute(stable, WindowTaper.Rectangular(60), 5).StandardDeviation()[0, 3];
        double after = SlidingWindows.Compute(new TimeSeries("x", stable.Regions, values), WindowTaper.Rectangular(60), 5).StandardDeviation()[0, 3];
        Assert.True(after > 3 * before, $"{after} against {before}");
    }
}
