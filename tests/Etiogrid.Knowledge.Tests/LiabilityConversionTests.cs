using System.Text.Json;
using Etiogrid.Knowledge.Conversions;
using Etiogrid.Numerics.Distributions;

namespace Etiogrid.Knowledge.Tests;

public sealed class LiabilityConversionTests
{
    [Fact]
    public void Odds_ratios_become_the_liability_shifts_of_the_reference()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(SharedData.Require("reference/grid/liability_expected.json")));
        var cases = json.RootElement.GetProperty("binary_exposure").EnumerateArray().ToList();
        Assert.NotEmpty(cases);
        foreach (var c in cases)
        {
            double b = LiabilityConversion.FromOddsRatio(c.GetProperty("OR").GetDouble(), c.GetProperty("f").GetDouble(), c.GetProperty("K").GetDouble());
            NumericAssert.Close(c.GetProperty("b").GetDouble(), b, relative: 1e-9, absolute: 1e-12);
        }
    }

    [Theory]
    [InlineData(3.0, 0.1, 0.02)]
    [InlineData(0.4, 0.5, 0.3)]
    [InlineData(12.0, 0.03, 0.16)]
    public void The_two_risks_mix_to_the_prevalence_and_have_the_odds_ratio(double ratio, double frequency, double prevalence)
    {
        double p0 = LiabilityConversion.RiskOfUnexposed(ratio, frequency, prevalence);
        double p1 = (prevalence - ((1 - frequency) * p0)) / frequency;
        NumericAssert.Close(ratio, p1 / (1 - p1) / (p0 / (1 - p0)), relative: 1e-10);
    }

    [Fact]
    public void A_threshold_on_the_shifted_liability_gives_the_odds_ratio_back()
    {
        const double ratio = 2.8, f = 0.38, k = 0.031;
        double b = LiabilityConversion.FromOddsRatio(ratio, f, k);
        double s = Math.Sqrt(1 - (b * b * f * (1 - f)));
        double p0 = LiabilityConversion.RiskOfUnexposed(ratio, f, k);
        double threshold = (-Normal.Quantile(p0) * s) - (b * f);
        double p1 = Normal.UpperTail((threshold - (b * (1 - f))) / s);
        NumericAssert.Close(ratio, p1 / (1 - p1) / (p0 / (1 - p0)), relative: 1e-9);
    }

    [Fact]
    public void A_risk_ratio_of_a_rare_outcome_is_nearly_its_odds_ratio_and_of_a_common_one_is_smaller()
    {
        NumericAssert.Close(2, LiabilityConversion.FromRiskRatio(2, 0.3, 0.001), relative: 0.01);
        Assert.True(LiabilityConversion.FromRiskRatio(2, 0.3, 0.3) > 2.5);
        Assert.Equal(double.PositiveInfinity, LiabilityConversion.FromRiskRatio(5, 0.01, 0.4));
    }

    [Fact]
    public void A_hazard_ratio_lies_between_risk_ratio_and_odds_ratio()
    {
        double ratio = LiabilityConversion.FromHazardRatio(2, 0.3, 0.2);
        double p0 = LiabilityConversion.RiskOfUnexposed(ratio, 0.3, 0.2);
        double p1 = ratio * p0 / (1 + ((ratio - 1) * p0));
        Assert.True(p1 / p0 < 2 && ratio > 2);
        NumericAssert.Close(1 - ((1 - p0) * (1 - p0)), p1, relative: 1e-9);
    }

    [Fact]
    public void A_correlation_and_its_mean_difference_agree_in_equal_groups() =>
        NumericAssert.Close(2 * 0.23 / Math.Sqrt(1 - (0.23 * 0.23)), LiabilityConversion.MeanDifferenceFromCorrelation(0.23, 0.5));

    [Theory]
    [InlineData(0, 0.1, 0.1)]
    [InlineData(2, 0, 0.1)]
    [InlineData(2, 0.1, 1)]
    [InlineData(double.NaN, 0.1, 0.1)]
    public void Impossible_arguments_are_refused(double ratio, double frequency, double prevalence) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => LiabilityConversion.FromOddsRatio(ratio, frequency, prevalence));
}
