using BenchmarkDotNet.Attributes;
using Etiogrid.Connectome.Connectivity;
using Etiogrid.Connectome.Graph;
using Etiogrid.Connectome.Recordings;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Benchmarks;

/// <summary>Connectivity and graph measures at the sizes of the issue: 400 regions, 1,200 volumes, 15 % density.</summary>
public class ConnectomeBenchmarks
{
    private TimeSeries _series = new("none", [], new Matrix(0, 0));
    private WeightedGraph _graph = WeightedGraph.FromMatrix(new Matrix(0, 0));

    [GlobalSetup]
    public void SetUp()
    {
        var random = new Philox(3, 3);
        var values = new Matrix(1200, 400, [.. Enumerable.Range(0, 480_000).Select(_ => random.NextNormal())]);
        _series = new("simulated", [.. Enumerable.Range(1, 400).Select(j => $"R{j}")], values);
        _graph = WeightedGraph.FromMatrix(GraphThreshold.Density(FunctionalConnectivity.Correlation(_series), 0.15));
    }

    /// <summary>Fifty correlation matrices on all cores.</summary>
    [Benchmark]
    public void FiftyCorrelations() => Parallel.For(0, 50, _ => FunctionalConnectivity.Correlation(_series));

    [Benchmark]
    public Matrix OneCorrelation() => FunctionalConnectivity.Correlation(_series);

    [Benchmark]
    public double[] LocalEfficiency() => GraphMetrics.EfficiencyLocal(_graph);

    [Benchmark]
    public double[] NodeBetweenness() => GraphMetrics.Betweenness(_graph);
}
