using Etiogrid.Imaging.Groups;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Imaging.Tests;

public sealed class GroupColocalizationTests
{
    private const string Folder = "reference/juspace/";
    private static readonly GroupMode[] Modes = [GroupMode.CohenBetween, GroupMode.CohenWithin, GroupMode.Mean, GroupMode.Each, GroupMode.Z];

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    public void Maps_match_the_peer(int opt1)
    {
        var expected = Reference.Matrix($"{Folder}data_opt1_{opt1}.csv");
        var found = GroupMaps.Compute(Modes[opt1 - 1], Reference.Matrix(Folder + "list1_12x100.csv"), Reference.Matrix(Folder + "list2_14x100.csv"));
        NumericAssert.AllClose(expected.Values, found.Values, 1e-10, 1e-10);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(1, 3)]
    [InlineData(4, 1)]
    [InlineData(4, 2)]
    [InlineData(4, 3)]
    [InlineData(5, 1)]
    [InlineData(5, 2)]
    [InlineData(5, 3)]
    public void Results_and_p_match_the_peer(int opt1, int opt2)
    {
        var run = Run(new() { Mode = Modes[opt1 - 1], Method = Method(opt2) });
        var results = Reference.Matrix($"{Folder}res_opt1_{opt1}_opt2_{opt2}.csv");
        var p = Reference.Matrix($"{Folder}p_opt1_{opt1}_opt2_{opt2}.csv");
        for (int a = 0; a < 5; a++)
        {
            var found = run.Results[a];
            NumericAssert.AllClose(results.Column(a), opt1 == 5 ? [found.Mean] : found.Values, 0, 1e-10, $"atlas {a}");
            NumericAssert.AllClose(p.Column(a), opt1 == 5 ? [found.MeanP] : found.P, 0, 1e-10, $"p of atlas {a}");
        }
    }

    [Fact]
    public void Group_permutation_p_agrees_with_the_peer_within_its_sampling_error()
    {
        var expected = Reference.Matrix(Folder + "pexact2000_opt1_1_opt2_1.csv");
        var run = Run(new() { Mode = GroupMode.CohenBetween, Method = ColocalizationMethod.Spearman, Permutations = 4000, Null = GroupNull.Proportional });
        for (int a = 0; a < 5; a++)
        {
            double p = expected[0, a];
            NumericAssert.Close(p, run.Results[a].PermutationP!.Value, 0, 4 * Math.Sqrt(p * (1 - p) * ((1 / 2000.0) + (1 / 4000.0))) + 0.001, $"atlas {a}");
        }
    }

    [Fact]
    public void Few_people_are_exchanged_in_every_way()
    {
        var exchanges = GroupExchanges.Draw(3, 4, paired: false, GroupNull.Plain, 100, 1);
        Assert.True(exchanges.IsExhaustive);
        Assert.Equal(35, exchanges.Orders.Select(o => string.Join(',', o[..3].Order())).Distinct().Count());
        Assert.All(exchanges.Orders, o => Assert.Equal(Enumerable.Range(0, 7), o.Order()));
        var swaps = GroupExchanges.Draw(5, 5, paired: true, GroupNull.Plain, 32, 1);
        Assert.Equal(32, swaps.Orders.Select(o => string.Join(',', o)).Distinct().Count());
        Assert.All(swaps.Orders, o => Assert.All(Enumerable.Range(0, 5), k => Assert.Equal((2 * k) + 5, o[k] + o[k + 5])));
        Assert.Equal(1.0 / 35, exchanges.P(1));
    }

    [Fact]
    public void The_proportional_rule_keeps_the_shares_of_both_groups()
    {
        // 6 x 6 / 20 = 1.8: two of the six cases stay.
        var exchanges = GroupExchanges.Draw(6, 14, paired: false, GroupNull.Proportional, 50, 1);
        Assert.All(exchanges.Orders, o => Assert.Equal(2, o[..6].Count(i => i < 6)));
        Assert.All(exchanges.Orders, o => Assert.Equal(Enumerable.Range(0, 20), o.Order()));
        Assert.False(exchanges.IsExhaustive);
    }

    [Fact]
    public void Plain_exchange_keeps_its_false_positive_rate()
    {
        const int Studies = 400;
        int hits = 0;
        var atlas = SimulatedMaps.Noise(40, 1, 1);
        for (int s = 0; s < Studies; s++)
        {
            var people = SimulatedMaps.Noise(16, 40, (ulong)(1000 + s));
            var run = GroupColocalization.TryRun(
                new() { Mode = GroupMode.CohenBetween, Permutations = 99, Seed = (ulong)s },
                RegionOrder.TakeRows(people, [.. Enumerable.Range(0, 8)]), RegionOrder.TakeRows(people, [.. Enumerable.Range(8, 8)]), atlas, null)!;
            hits += run.Results[0].PermutationP <= 0.05 ? 1 : 0;
        }

        // 5 % of 400 = 20, standard error 4.4.
        Assert.InRange(hits, 7, 33);
    }

    [Fact]
    public void Leave_one_out_compares_each_case_with_the_others()
    {
        var cases = SimulatedMaps.Noise(5, 8, 3);
        var maps = GroupMaps.Compute(GroupMode.LeaveOneOut, cases, null);
        double[] others = [cases[0, 2], cases[1, 2], cases[2, 2], cases[4, 2]];
        NumericAssert.Close((cases[3, 2] - others.Average()) / Moments.StandardDeviation(others), maps[3, 2], 1e-12);
    }

    [Fact]
    public void Paired_modes_refuse_unequal_groups() =>
        Assert.Throws<ArgumentException>(() => GroupMaps.Compute(GroupMode.CohenWithin, new Matrix(3, 4), new Matrix(2, 4)));

    [Theory]
    [InlineData(GroupMode.Mean, false)]
    [InlineData(GroupMode.LeaveOneOut, false)]
    [InlineData(GroupMode.Null, true)]
    public void Spatial_nulls_keep_their_level_for_modes_without_controls(GroupMode mode, bool regression)
    {
        const int Studies = 200;
        var brain = SimulatedMaps.Brain(60, 1);
        var spatialNull = Nulls.MatchedMoranNull.Create(Calibration.SmoothnessModel.Create(brain), 3);
        int hits = 0;
        for (int s = 0; s < Studies; s++)
        {
            // One smooth map everybody shares, and noise of their own: the case in which people agree and parametric tests break.
            double[] shared = SimulatedMaps.Smooth(brain, 1, 30, (ulong)(100 + s)).Column(0);
            var people = SimulatedMaps.Noise(6, 60, (ulong)(900 + s));
            for (int k = 0; k < people.Values.Length; k++)
            {
                people.Values[k] += 2 * shared[k % 60];
            }

            var run = GroupColocalization.TryRun(
                new() { Mode = mode, Method = regression ? null : ColocalizationMethod.Spearman, SpatialNull = spatialNull, SpatialDraws = 99 },
                people, null, SimulatedMaps.Smooth(brain, 1, 30, (ulong)(5000 + s)), null)!;
            hits += run.Results[0].Spatial!.MeanP <= 0.05 ? 1 : 0;
        }

        // 10 expected, standard error 3.1.
        Assert.InRange(hits, 1, 20);
    }

    [Fact]
    public void A_map_of_one_person_has_the_p_of_the_plan_with_the_same_surrogates()
    {
        var brain = SimulatedMaps.Brain(40, 2);
        var map = SimulatedMaps.Smooth(brain, 1, 20, 1);
        var atlas = SimulatedMaps.Smooth(brain, 2, 20, 2);
        var moran = Nulls.MoranNull.Create(brain, 9);
        var plan = ColocalizationPlan.Create(Reference.Atlas(atlas), new() { Permutations = 500 }, moran).Run(map, ["m"]);
        var run = GroupColocalization.TryRun(new() { Mode = GroupMode.Each, SpatialNull = moran, SpatialDraws = 500 }, map.Transpose(), null, atlas, null)!;
        Assert.Equal(plan[0].Null!.P, run.Results[0].Spatial!.P[0]);
        Assert.Equal(plan[1].Null!.P, run.Results[1].Spatial!.P[0]);
    }

    [Fact]
    public void Covariates_of_people_take_away_what_they_explain_and_nothing_else()
    {
        var people = SimulatedMaps.Noise(20, 30, 5);
        var age = SimulatedMaps.Noise(20, 1, 6);
        var before = PeopleCovariates.TryCreate(age, 8, ofControlsOnly: false)!.Adjust(people);
        for (int i = 0; i < 20; i++)
        {
            for (int j = 0; j < 30; j++)
            {
                people[i, j] += (j - 10) * age[i, 0];
            }
        }

        var after = PeopleCovariates.TryCreate(age, 8, ofControlsOnly: false)!.Adjust(people);
        double shift = Enumerable.Range(0, 20).Average(i => age[i, 0]);
        for (int j = 0; j < 30; j++)
        {
            NumericAssert.Close(before.Cases[3, j] + ((j - 10) * shift), after.Cases[3, j], 1e-9, 1e-9);
        }
    }

    [Fact]
    public void Freedman_Lane_holds_where_groups_differ_in_age_and_plain_exchange_does_not()
    {
        const int Studies = 200;
        int adjusted = 0;
        int plain = 0;
        var pattern = SimulatedMaps.Noise(40, 1, 1);
        for (int s = 0; s < Studies; s++)
        {
            var people = SimulatedMaps.Noise(20, 40, (ulong)(7000 + s));
            var age = SimulatedMaps.Noise(20, 1, (ulong)(9000 + s));
            for (int i = 0; i < 20; i++)
            {
                age[i, 0] += i < 10 ? 1.5 : 0;
                for (int j = 0; j < 40; j++)
                {
                    people[i, j] += age[i, 0] * pattern[j, 0];
                }
            }

            double P(PeopleCovariates? covariates) => GroupColocalization.TryRun(
                new() { Mode = GroupMode.CohenBetween, Permutations = 99, Seed = (ulong)s, People = covariates },
                RegionOrder.TakeRows(people, [.. Enumerable.Range(0, 10)]), RegionOrder.TakeRows(people, [.. Enumerable.Range(10, 10)]), pattern, null)!.Results[0].PermutationP!.Value;
            adjusted += P(PeopleCovariates.TryCreate(age, 10, ofControlsOnly: false)) <= 0.05 ? 1 : 0;
            plain += P(null) <= 0.05 ? 1 : 0;
        }

        Assert.InRange(adjusted, 1, 21);
        Assert.True(plain > 100, $"{plain} of 200");
    }

    private static ColocalizationMethod? Method(int opt2) => opt2 switch
    {
        1 => ColocalizationMethod.Spearman,
        2 => ColocalizationMethod.Pearson,
        _ => null,
    };

    private static GroupColocalization Run(GroupOptions options) => GroupColocalization.TryRun(
        options,
        Reference.Matrix(Folder + "list1_12x100.csv"),
        Reference.Matrix(Folder + "list2_14x100.csv"),
        Reference.Matrix(Folder + "pet_maps_5x100.csv").Transpose(),
        null)!;
}
