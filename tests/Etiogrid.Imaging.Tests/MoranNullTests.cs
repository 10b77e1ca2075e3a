using Etiogrid.Imaging.Nulls;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Imaging.Tests;

public sealed class MoranNullTests
{
    private const string Folder = "reference/moran/schaefer100/";

    [Fact]
    public void Surrogates_keep_mean_deviation_and_morans_i_exactly()
    {
        var geometry = SimulatedMaps.Brain(50, 1);
        double[] map = SimulatedMaps.Smooth(geometry, 1, 25, 2).Values;
        var draws = new Matrix(200, 50);
        MoranNull.Create(geometry, 7).Fit(map).Draw(0, draws);
        for (int d = 0; d < draws.Rows; d++)
        {
            NumericAssert.Close(Moments.Mean(map), Moments.Mean(draws.Row(d)), 0, 1e-12);
            NumericAssert.Close(Moments.StandardDeviation(map), Moments.StandardDeviation(draws.Row(d)), 1e-11);
            NumericAssert.Close(MoranNull.MoransI(map, geometry.Distances), MoranNull.MoransI(draws.Row(d), geometry.Distances), 0, 1e-11);
        }

        Assert.True(Math.Abs(Moments.Pearson(draws.Row(0), draws.Row(1))) < 0.9);
    }

    [Theory]
    [InlineData(0, 0.10736149529034514)]
    [InlineData(5, 0.050786187772572565)]
    [InlineData(18, 0.06440703720783)]
    public void Morans_i_of_real_receptor_maps_matches_the_reference(int receptor, double expected)
    {
        var distances = Reference.Matrix(Folder + "distance.csv");
        double[] map = Reference.Matrix(Folder + "receptors.csv").Column(receptor);
        NumericAssert.Close(expected, MoranNull.MoransI(map, distances), 1e-9);
    }

    [Fact]
    public void Surrogates_of_5HT1a_correlate_with_it_as_widely_as_the_reference_ones()
    {
        double[] map = Reference.Matrix(Folder + "receptors.csv").Column(0);
        var draws = new Matrix(4000, map.Length);
        MoranNull.Create(Reference.Schaefer100(), 7).Fit(map).Draw(0, draws);
        double[] r = [.. Enumerable.Range(0, draws.Rows).Select(d => Moments.Pearson(map, draws.Row(d)))];
        NumericAssert.Close(0, Moments.Mean(r), 0, 4 * 0.302 / Math.Sqrt(draws.Rows));

        // 0.3023 is the spread of 1,000 (or so) reference draws: its own standard error is about 2 %.
        NumericAssert.Close(0.3023219163498922, Moments.StandardDeviation(r), 0.07);
    }

    [Fact]
    public void Draw_number_d_does_not_depend_on_the_chunk()
    {
        var geometry = SimulatedMaps.Brain(20, 1);
        var source = MoranNull.Create(geometry, 7).Fit(SimulatedMaps.Noise(20, 1, 3).Values);
        var whole = new Matrix(9, 20);
        source.Draw(0, whole);
        var part = new Matrix(4, 20);
        source.Draw(5, part);
        Assert.Equal(whole.Values[(5 * 20)..], part.Values);
    }

    [Fact]
    public void Drawing_on_several_threads_gives_the_same_draws()
    {
        var source = MoranNull.Create(SimulatedMaps.Brain(20, 1), 7).Fit(SimulatedMaps.Noise(20, 1, 3).Values);
        var one = new Matrix(150, 20);
        source.Draw(0, one);
        Assert.Equal(one.Values, source.DrawAll(150, 20, 2).Values);
    }

    [Fact]
    public void The_closed_form_agrees_with_many_draws()
    {
        var geometry = SimulatedMaps.Brain(60, 8);
        var map = SimulatedMaps.Smooth(geometry, 3, 40, 9);
        var atlas = Reference.Atlas(SimulatedMaps.Smooth(geometry, 4, 40, 10));
        var moran = MoranNull.Create(geometry, 5);
        string[] names = ["a", "b", "c"];
        var exact = ColocalizationPlan.Create(atlas, new() { Method = ColocalizationMethod.Pearson, Permutations = 0 }, moran).Run(map, names);
        const int Draws = 20_000;
        var drawn = ColocalizationPlan.Create(atlas, new() { Method = ColocalizationMethod.Pearson, Permutations = Draws }, moran).Run(map, names);
        for (int k = 0; k < exact.Count; k++)
        {
            double p = exact[k].Null!.P;
            NumericAssert.Close(p, drawn[k].Null!.P, 0.02, 5 * Math.Sqrt(p * (1 - p) / Draws), $"p of pair {k}");
            NumericAssert.Close(exact[k].Null!.StandardDeviation, drawn[k].Null!.StandardDeviation, 0.03);
        }
    }
}
