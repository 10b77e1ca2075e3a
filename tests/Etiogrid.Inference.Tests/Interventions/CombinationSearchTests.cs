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
