using Etiogrid.Imaging.Nulls;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Imaging.Tests;

public sealed class ColocalizationPlanTests
{
    private const string Folder = "reference/coloc/enigma13_x_receptors19_dk68/";

    [Theory]
    [InlineData(ColocalizationMethod.Pearson, "expected_pearson.csv")]
    [InlineData(ColocalizationMethod.Spearman, "expected_spearman.csv")]
    public void Thirteen_disorders_and_nineteen_receptors_match_the_reference(ColocalizationMethod method, string file)
    {
        var expected = Reference.Matrix(Folder + file);
        var maps = Reference.Matrix(Folder + "atrophy.csv");
        var atlas = Reference.Atlas(Reference.Matrix(Folder + "receptors.csv"));
        var results = ColocalizationPlan.Create(atlas, new() { Method = method }).Run(maps, Reference.Numbered("map", maps.Columns));
        NumericAssert.AllClose(expected.Values, [.. results.Select(r => r.R)], 0, 1e-12);
    }

    [Fact]
    public void Ties_share_their_rank_whatever_the_row_order()
    {
        double[] x = [1, 1, 2, 2, 3, 3, 4, 4, 5, 5];
        double[] y = [2, 1, 4, 3, 6, 5, 8, 7, 10, 9];
        var atlas = Reference.Atlas(new Matrix(10, 1, y));
        var plan = ColocalizationPlan.Create(atlas, new() { Method = ColocalizationMethod.Spearman });
        double forward = plan.Run(new Matrix(10, 1, x), ["x"])[0].R;

        // Mid-ranks 1.5, 3.5, … against 2, 1, 4, 3, …: covariance 80 over sqrt(80 x 82.5).
        NumericAssert.Close(80 / Math.Sqrt(80 * 82.5), forward, 1e-14);
    }

    [Fact]
    public void Partial_correlation_is_the_textbook_formula_of_three_correlations()
    {
        var data = SimulatedMaps.Noise(40, 3, 5);
        double[] x = data.Column(0);
        double[] y = data.Column(1);
        double[] z = data.Column(2);
        foreach (bool ranked in new[] { false, true })
        {
            Func<double[], double[], double> r = ranked ? (a, b) => Moments.Spearman(a, b) : (a, b) => Moments.Pearson(a, b);
            double expected = (r(x, y) - (r(x, z) * r(y, z))) / Math.Sqrt((1 - (r(x, z) * r(x, z))) * (1 - (r(y, z) * r(y, z))));
            var options = new ColocalizationOptions { Method = ranked ? ColocalizationMethod.PartialSpearman : ColocalizationMethod.PartialPearson };
            var result = ColocalizationPlan.Create(Reference.Atlas(new Matrix(40, 1, y)), options, null, new Matrix(40, 1, z)).Run(new Matrix(40, 1, x), ["x"])[0];
            NumericAssert.Close(expected, result.R, 1e-12);
            NumericAssert.Close(Etiogrid.Numerics.Distributions.StudentT.TwoSided(expected * Math.Sqrt(37 / (1 - (expected * expected))), 37), result.ParametricP, 1e-10);
        }
    }

    [Fact]
    public void Missing_regions_are_left_out_pair_by_pair()
    {
        var maps = SimulatedMaps.Noise(30, 2, 6);
        var atlas = SimulatedMaps.Noise(30, 2, 7);
        maps[3, 0] = double.NaN;
        atlas[9, 1] = double.NaN;
        var results = ColocalizationPlan.Create(Reference.Atlas(atlas), new() { Method = ColocalizationMethod.Spearman }).Run(maps, ["a", "b"]);
        Assert.Equal([29, 28, 30, 29], results.Select(r => r.N));
        int[] kept = [.. Enumerable.Range(0, 30).Where(i => i is not 3 and not 9)];
        double expected = Moments.Spearman([.. kept.Select(i => maps[i, 0])], [.. kept.Select(i => atlas[i, 1])]);
        NumericAssert.Close(expected, results[1].R, 1e-13);
    }

    [Fact]
    public void A_flat_map_gets_a_reason_instead_of_a_number()
    {
        var flat = new Matrix(12, 1);
        Array.Fill(flat.Values, 0.1);
        var atlas = Reference.Atlas(SimulatedMaps.Noise(12, 1, 8));
        var geometry = SimulatedMaps.Brain(12, 3);
        var result = ColocalizationPlan.Create(atlas, new() { Permutations = 10 }, MoranNull.Create(geometry, 1)).Run(flat, ["flat"])[0];
        Assert.True(double.IsNaN(result.R));
        Assert.Null(result.Null);
        Assert.Contains("does not vary", result.Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ColocalizationMethod.Spearman)]
    [InlineData(ColocalizationMethod.PartialPearson)]
    [InlineData(ColocalizationMethod.PartialSpearman)]
    public void Null_numbers_are_those_of_correlating_each_surrogate_by_itself(ColocalizationMethod method)
    {
        const int Draws = 300;
        var geometry = SimulatedMaps.Brain(24, 4);
        var map = SimulatedMaps.Smooth(geometry, 1, 30, 11);
        var atlasMap = SimulatedMaps.Smooth(geometry, 1, 30, 12);
        var z = method == ColocalizationMethod.Spearman ? null : SimulatedMaps.Noise(24, 1, 13);
        var moran = MoranNull.Create(geometry, 99);
        var surrogates = new Matrix(Draws, 24);
        moran.Fit(atlasMap.Values).Draw(0, surrogates);
        double[] nulls = new double[Draws];
        for (int d = 0; d < Draws; d++)
        {
            var one = Reference.Atlas(new Matrix(24, 1, surrogates.Row(d).ToArray()));
            nulls[d] = ColocalizationPlan.Create(one, new() { Method = method }, null, z).Run(map, ["x"])[0].R;
        }

        var result = ColocalizationPlan.Create(Reference.Atlas(atlasMap), new() { Method = method, Permutations = Draws }, moran, z).Run(map, ["x"])[0];
        NumericAssert.Close((1.0 + nulls.Count(r => Math.Abs(r) >= Math.Abs(result.R) - 1e-12)) / (1 + Draws), result.Null!.P, 1e-15);
        NumericAssert.Close(Moments.Mean(nulls), result.Null.Mean, 0, 1e-13);
        NumericAssert.Close(Moments.StandardDeviation(nulls), result.Null.StandardDeviation, 1e-11);
    }

    [Fact]
    public void Both_sides_give_the_larger_p_and_each_side_by_itself()
    {
        var geometry = SimulatedMaps.Brain(24, 4);
        var map = SimulatedMaps.Smooth(geometry, 2, 30, 21);
        var atlas = Reference.Atlas(SimulatedMaps.Smooth(geometry, 3, 10, 22));
        var moran = MoranNull.Create(geometry, 99);
        var by = new[] { SurrogateSide.Map, SurrogateSide.Atlas, SurrogateSide.Both }
            .Select(side => ColocalizationPlan.Create(atlas, new() { Surrogates = side, Permutations = 199 }, moran).Run(map, ["a", "b"])).ToArray();
        for (int k = 0; k < 6; k++)
        {
            Assert.Equal(by[0][k].Null!.P, by[2][k].Null!.MapSideP);
            Assert.Equal(by[1][k].Null!.P, by[2][k].Null!.AtlasSideP);
            Assert.Equal(Math.Max(by[0][k].Null!.P, by[1][k].Null!.P), by[2][k].Null!.P);
        }

        Assert.Contains(Enumerable.Range(0, 6), k => by[0][k].Null!.P != by[1][k].Null!.P);
    }

    [Fact]
    public void More_patterns_of_missing_regions_than_are_kept_give_the_same_answers()
    {
        var geometry = SimulatedMaps.Brain(90, 4);
        var maps = SimulatedMaps.Smooth(geometry, 80, 30, 41);
        for (int j = 0; j < 80; j++)
        {
            maps[j, j] = double.NaN;
        }

        var atlas = Reference.Atlas(SimulatedMaps.Smooth(geometry, 1, 30, 42));
        string[] names = Reference.Numbered("m", 80);
        var options = new ColocalizationOptions { Method = ColocalizationMethod.Pearson, Permutations = 0 };
        var together = ColocalizationPlan.Create(atlas, options, MoranNull.Create(geometry, 9)).Run(maps, names);
        var last = ColocalizationPlan.Create(atlas, options, MoranNull.Create(geometry, 9)).Run(new Matrix(90, 1, maps.Column(79)), ["m80"]);
        Assert.Equal(last[0], together[79]);
        Assert.Equal(89, together[79].N);
    }

    [Fact]
    public void Thread_count_does_not_change_a_bit()
    {
        var geometry = SimulatedMaps.Brain(60, 4);
        var map = SimulatedMaps.Smooth(geometry, 3, 30, 31);
        var atlas = Reference.Atlas(SimulatedMaps.Smooth(geometry, 2, 30, 32));
        var moran = MoranNull.Create(geometry, 99);
        var one = ColocalizationPlan.Create(atlas, new() { Permutations = 1000, Threads = 1 }, moran).Run(map, ["a", "b", "c"]);
        var two = ColocalizationPlan.Create(atlas, new() { Permutations = 1000, Threads = 2 }, moran).Run(map, ["a", "b", "c"]);
        Assert.Equal(one, two);
    }
}
