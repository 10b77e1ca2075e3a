using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.Random;
using Etiogrid.Simulation.Trials;

namespace Etiogrid.Simulation.Tests.Trials;

public sealed class GroupSequentialTestTests
{
    /// <summary>Critical values printed by rpact 3.3.4 (10 digits), typed from its output; rpact itself searches to about 1e-8.</summary>
    public static TheoryData<BoundaryShape, double, double[], double, int, double[]> Rpact => new()
    {
        { BoundaryShape.WangTsiatis, 0, [1 / 3.0, 2 / 3.0, 1], 0.025, 1, [3.471091445, 2.454432299, 2.004035580] },
        { BoundaryShape.WangTsiatis, 0.5, [1 / 3.0, 2 / 3.0, 1], 0.025, 1, [2.289478456, 2.289478456, 2.289478456] },
        { BoundaryShape.ObrienFlemingSpending, 0, [0.25, 0.5, 0.75, 1], 0.025, 1, [4.332633646, 2.963131599, 2.359044276, 2.014090143] },
        { BoundaryShape.PocockSpending, 0, [0.33, 0.7, 1], 0.025, 1, [2.282510789, 2.273480020, 2.308022536] },
        { BoundaryShape.WangTsiatis, 0.25, [0.2, 0.4, 0.6, 0.8, 1], 0.05, 2, [3.194082945, 2.685892899, 2.426978205, 2.258557710, 2.136012003] },
        { BoundaryShape.WangTsiatis, 0, [0.5, 1], 0.025, 1, [2.796509681, 1.977430959] },
    };

    [Theory]
    [MemberData(nameof(Rpact))]
    public void Critical_values_are_rpact_s(BoundaryShape shape, double delta, double[] information, double alpha, int sides, double[] expected)
    {
        var looks = GroupSequentialTest.Looks(new() { Shape = shape, Delta = delta, Information = information, Alpha = alpha, Sides = sides });
        NumericAssert.AllClose(expected, [.. looks.Select(l => l.CriticalValue)], 0, 1e-6);
        NumericAssert.Close(alpha, looks[^1].AlphaSpent, 1e-9);
    }

    [Fact]
    public void Levels_and_spending_are_rpact_s()
    {
        var looks = GroupSequentialTest.Looks(new() { Shape = BoundaryShape.WangTsiatis, Information = BoundaryDesign.EquallySpaced(3), Alpha = 0.025, Sides = 1 });
        NumericAssert.AllClose([0.0002591737235, 0.0070553616137, 0.0225331246048], [.. looks.Select(l => l.StageLevel)], 0, 1e-8);
        NumericAssert.AllClose([0.0002591737235, 0.0071600594015, 0.025], [.. looks.Select(l => l.AlphaSpent)], 0, 2e-8);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void One_look_is_the_fixed_test(int sides)
    {
        foreach (var shape in Enum.GetValues<BoundaryShape>())
        {
            var looks = GroupSequentialTest.Looks(new() { Shape = shape, Information = [1], Alpha = 0.04, Sides = sides });
            NumericAssert.Close(-Normal.Quantile(0.04 / sides), Assert.Single(looks).CriticalValue, 1e-12);
        }
    }

    [Fact]
    public void Simulated_trials_reject_as_often_as_they_may()
    {
        var looks = GroupSequentialTest.Looks(new() { Shape = BoundaryShape.PocockSpending, Information = [0.2, 0.35, 0.6, 0.95, 1], Alpha = 0.1, Sides = 2 });
        var random = new Philox(4, 2);
        const int Trials = 200_000;
        int[] rejected = new int[looks.Count];
        for (int n = 0; n < Trials; n++)
        {
            double sum = 0;
            double before = 0;
            for (int k = 0; k < looks.Count; k++)
            {
                sum += Math.Sqrt(looks[k].Information - before) * random.NextNormal();
                before = looks[k].Information;
                if (Math.Abs(sum / Math.Sqrt(before)) >= looks[k].CriticalValue)
                {
                    rejected[k]++;
                    break;
                }
            }
        }

        int by = 0;
        for (int k = 0; k < looks.Count; k++)
        {
            by += rejected[k];
            double spent = looks[k].AlphaSpent;
            Assert.InRange((by - (Trials * spent)) / Math.Sqrt(Trials * spent * (1 - spent)), -4, 4);
        }
    }

    [Fact]
    public void A_look_that_can_spend_nothing_is_refused() =>
        Assert.Throws<ArgumentException>(() => GroupSequentialTest.Looks(new() { Shape = BoundaryShape.ObrienFlemingSpending, Information = [0.003, 1], Alpha = 0.025, Sides = 1 }));

    [Fact]
    public void Impossible_designs_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new BoundaryDesign { Shape = BoundaryShape.WangTsiatis, Information = [0.5, 0.4, 1], Alpha = 0.025, Sides = 1 });
        Assert.Throws<ArgumentException>(() => new BoundaryDesign { Shape = BoundaryShape.WangTsiatis, Information = [0.5, 0.9], Alpha = 0.025, Sides = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new BoundaryDesign { Shape = BoundaryShape.WangTsiatis, Information = [1], Alpha = double.NaN, Sides = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new BoundaryDesign { Shape = BoundaryShape.WangTsiatis, Information = [1], Alpha = 0.025, Sides = 3 });
    }
}
