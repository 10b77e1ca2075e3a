using Etiogrid.Core.Units;

namespace Etiogrid.Core.Tests;

public sealed class ProbabilityTests
{
    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.0000001)]
    [InlineData(double.NaN)]
    public void Outside_the_unit_interval_is_rejected(double value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Probability(value));

    [Theory]
    [InlineData(0)]
    [InlineData(0.25)]
    [InlineData(1)]
    public void Odds_and_back_is_the_same_probability(double value) =>
        NumericAssert.Close(value, new Probability(value).ToOdds().ToProbability().Value, 1e-15);
}
