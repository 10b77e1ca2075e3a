using Etiogrid.Imaging.Calibration;
using Etiogrid.Imaging.Nulls;

namespace Etiogrid.Imaging.Tests;

public sealed class MatchedMoranNullTests
{
    [Theory]
    [InlineData(5)]
    [InlineData(30)]
    [InlineData(60)]
    public void The_level_holds_also_for_very_smooth_maps(double length)
    {
        var geometry = SimulatedMaps.Brain(100, 3);
        var model = SmoothnessModel.Create(geometry);
        var card = NullCalibrationTable.Create(model, MatchedMoranNull.Create(model, 1), ColocalizationMethod.Pearson, new() { MapsPerSide = 60, Permutations = 199 })
            .For(new MapSmoothness(length, 0))!;
        Assert.True(card.HoldsLevel, $"{length} mm: {card.FalsePositiveRate} ± {card.StandardError}");
    }

    [Fact]
    public void Diagnostics_say_which_smoothness_was_matched()
    {
        var geometry = SimulatedMaps.Brain(100, 3);
        var model = SmoothnessModel.Create(geometry);
        double[] map = SimulatedMaps.Smooth(geometry, 1, 20, 4).Values;
        var fit = MatchedMoranNull.Create(model, 1).Fit(map).Fit;
        Assert.True(fit.Accepted);
        Assert.Equal(model.Estimate(map)!.Value.LengthMillimetres, fit.Measures.Single(m => m.Name == "length_mm").Value);
    }
}
