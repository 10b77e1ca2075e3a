using Etiogrid.Connectome.Connectivity;
using Etiogrid.Connectome.Graph;
using Etiogrid.Connectome.Recordings;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Connectome.Tests.Graph;

public sealed class GraphBootstrapTests
{
    private static readonly GraphAnalysisOptions Options = new() { Metrics = ["efficiency_global", "strength", "mean_first_passage"], Seed = 9 };

    [Fact]
    public void Intervals_cover_the_value_of_a_long_recording_and_shrink_with_length()
    {
        var (shortOne, observed) = Measured(200, 1);
        var (longOne, _) = Measured(1600, 2);
        var (_, truth) = Measured(20_000, 3);
        Assert.Equal(["efficiency_global", "strength"], shortOne.Select(u => u.Name));
        double ratio = shortOne[0].StandardError[0] / longOne[0].StandardError[0];
        Assert.InRange(ratio, 1.8, 4.5); // eight times the volumes: about 2.8
        int covered = Enumerable.Range(0, 12).Count(i => shortOne[1].Low[i] <= truth.Metrics[1].Value.Nodes![i] && truth.Metrics[1].Value.Nodes![i] <= shortOne[1].High[i]);
        Assert.True(covered >= 9, $"{covered} of 12 strengths covered");
        Assert.InRange(observed.Metrics[0].Value.Scalar!.Value, shortOne[0].Low[0], shortOne[0].High[0]);
    }

    [Fact]
    public void The_shift_of_resampling_is_reported_and_taken_out_of_the_interval()
    {
        // Strengths of the strongest edges of pure noise: a resample doubles the noise, so each of them is larger than in the recording.
        var random = new Philox(43, 1);
        var series = new TimeSeries("noise", [.. Enumerable.Range(0, 20).Select(j => $"R{j}")], new Matrix(40, 20, [.. Enumerable.Range(0, 800).Select(_ => random.NextNormal())]));
        WeightedGraph Strongest(Matrix r) => WeightedGraph.FromMatrix(GraphThreshold.Density(r, 0.2));
        var options = Options with { Metrics = ["efficiency_global"] };
        var observed = GraphAnalysis.Run(Strongest(FunctionalConnectivity.Correlation(series)), options);
        var found = GraphBootstrap.Run(series, observed, Strongest, options, 100, 1)[0];
        double value = observed.Metrics[0].Value.Scalar!.Value;
        Assert.True(found.Bias[0] > 2 * found.StandardError[0], $"bias {found.Bias[0]}, standard error {found.StandardError[0]}");
        Assert.InRange(value, found.Low[0], found.High[0]);
    }

    [Fact]
    public void Threads_change_nothing()
    {
        var series = Recording(150, 4);
        var observed = GraphAnalysis.Run(ToGraph(FunctionalConnectivity.Correlation(series)), Options);
        var one = GraphBootstrap.Run(series, observed, ToGraph, Options with { Threads = 1 }, 20, 10);
        var many = GraphBootstrap.Run(series, observed, ToGraph, Options with { Threads = 3 }, 20, 10);
        Assert.Equal(one[1].Low, many[1].Low);
        Assert.Equal(one[0].StandardError, many[0].StandardError);
    }

    private static (IReadOnlyList<MetricUncertainty> Uncertainty, GraphAnalysisResult Observed) Measured(int volumes, ulong stream)
    {
        var series = Recording(volumes, stream);
        var observed = GraphAnalysis.Run(ToGraph(FunctionalConnectivity.Correlation(series)), Options);
        return (volumes > 5000 ? [] : GraphBootstrap.Run(series, observed, ToGraph, Options, 200, 10), observed);
    }

    private static WeightedGraph ToGraph(Matrix correlation) => WeightedGraph.FromMatrix(correlation).PositivePart();

    private static TimeSeries Recording(int volumes, ulong stream)
    {
        var random = new Philox(41, stream);
        var values = new Matrix(volumes, 12);
        for (int t = 0; t < volumes; t++)
        {
            double[] sources = [random.NextNormal(), random.NextNormal(), random.NextNormal()];
            for (int j = 0; j < 12; j++)
            {
                values[t, j] = sources[j % 3] + (0.7 * sources[(j + 1) % 3]) + random.NextNormal();
            }
        }

        return new("simulated", [.. Enumerable.Range(0, 12).Select(j => $"R{j}")], values);
    }
}
