using Etiogrid.Inference.Readouts;

namespace Etiogrid.Inference.Tests.Readouts;

public sealed class MarkerInfluenceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    public void The_estimate_from_draws_is_the_exact_change_by_leaving_the_marker_out(int seed)
    {
        var model = RandomModels.Make(seed, 5, markers: 5, continuous: false);
        var posterior = GridInference.Infer(model).Value;
        var draws = GridInference.Draw(model, 20_000).Value;
        var found = MarkerInfluence.Of(model, draws);
        Assert.NotEmpty(found);
        foreach (var influence in found)
        {
            double?[] values = [.. model.Markers.Select((m, i) => i == influence.Marker ? null : m.Value)];
            var without = GridInference.Infer(model.WithMarkerValues(values)).Value;
            double exact = LogOdds(posterior.Altered(influence.Pathway)) - LogOdds(without.Altered(influence.Pathway));
            NumericAssert.Close(exact, influence.LogOdds, 0.15, 0.15, $"marker {influence.Marker}");
        }
    }

    [Fact]
    public void Without_measured_markers_there_is_no_influence()
    {
        var model = RandomModels.Make(2, 4).WithoutObservations();
        Assert.Empty(MarkerInfluence.Of(model, GridInference.Draw(model, 20).Value));
    }

    private static double LogOdds(double p) => Math.Log(p / (1 - p));
}
