using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.Functions;
using FsCheck;
using FsCheck.Fluent;

namespace Etiogrid.Numerics.Tests.Distributions;

public sealed class DistributionTests
{
    /// <summary>Probabilities with many of them in the tails.</summary>
    private static readonly Arbitrary<double> Probabilities =
        Gen.Choose(1, 9999).Select(i => i / 10_000.0).Or(Gen.Choose(-250, -3).Select(e => Math.Pow(10, e))).ToArbitrary();

    private static readonly Arbitrary<double> Shapes = Gen.Choose(-5, 30).Select(e => Math.Pow(10, e / 10.0)).ToArbitrary();

    [Fact]
    public void The_normal_quantile_inverts_the_cumulative() => Holds(Prop.ForAll(Probabilities, p =>
        Near(p, Normal.Cumulative(Normal.Quantile(p)), 1e-12) && Normal.Quantile(p) <= Normal.Quantile(Math.Min(1, p * 1.001))));

    [Fact]
    public void The_normal_is_symmetric() => Holds(Prop.ForAll(Probabilities, p =>
        p < 0.4 || Normal.Quantile(p) == -Normal.Quantile(1 - p) || Near(Normal.Quantile(p), -Normal.Quantile(1 - p), 1e-12)));

    [Fact]
    public void Student_quantiles_invert_the_cumulative() => Holds(Prop.ForAll(Probabilities, Shapes, (p, df) =>
    {
        double t = StudentT.Quantile(p, df);
        return double.IsInfinity(t) || Math.Abs(t) < 1e-290 || Near(p, StudentT.Cumulative(t, df), 1e-10);
    }));

    [Fact]
    public void Gamma_quantiles_invert_the_cumulative() => Holds(Prop.ForAll(Probabilities, Shapes, (p, shape) =>
    {
        double x = Gamma.Quantile(p, shape, 3);
        return x < 1e-290 || Near(p, Gamma.Cumulative(x, shape, 3), 1e-10);
    }));

    [Fact]
    public void Beta_quantiles_invert_the_cumulative() => Holds(Prop.ForAll(Probabilities, Shapes, Shapes, (p, a, b) =>
    {
        double x = Beta.Quantile(p, a, b);
        return x < 1e-290 || x > 0.999 || Near(p, Beta.Cumulative(x, a, b), 1e-9);
    }));

    [Fact]
    public void The_two_tails_sum_to_one() => Holds(Prop.ForAll(Shapes, Shapes, (shape, x) =>
        Near(1, Gamma.Cumulative(x, shape) + Gamma.UpperTail(x, shape), 1e-14)
        && Near(1, FisherF.Cumulative(x, shape, 7) + FisherF.UpperTail(x, shape, 7), 1e-13)
        && Near(1, StudentT.Cumulative(x, shape) + StudentT.UpperTail(x, shape), 1e-14)));

    [Fact]
    public void Relations_between_distributions_hold() => Holds(Prop.ForAll(Shapes, df =>
        Near(StudentT.TwoSided(1.7, df), FisherF.UpperTail(1.7 * 1.7, 1, df), 1e-12)
        && Near(ChiSquared.UpperTail(2.5 * 2.5, 1), Normal.TwoSided(2.5), 1e-13)
        && Near(ChiSquared.Cumulative(df, 2), -Elementary.Expm1(-df / 2), 1e-13)));

    [Fact]
    public void Densities_are_the_slopes_of_the_cumulatives()
    {
        const double step = 1e-5;
        foreach (double x in new[] { 0.2, 0.5, 0.8 })
        {
            NumericAssert.Close((StudentT.Cumulative(x + step, 4) - StudentT.Cumulative(x - step, 4)) / (2 * step), StudentT.Density(x, 4), 1e-7);
            NumericAssert.Close((Gamma.Cumulative(x + step, 2.5, 0.7) - Gamma.Cumulative(x - step, 2.5, 0.7)) / (2 * step), Gamma.Density(x, 2.5, 0.7), 1e-7);
            NumericAssert.Close((Beta.Cumulative(x + step, 2, 3.5) - Beta.Cumulative(x - step, 2, 3.5)) / (2 * step), Beta.Density(x, 2, 3.5), 1e-7);
            NumericAssert.Close((Normal.Cumulative(x + step) - Normal.Cumulative(x - step)) / (2 * step), Normal.Density(x), 1e-7);
        }
    }

    [Fact]
    public void Edges_have_their_limits()
    {
        Assert.Equal((double.NegativeInfinity, 0, double.PositiveInfinity), (Normal.Quantile(0), Normal.Quantile(0.5), Normal.Quantile(1)));
        Assert.Equal((0, 1), (Normal.Cumulative(double.NegativeInfinity), Normal.Cumulative(double.PositiveInfinity)));
        Assert.Equal((double.NegativeInfinity, 0, double.PositiveInfinity), (StudentT.Quantile(0, 3), StudentT.Quantile(0.5, 3), StudentT.Quantile(1, 3)));
        Assert.Equal((0, double.PositiveInfinity), (Gamma.Quantile(0, 2), Gamma.Quantile(1, 2)));
        Assert.Equal((0, 1), (Beta.Quantile(0, 2, 3), Beta.Quantile(1, 2, 3)));
        Assert.Equal((1, 0), (ChiSquared.UpperTail(0, 3), ChiSquared.UpperTail(double.PositiveInfinity, 3)));
        Assert.Equal((0, 1), (FisherF.Cumulative(0, 2, 3), FisherF.Cumulative(double.PositiveInfinity, 2, 3)));
        Assert.Equal((0, 1), (SpecialFunctions.Erf(0), SpecialFunctions.Erf(double.PositiveInfinity)));
        Assert.Equal((0, 2), (SpecialFunctions.Erfc(double.PositiveInfinity), SpecialFunctions.Erfc(double.NegativeInfinity)));
        Assert.Equal((0, 1), (Logit.ToProbability(double.NegativeInfinity), Logit.ToProbability(double.PositiveInfinity)));
        Assert.Equal(double.NegativeInfinity, Logit.LogSumExp([]));
        NumericAssert.Close(1000 + Math.Log(3), Logit.LogSumExp([1000, 1000, 1000]), 1e-15);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void What_is_no_probability_is_refused(double p)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Normal.Quantile(p));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentT.Quantile(p, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Gamma.Quantile(p, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Beta.Quantile(p, 3, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => FisherF.Quantile(p, 3, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => SpecialFunctions.BetaI(1, 1, p));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Parameters_must_be_positive_and_finite(double parameter)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentT.Quantile(0.3, parameter));
        Assert.Throws<ArgumentOutOfRangeException>(() => Gamma.Cumulative(1, parameter));
        Assert.Throws<ArgumentOutOfRangeException>(() => Gamma.Cumulative(1, 1, parameter));
        Assert.Throws<ArgumentOutOfRangeException>(() => Beta.Cumulative(0.5, parameter, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => FisherF.UpperTail(1, 2, parameter));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChiSquared.UpperTail(1, parameter));
    }

    /// <summary>A thousand cases, the same ones every time.</summary>
    private static void Holds(Property property) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000).WithReplay(20261121, 20261123), property);

    private static bool Near(double expected, double actual, double relative) =>
        Math.Abs(expected - actual) <= relative * Math.Abs(expected);
}
