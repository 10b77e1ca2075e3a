using Etiogrid.Inference.Interventions;
using Etiogrid.Inference.Measurements;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference.Tests.Measurements;

public sealed class SampleInformationTests
{
    private const double Loading = 1.5;

    /// <summary>Two pathways; markers first and second see a, other sees b, nothing sees nothing.</summary>
    private static GridModel Model(double correlation, double? measured)
    {
        GridPathway[] pathways = [GridPathway.ThreeState("a", 0.4, 0.0), GridPathway.ThreeState("b", 0.4, 0.0)];
        GridMarker[] markers =
        [
            new("first", "g", [new(0, 1, Loading)], measured),
            new("second", "g", [new(0, 1, Loading)], null),
            new("other", "g", [new(1, 1, Loading)], null),
            new("nothing", "g", [], null),
        ];
        var covariance = Matrix.Identity(4);
        covariance[0, 1] = covariance[1, 0] = correlation;
        return GridModel.Create(pathways, [], [], [], markers, covariance).Value;
    }

    private static ConfigurationDraws Draws(double share) =>
        new([.. Enumerable.Range(0, 1000).Select(i => new[] { i * 7 % 1000 < 1000 * share ? 1 : 0, i % 2 })]);

    /// <summary>One action: it gains where a is altered and costs where it is not.</summary>
    private static CombinationRanking Action(ConfigurationDraws draws, double gain, double loss) =>
        new([new([0], 0, 0, 0, 0, 0, 0, 0, true)], [[.. draws.States.Select(s => s[0] == 1 ? gain : -loss)]]);

    private static DecisionValue Value(GridModel model, ConfigurationDraws draws, CombinationRanking ranking, int marker, double cost = 2) =>
        SampleInformation.Evaluate(model, draws, [new("m", [marker], cost)], ranking, 1, "test")[0];

    /// <summary>E_y max(0, E[U | y]) - max(0, E U) for y ~ N(loading x state, 1), by quadrature.</summary>
    private static double Quadrature(double share, double gain, double loss)
    {
        double sum = 0;
        const double step = 0.001;
        for (double y = -10; y < 10 + Loading; y += step)
        {
            double zero = (1 - share) * Math.Exp(-0.5 * y * y) / Math.Sqrt(2 * Math.PI);
            double one = share * Math.Exp(-0.5 * (y - Loading) * (y - Loading)) / Math.Sqrt(2 * Math.PI);
            sum += step * Math.Max(0, (one * gain) - (zero * loss));
        }

        return sum - Math.Max(0, (share * gain) - ((1 - share) * loss));
    }

    [Theory]
    [InlineData(0.3, 0.5, 0.2)]
    [InlineData(0.3, 0.5, 0.5)]
    [InlineData(0.6, 0.3, 0.4)]
    public void The_value_for_one_decision_is_that_of_the_integral(double share, double gain, double loss)
    {
        var draws = Draws(share);
        var value = Value(Model(0, null), draws, Action(draws, gain, loss), 0);
        NumericAssert.Close(Quadrature(share, gain, loss), value.Value, 1e-3);
        Assert.InRange(value.ProbabilityOfChange, 0.01, 0.99);
        NumericAssert.Close(value.Value - (2 * SampleInformation.SymptomsPerCost), value.Net, 1e-15);
        NumericAssert.Close(value.Value / (2 * SampleInformation.SymptomsPerCost), value.PerCost, 1e-12);
    }

    [Fact]
    public void T8_a_second_marker_is_worth_less_the_more_it_repeats_the_first()
    {
        // The posterior after the first marker is the same in all three; only the correlation differs.
        var draws = Draws(0.4);
        var ranking = Action(draws, 0.4, 0.3);
        double[] values = [.. ((double[])[0, 0.5, 0.9, 0.999]).Select(r => Value(Model(r, 0.7), draws, ranking, 1).Value)];
        Assert.True(values[0] > 0.03);
        Assert.All(values.Zip(values.Skip(1)), pair => Assert.True(pair.Second < pair.First, string.Join(' ', values)));
        Assert.InRange(values[^1], 0, 0.002);
        Assert.True(Value(Model(0.999, 0.7), draws, ranking, 1).Net < 0);
    }

    [Fact]
    public void Information_that_changes_no_choice_is_worth_nothing()
    {
        var draws = Draws(0.4);
        Assert.Equal(0, Value(Model(0, null), draws, Action(draws, 0.4, 0.3), 3).Value);
        Assert.InRange(Value(Model(0, null), draws, Action(draws, 0.4, 0.3), 2).Value, 0, 0.01);
        Assert.Equal(0, Value(Model(0, null), draws, Action(draws, 0.4, -0.1), 0).Value);
        Assert.Equal(0, Value(Model(0, null), draws, CombinationRanking.Empty, 0).Value);
        Assert.True(InformationGain.Evaluate(Model(0, null), draws, [new("m", [0], 1)], [], 1, "t")[0].Bits > 0.1);
    }

    [Fact]
    public void Combinations_of_other_draws_are_a_bug_of_the_caller()
    {
        var draws = Draws(0.4);
        Assert.Throws<ArgumentException>(() => Value(Model(0, null), new([[0, 0]]), Action(draws, 1, 1), 0));
    }
}
