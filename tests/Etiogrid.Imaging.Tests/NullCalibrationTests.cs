using Etiogrid.Imaging.Calibration;
using Etiogrid.Imaging.Nulls;

namespace Etiogrid.Imaging.Tests;

public sealed class NullCalibrationTests
{
    [Theory]
    [InlineData(5)]
    [InlineData(15)]
    [InlineData(30)]
    public void The_length_of_simulated_maps_is_found_again(double length)
    {
        var geometry = SimulatedMaps.Brain(150, 3);
        var model = SmoothnessModel.Create(geometry);
        var maps = SimulatedMaps.Smooth(geometry, 12, length, 5);
        double[] found = [.. Enumerable.Range(0, 12).Select(j => model.Estimate(maps.Column(j))!.Value.LengthMillimetres).Order()];
        Assert.InRange(found[6], length / 2, 2 * length);
    }

    [Fact]
    public void Noise_without_structure_is_seen_as_such()
    {
        var model = SmoothnessModel.Create(SimulatedMaps.Brain(150, 3));
        var found = model.Estimate(SimulatedMaps.Noise(150, 1, 6).Values)!.Value;
        Assert.True(found.Nugget >= 0.5 || found.LengthMillimetres <= 5, found.ToString());
    }

    [Fact]
    public void Moran_holds_its_level_where_the_parametric_test_does_not()
    {
        var geometry = SimulatedMaps.Brain(100, 3);
        var model = SmoothnessModel.Create(geometry);
        var smooth = new MapSmoothness(30, 0);
        var options = new NullCalibrationOptions { MapsPerSide = 50, Permutations = 99 };
        var parametric = NullCalibrationTable.Create(model, null, ColocalizationMethod.Spearman, options).For(smooth)!;
        var moran = NullCalibrationTable.Create(model, MoranNull.Create(geometry, 1), ColocalizationMethod.Spearman, options).For(smooth)!;
        Assert.True(parametric.FalsePositiveRate > 0.12, $"{parametric.FalsePositiveRate}");
        Assert.False(parametric.HoldsLevel);
        Assert.InRange(moran.FalsePositiveRate, 0.02, 0.09);
        Assert.Equal(2500, moran.Simulations);
        Assert.Equal(0, moran.Refused);
    }

    [Fact]
    public void The_closed_form_holds_its_level_up_to_thirty_millimetres_and_the_card_says_where_it_does_not()
    {
        var geometry = SimulatedMaps.Brain(100, 3);
        var model = SmoothnessModel.Create(geometry);
        var table = NullCalibrationTable.Create(model, MoranNull.Create(geometry, 1), ColocalizationMethod.Pearson, new() { MapsPerSide = 50, Permutations = 0 });
        foreach (double length in new[] { 5.0, 15, 30 })
        {
            var card = table.For(new MapSmoothness(length, 0))!;
            Assert.True(card.HoldsLevel, $"{length} mm: {card.FalsePositiveRate} ± {card.StandardError}");
        }

        // Half a hemisphere long: the 1/distance components no longer describe such maps, and the card has to say so.
        var long60 = table.For(new MapSmoothness(60, 0))!;
        Assert.False(long60.HoldsLevel);
        Assert.InRange(long60.FalsePositiveRate, 0.06, 0.13);
    }

    [Fact]
    public void Cards_are_the_same_on_every_run_and_shared_by_maps_of_one_smoothness()
    {
        var geometry = SimulatedMaps.Brain(60, 3);
        var options = new NullCalibrationOptions { MapsPerSide = 10, Permutations = 49 };
        NullCalibrationTable Table() => NullCalibrationTable.Create(SmoothnessModel.Create(geometry), MoranNull.Create(geometry, 1), ColocalizationMethod.Spearman, options);
        var table = Table();
        double[] map = SimulatedMaps.Smooth(geometry, 1, 20, 9).Values;
        var card = table.For(map)!;
        Assert.Same(card, table.For(card.Smoothness));
        Assert.Equal(card, Table().For(map));
    }

    [Fact]
    public void A_null_that_refuses_is_counted_as_refusing()
    {
        var geometry = SimulatedMaps.Brain(60, 3);
        var strict = VariogramNull.Create(geometry, 1, new() { LargestMisfit = 1e-6 });
        var card = NullCalibrationTable.Create(SmoothnessModel.Create(geometry), strict, ColocalizationMethod.Pearson, new() { MapsPerSide = 3, Permutations = 19 }).For(new MapSmoothness(30, 0))!;
        Assert.Equal(9, card.Refused);
        Assert.True(double.IsNaN(card.FalsePositiveRate));
        Assert.False(card.HoldsLevel);
    }
}
