using System.Text.Json;
using Etiogrid.Numerics.Distributions;

namespace Etiogrid.Inference.Tests;

public sealed class LiabilityConversionTests
{
    [Fact]
    public void Equals_the_reference_for_binary_exposures()
    {
        foreach (var c in Reference("binary_exposure"))
        {
            var x = LiabilityConversion.FromOddsRatio(Get(c, "K"), Get(c, "OR"), Get(c, "f"));
            NumericAssert.AllClose(
                [Get(c, "p0"), Get(c, "p1"), Get(c, "b"), Get(c, "resid_sd"), Get(c, "T")],
                [x.RiskUnexposed, x.RiskExposed, x.Effect, x.ResidualSd, x.Threshold], 1e-12, 1e-14);
        }
    }

    [Fact]
    public void Equals_the_reference_for_scores()
    {
        foreach (var c in Reference("prs"))
        {
            var x = LiabilityConversion.FromOddsRatioPerSd(Get(c, "K"), Get(c, "OR_per_SD"));
            NumericAssert.AllClose([Get(c, "intercept"), Get(c, "mean_z_cases"), Get(c, "R2_liability")], [x.LogisticIntercept, x.MeanInCases, x.VarianceExplained], 1e-10);
            foreach (var p in c.GetProperty("P_at_z").EnumerateObject())
            {
                NumericAssert.Close(p.Value.GetDouble(), x.RiskAt(double.Parse(p.Name, System.Globalization.CultureInfo.InvariantCulture)), 1e-10);
            }
        }
    }

    [Theory]
    [InlineData(0.01, 2.4, 0.2)]
    [InlineData(0.3, 0.4, 0.7)]
    [InlineData(0.5, 1, 0.5)]
    public void Gives_back_prevalence_and_odds_ratio(double prevalence, double oddsRatio, double frequency)
    {
        var x = LiabilityConversion.FromOddsRatio(prevalence, oddsRatio, frequency);
        double exposed = Normal.Cumulative(((x.Effect * (1 - frequency)) - x.Threshold) / x.ResidualSd);
        double unexposed = Normal.Cumulative(((-x.Effect * frequency) - x.Threshold) / x.ResidualSd);
        NumericAssert.Close(prevalence, (frequency * exposed) + ((1 - frequency) * unexposed), 1e-12);
        NumericAssert.Close(oddsRatio, exposed / (1 - exposed) / (unexposed / (1 - unexposed)), 1e-11);
    }

    [Theory]
    [InlineData(0, 2, 0.2)]
    [InlineData(0.1, -2, 0.2)]
    [InlineData(0.1, 2, double.NaN)]
    public void Impossible_numbers_are_refused(double prevalence, double oddsRatio, double frequency) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => LiabilityConversion.FromOddsRatio(prevalence, oddsRatio, frequency));

    private static List<JsonElement> Reference(string key)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SharedData.Require("reference/grid/liability_expected.json")));
        return [.. document.RootElement.GetProperty(key).EnumerateArray().Select(e => e.Clone())];
    }

    private static double Get(JsonElement element, string name) => element.GetProperty(name).GetDouble();
}
