using Etiogrid.Inference.Interventions;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Inference.Tests.Interventions;

public sealed class CombinationSearchTests
{
    private static readonly CombinationOptions Settings = new() { MaxMembers = 3, BurdenWeight = 0.1, Keep = 1000 };

    /// <summary>Pathway 0 both ways, 1 too little only, 2 both ways; two symptoms that all of them can cause.</summary>
    private static GridModel Model()
    {
        GridPathway[] pathways = [new("a", [-1, 1], [0.2, 0.1], 0.05, [0.6, 0.4]), new("b", [-1], [0.3], 0.05, [1]), new("c", [-1, 1], [0.1, 0.1], 0.05, [0.5, 0.5])];
        GridSymptom[] symptoms =
        [
            new("s", 0.1, [new(0, 0, 0.5), new(0, 1, 0.2), new(1, 0, 0.4), new(2, 0, 0.3)], true),
            new("t", 0.2, [new(0, 0, 0.1), new(2, 1, 0.6)], true),
        ];
        return GridModel.Create(pathways, [], symptoms, [], [], null).Value;
    }

    private static ConfigurationDraws Draws(GridModel model, int count)
    {
        var random = new Philox(11, 1);
        return new([.. Enumerable.Range(0, count).Select(_ => model.Pathways.Select(p => random.NextInt32(p.StateCount)).ToArray())]);
    }

    private static InterventionOption[] Options() =>
    [
        new("x", 0.2, [new(0, 0, 0, 0)]),
        new("y", 0.3, [new(1, 0, 1, 0), new(2, 1, -1, 0)]),
        new("z", 0.1, [new(0, null, -0.5, 0)]),
        new("w", 0.0, [new(2, 0, 0.5, 0), new(0, 1, 0.2, 0)]),
    ];

    [Fact]
    public void Every_set_has_the_value_of_the_formula_worked_out_draw_by_draw()
    {
        var model = Model();
        var draws = Draws(model, 300);
        var options = Options();
        var found = CombinationSearch.Run(model, draws, [0, 1], options, Settings);
        Assert.Equal(4 + 6 + 4, found.Count);
        foreach (var value in found)
        {
            NumericAssert.Close(draws.States.Average(s => DirectGain(model, s, options, value.Members)), value.Gain, 1e-10, 1e-12, string.Join('+', value.Members));
            NumericAssert.Close(value.Members.Sum(m => options[m].Burden), value.Burden, 1e-12);
            NumericAssert.Close(value.Gain - (0.1 * value.Burden), value.Utility, 1e-10, 1e-14);
            Assert.InRange(value.Gain, value.GainLow, value.GainHigh);
            Assert.True(value.Regret >= -1e-12);
        }

        Assert.Equal(found.OrderByDescending(v => v.Utility).Select(v => v.Utility), found.Select(v => v.Utility));
        Assert.InRange(found.Sum(v => v.ProbabilityBest), 0.2, 1.0000001);
    }

    [Fact]
    public void The_pareto_front_holds_what_nothing_beats_at_less_burden()
    {
        var model = Model();
        var found = CombinationSearch.Run(model, Draws(model, 200), [0, 1], Options(), Settings);
        foreach (var value in found)
        {
            Assert.Equal(!found.Any(o => !ReferenceEquals(o, value) && o.Gain >= value.Gain && o.Burden < value.Burden), value.OnParetoFront);
        }
    }

    [Fact]
    public void The_wrong_direction_harms_and_the_right_one_helps()
    {
        var model = Model();
        int tooMuch = model.Pathways[0].CausalState(1);
        int tooLittle = model.Pathways[0].CausalState(0);
        InterventionOption[] raises = [new("raises", 0, [new(0, 0, 0, 0)])];
        Assert.True(Assert.Single(CombinationSearch.Run(model, new([[tooLittle, 0, 0]]), [0, 1], raises, Settings)).Gain > 0);
        Assert.True(Assert.Single(CombinationSearch.Run(model, new([[tooMuch, 0, 0]]), [0, 1], raises, Settings)).Gain < 0);
    }

    [Fact]
    public void Undoing_a_compensation_costs_and_relieves_nothing()
    {
        var model = Model();
        InterventionOption[] options = [new("u", 0, [new(0, 0, 0, 0), new(1, 0, 0, 0)])];
        int[] compensated = [model.Pathways[0].CompensatoryState(0), model.Pathways[1].CausalState(0), 0];
        var both = Assert.Single(CombinationSearch.Run(model, new([compensated]), [0], options, Settings));
        int[] alone = [0, model.Pathways[1].CausalState(0), 0];
        var one = Assert.Single(CombinationSearch.Run(model, new([alone]), [0], options, Settings));
        NumericAssert.Close(one.Gain - (0.5 * Settings.CompensationHarm), both.Gain, 1e-12);
    }

    [Fact]
    public void Forbidden_pairs_are_never_combined_and_penalties_count_once()
    {
        var model = Model();
        var settings = Settings with { Forbidden = new HashSet<(int, int)> { (1, 0) }, Penalties = new Dictionary<(int, int), double> { [(2, 3)] = 0.7 } };
        var found = CombinationSearch.Run(model, Draws(model, 50), [0, 1], Options(), settings);
        Assert.DoesNotContain(found, v => v.Members.Contains(0) && v.Members.Contains(1));
        var pair = Assert.Single(found, v => v.Members.SequenceEqual([2, 3]));
        NumericAssert.Close(0.1 + 0.7, pair.Burden, 1e-12);
    }

    [Fact]
    public void Remission_is_the_rise_of_the_chance_that_nothing_is_left_and_rewards_treating_every_cause()
    {
        // Two causes of one symptom, one treatment for each: either alone leaves the other cause in place.
        GridPathway[] pathways = [GridPathway.ThreeState("a", 0.5, 0), GridPathway.ThreeState("b", 0.5, 0)];
        var model = GridModel.Create(pathways, [], [new("s", 0.1, [new(0, 0, 0.9), new(1, 0, 0.8)], true), new("t", 0.0, [new(0, 0, 0.5)], true)], [], [], null).Value;
        ConfigurationDraws draws = new([[1, 1], [1, 0], [1, 1]]);
        InterventionOption[] options = [new("x", 0, [new(0, null, 3, 0)]), new("y", 0, [new(1, null, 1, 0)])];
        var found = CombinationSearch.Run(model, draws, [0, 1], options, Settings with { Utility = CombinationUtility.Remission });
        double Expected(params int[] members) => draws.States.Average(states =>
        {
            double Absent(bool treated)
            {
                double rx = treated && members.Contains(0) ? 1 - (1 / (1 + Math.Exp(-3))) : 1;
                double ry = treated && members.Contains(1) ? 1 - (1 / (1 + Math.Exp(-1))) : 1;
                return 0.9 * (1 - (0.9 * rx)) * (states[1] == 1 ? 1 - (0.8 * ry) : 1) * (1 - (0.5 * rx));
            }

            return Absent(true) - Absent(false);
        });
        foreach (var value in found)
        {
            NumericAssert.Close(Expected([.. value.Members]), value.Gain, 1e-12);
            NumericAssert.Close(value.Gain, value.RemissionGain, 1e-12);
        }

        double together = found.Single(v => v.Members.Count == 2).Gain;
        Assert.True(together > found.Where(v => v.Members.Count == 1).Sum(v => v.Gain));
        var additive = CombinationSearch.Run(model, draws, [0, 1], options, Settings);
        Assert.True(additive.Single(v => v.Members.Count == 2).RemissionGain > 0);
    }

    [Fact]
    public void An_intervention_of_the_other_horizon_counts_half_where_the_course_is_certain_and_in_full_where_it_is_not_known()
    {
        Assert.Equal(1, HorizonMatch.Of("state", StateTrait.StateTraitVerdict.State, 1));
        Assert.Equal(0.5, HorizonMatch.Of("state", StateTrait.StateTraitVerdict.Trait, 0));
        NumericAssert.Close(0.9, HorizonMatch.Of("trait", StateTrait.StateTraitVerdict.Trait, 0.2), 1e-15);
        Assert.Equal(1, HorizonMatch.Of("both", StateTrait.StateTraitVerdict.Trait, 0));
        Assert.Equal(1, HorizonMatch.Of("trait", StateTrait.StateTraitVerdict.Undetermined, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => HorizonMatch.Of("state", StateTrait.StateTraitVerdict.State, 1.1));

        // A weaker option of the right horizon overtakes a stronger one of the wrong horizon.
        var model = Model();
        InterventionOption Option(string name, double logit, double match) => new(name, 0.1, [new(1, null, logit, 0) { Match = match }]);
        ConfigurationDraws draws = new([[0, 1, 0]]);
        Assert.Equal(0, Assert.Single(CombinationSearch.Run(model, draws, [0], [Option("strong", 0.5, 1), Option("weak", 0, 1)], Settings with { MaxMembers = 1, Keep = 1 })).Members[0]);
        Assert.Equal(1, Assert.Single(CombinationSearch.Run(model, draws, [0], [Option("strong", 0.5, 0.5), Option("weak", 0, 1)], Settings with { MaxMembers = 1, Keep = 1 })).Members[0]);
    }

    [Fact]
    public void Thirty_options_make_31930_sets_and_the_best_is_found_among_them()
    {
        var model = Model();
        var draws = Draws(model, 40);
        var random = new Philox(5, 6);
        InterventionOption[] options = [.. Enumerable.Range(0, 30).Select(i => new InterventionOption($"o{i}", 0.05 + (0.3 * random.NextDouble()), [new(i % 3, i % 5 == 0 ? null : 0, random.NextNormal() - 1, 0)]))];
        var settings = Settings with { MaxMembers = 4, Keep = 40_000 };
        var found = CombinationSearch.Run(model, draws, [0, 1], options, settings);
        Assert.Equal(30 + 435 + 4060 + 27405, found.Count);
        double best = Enumerable.Range(0, 30).SelectMany(a => Enumerable.Range(a, 30 - a).SelectMany(b => Enumerable.Range(b, 30 - b).Select(c => (int[])[.. new[] { a, b, c }.Distinct()])))
            .Max(set => draws.States.Average(s => DirectGain(model, s, options, set)) - (0.1 * set.Sum(m => options[m].Burden)));
        NumericAssert.Close(best, found.Where(v => v.Members.Count <= 3).Max(v => v.Utility), 1e-10);
        Assert.Equal(found.Max(v => v.Utility), CombinationSearch.Run(model, draws, [0, 1], options, settings with { Keep = 1 })[0].Utility);
    }

    [Fact]
    public void Without_targets_options_or_draws_there_is_nothing_to_rank()
    {
        var model = Model();
        Assert.Empty(CombinationSearch.Run(model, Draws(model, 5), [], Options(), Settings));
        Assert.Empty(CombinationSearch.Run(model, Draws(model, 5), [0], [], Settings));
        Assert.Empty(CombinationSearch.Run(model, new([]), [0], Options(), Settings));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CombinationOptions { MaxMembers = 5 });
    }

    private static double DirectGain(GridModel model, int[] states, InterventionOption[] options, IReadOnlyList<int> members)
    {
        double gain = 0;
        foreach (var symptom in model.Symptoms)
        {
            double before = 1 - symptom.Leak;
            double after = 1 - symptom.Leak;
            foreach (var link in symptom.Links)
            {
                var p = model.Pathways[link.Pathway];
                if (states[link.Pathway] != p.CausalState(link.Direction))
                {
                    continue;
                }

                double remaining = 1;
                foreach (var effect in members.SelectMany(m => options[m].Effects).Where(e => e.Pathway == link.Pathway))
                {
                    double r = 1 / (1 + Math.Exp(-effect.LogitEfficacy));
                    remaining *= effect.Direction is null || effect.Direction == link.Direction ? 1 - r : 1 + (Settings.WrongDirectionHarm * r);
                }

                before *= 1 - link.Value;
                after *= 1 - Math.Min(1, link.Value * remaining);
            }

            gain += after - before;
        }

        foreach (var effect in members.SelectMany(m => options[m].Effects))
        {
            var p = model.Pathways[effect.Pathway];
            int state = states[effect.Pathway];
            bool undoes = p.KindOf(state) == AlterationKind.Compensatory && (effect.Direction is null || effect.Direction == p.DirectionOf(state));
            gain -= undoes ? Settings.CompensationHarm / (1 + Math.Exp(-effect.LogitEfficacy)) : 0;
        }

        return gain;
    }
}
