using Etiogrid.Connectome.Connectivity;
using Etiogrid.Connectome.Recordings;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Graph;

/// <summary>
/// Uncertainty of graph metrics from the recording's own length: volumes are resampled in circular blocks and the whole way from
/// correlation to metric is repeated. Modules are those of the whole recording. The intervals say how a longer or shorter recording of the
/// same state would scatter, not how the person changes between days. A resample adds the noise of estimation once more, which shifts metrics
/// of thresholded graphs (efficiency up by a tenth in 234 volumes); the shift is reported as bias and taken out of the interval.
/// </summary>
public static class GraphBootstrap
{
    /// <summary>Metrics with a value for each pair are left out, and with them the ones that are none of a recording's length but of its topology.</summary>
    private static readonly string[] LeftOut = ["edge_betweenness", "mean_first_passage", "search_information", "matching", "topological_overlap", "core_periphery", "rich_club"];

    /// <summary>The metrics of a selection that get intervals.</summary>
    public static IReadOnlyList<string> Applicable(IReadOnlyList<string> names) =>
        [.. names.Where(n => !LeftOut.Any(l => n.StartsWith(l, StringComparison.Ordinal)) && !MetricCatalogue.SmallWorldNames.Contains(n))];

    /// <summary>Resamples and measures; the same for any number of threads.</summary>
    /// <param name="series">Recording of the graph's regions, all varying.</param>
    /// <param name="observed">Metrics of the recording itself, at least the applicable ones.</param>
    /// <param name="toGraph">From correlations to the graph (threshold, signs).</param>
    /// <param name="options">Metrics, partition and seed as for the recording itself.</param>
    /// <param name="resamples">Resamples, at least 2.</param>
    /// <param name="block">Volumes a block, at least 1.</param>
    public static IReadOnlyList<MetricUncertainty> Run(TimeSeries series, GraphAnalysisResult observed, Func<Matrix, WeightedGraph> toGraph, GraphAnalysisOptions options, int resamples, int block)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(observed);
        ArgumentNullException.ThrowIfNull(toGraph);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 2);
        var single = options with
        {
            Metrics = Applicable(options.Metrics ?? GraphAnalysis.DefaultNames(options.Signed)),
            Nulls = 0,
            ModularityRuns = Math.Min(options.ModularityRuns, 10),
            Threads = 1,
        };
        var draws = new IReadOnlyList<KeyValuePair<string, MetricValue>>[resamples];
        var threads = new ParallelOptions { MaxDegreeOfParallelism = options.Threads > 0 ? options.Threads : Environment.ProcessorCount };
        Parallel.For(0, resamples, threads, b =>
        {
            var resample = series.SelectVolumes(BlockBootstrap.Draw(series.Volumes, block, options.Seed, b));
            draws[b] = GraphAnalysis.Run(toGraph(Finite(FunctionalConnectivity.Correlation(resample))), single).Metrics;
        });
        return [.. Enumerable.Range(0, draws[0].Count).Select(k => Summarise(draws[0][k].Key, observed.Metrics.First(m => m.Key == draws[0][k].Key).Value, [.. draws.Select(d => d[k].Value)]))];
    }

    private static MetricUncertainty Summarise(string name, MetricValue observed, MetricValue[] values)
    {
        bool scalar = values[0].Nodes is null;
        int count = scalar ? 1 : values[0].Nodes!.Count;
        var cells = Enumerable.Range(0, count).Select(i => Interval(At(observed, i), [.. values.Select(v => At(v, i))])).ToArray();
        return new(name, scalar, [.. cells.Select(c => c.Error)], [.. cells.Select(c => c.Bias)], [.. cells.Select(c => c.Low)], [.. cells.Select(c => c.High)]);
    }

    private static double At(MetricValue value, int index) => value.Nodes is { } nodes ? nodes[index] : value.Scalar ?? double.NaN;

    private static (double Error, double Bias, double Low, double High) Interval(double observed, double[] draws)
    {
        double[] finite = [.. draws.Where(double.IsFinite)];
        if (finite.Length < 2)
        {
            return (double.NaN, double.NaN, double.NaN, double.NaN);
        }

        double bias = Moments.Mean(finite) - observed;
        double[] ends = Quantiles.Of(finite, [0.025, 0.975]);
        return (Moments.StandardDeviation(finite), bias, ends[0] - bias, ends[1] - bias);
    }

    /// <summary>A region that a resample left constant has no edges in it.</summary>
    private static Matrix Finite(Matrix correlation)
    {
        foreach (ref double value in correlation.Values.AsSpan())
        {
            value = double.IsFinite(value) ? value : 0;
        }

        return correlation;
    }
}
