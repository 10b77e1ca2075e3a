using System.Diagnostics;
using Etiogrid.Connectome.Connectivity;
using Etiogrid.Connectome.Graph;
using Etiogrid.Connectome.Recordings;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Connectome.Tests;

/// <summary>One real session end to end, within the time the study pipeline has for it.</summary>
public sealed class StagesTests
{
    [Fact]
    public void One_session_of_419_regions_goes_from_file_to_graph_measures_in_time()
    {
        string path = SharedData.Require("studies/stages-fep/derivatives/parcellated/sub-008/ses-1/func/sub-008_ses-1_task-rest_seg-Schaefer400x7Sub19_timeseries.tsv.gz");
        var clock = Stopwatch.StartNew();
        var read = TimeSeriesReader.Read(path, new() { AllowMissingRegions = true });
        var series = read.Value;
        var r = FunctionalConnectivity.Correlation(series.SelectRegions(series.Varying));
        var graph = WeightedGraph.FromMatrix(GraphThreshold.Density(r, 0.15));
        double efficiency = GraphMetrics.EfficiencyGlobal(graph);
        double[] clustering = GraphMetrics.Clustering(graph);
        double[] participation = GraphMetrics.Participation(graph, [.. Enumerable.Range(0, graph.Size).Select(i => i / 60)]);
        Assert.True(clock.Elapsed.TotalSeconds < 3, $"took {clock.Elapsed.TotalSeconds:F2} s");
        TestContext.Current.TestOutputHelper?.WriteLine($"one session: {clock.ElapsedMilliseconds} ms");
        Assert.Equal(234, series.Volumes);
        Assert.InRange(efficiency, 0.05, 1);
        Assert.All(clustering, c => Assert.InRange(c, 0, 1));
        Assert.All(participation, p => Assert.InRange(p, 0, 1));
    }

    [Fact]
    public void Fifty_matrices_of_400_regions_and_1200_volumes_are_built_in_time()
    {
        var random = new Philox(3, 3);
        var values = new Matrix(1200, 400, [.. Enumerable.Range(0, 480_000).Select(_ => random.NextDouble())]);
        var series = new TimeSeries("simulated", [.. Enumerable.Range(1, 400).Select(j => $"R{j}")], values);
        FunctionalConnectivity.Correlation(series);
        var clock = Stopwatch.StartNew();
        Parallel.For(0, 50, _ => FunctionalConnectivity.Correlation(series));
        TestContext.Current.TestOutputHelper?.WriteLine($"50 matrices: {clock.ElapsedMilliseconds} ms");
        Assert.True(clock.Elapsed.TotalSeconds < 30, $"took {clock.Elapsed.TotalSeconds:F2} s");
    }
}
