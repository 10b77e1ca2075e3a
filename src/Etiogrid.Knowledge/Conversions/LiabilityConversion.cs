using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Knowledge.Conversions;

/// <summary>
/// Converts published effects of a binary exposure into a shift of a standard normal liability (Gillett, Vassos and Lewis 2018,
/// doi 10.1159/000495697), and other effect measures into odds ratios.
/// </summary>
public static class LiabilityConversion
{
    private const double LogisticSd = 1.8137993642342178; // pi / sqrt(3)

    /// <summary>
    /// Shift b of the liability with Var = 1 for exposure X with frequency f: l = b (X - f) + residual. Solves
    /// f p1 + (1 - f) p0 = K with odds(p1) = OR odds(p0) in closed form; d = Phi^-1(p1) - Phi^-1(p0); b = d / sqrt(1 + d^2 f (1 - f)).
    /// </summary>
    /// <param name="oddsRatio">Odds ratio, greater than 0.</param>
    /// <param name="frequency">Exposure frequency in (0, 1).</param>
    /// <param name="prevalence">Outcome prevalence in (0, 1).</param>
    public static double FromOddsRatio(double oddsRatio, double frequency, double prevalence)
    {
        Require(oddsRatio > 0 && double.IsFinite(oddsRatio), nameof(oddsRatio), oddsRatio, "An odds ratio must be finite and greater than 0.");
        Require(frequency is > 0 and < 1, nameof(frequency), frequency, "A frequency must lie in (0, 1).");
        Require(prevalence is > 0 and < 1, nameof(prevalence), prevalence, "A prevalence must lie in (0, 1).");
        double unexposed = RiskOfUnexposed(oddsRatio, frequency, prevalence);
        double exposed = oddsRatio * unexposed / (1 + ((oddsRatio - 1) * unexposed));
        double d = Normal.Quantile(exposed) - Normal.Quantile(unexposed);
        return d / Math.Sqrt(1 + (d * d * frequency * (1 - frequency)));
    }

    /// <summary>The risk p0 without the exposure: the positive root of (1 - f)(OR - 1) p0^2 + (1 + (OR - 1)(f - K)) p0 - K = 0.</summary>
    public static double RiskOfUnexposed(double oddsRatio, double frequency, double prevalence)
    {
        double a = (1 - frequency) * (oddsRatio - 1);
        double b = 1 + ((oddsRatio - 1) * (frequency - prevalence));
        return 2 * prevalence / (b + Math.Sqrt((b * b) + (4 * a * prevalence)));
    }

    /// <summary>Odds ratio of a risk ratio at the given exposure frequency and outcome prevalence; infinite where the risk ratio is impossible there.</summary>
    public static double FromRiskRatio(double riskRatio, double frequency, double prevalence)
    {
        double unexposed = prevalence / (1 - frequency + (frequency * riskRatio));
        double exposed = riskRatio * unexposed;
        return exposed >= 1 ? double.PositiveInfinity : exposed * (1 - unexposed) / (unexposed * (1 - exposed));
    }

    /// <summary>
    /// Odds ratio of a rate or hazard ratio over a lifetime: p1 = 1 - (1 - p0)^HR under proportional hazards, with p0 found by bisection so
    /// that the population has the given prevalence.
    /// </summary>
    public static double FromHazardRatio(double hazardRatio, double frequency, double prevalence)
    {
        double low = 0;
        double high = 1;
        for (int i = 0; i < 100; i++)
        {
            double middle = 0.5 * (low + high);
            double risk = (frequency * Exposed(middle)) + ((1 - frequency) * middle);
            (low, high) = risk < prevalence ? (middle, high) : (low, middle);
        }

        double p0 = 0.5 * (low + high);
        double p1 = Exposed(p0);
        return p1 * (1 - p0) / (p0 * (1 - p1));

        double Exposed(double p) => -Elementary.Expm1(hazardRatio * Elementary.Log1p(-p));
    }

    /// <summary>Odds ratio of a standardised mean difference, with the logistic distribution's standard deviation: ln OR = d pi / sqrt(3) (Chinn 2000, doi 10.1002/1097-0258(20001130)19:22&lt;3127::AID-SIM784&gt;3.0.CO;2-M).</summary>
    public static double FromMeanDifference(double d) => Elementary.Exp(d * LogisticSd);

    /// <summary>Standardised mean difference of a point-biserial correlation with groups in proportion p: d = r / sqrt(p (1 - p)(1 - r^2)).</summary>
    public static double MeanDifferenceFromCorrelation(double r, double proportion) => r / Math.Sqrt(proportion * (1 - proportion) * (1 - (r * r)));

    /// <summary>
    /// Shift of a marker, in standard deviations, in people who have the alteration, from a difference d between patients and controls of
    /// whom only a share has it: L = d / share. The published difference is diluted by the patients without the alteration.
    /// </summary>
    /// <param name="d">Standardised mean difference of patients against controls.</param>
    /// <param name="shareAltered">Share of patients with the alteration, in (0, 1].</param>
    public static double LoadingFromMeanDifference(double d, double shareAltered)
    {
        Require(shareAltered is > 0 and <= 1, nameof(shareAltered), shareAltered, "A share must lie in (0, 1].");
        return d / shareAltered;
    }

    /// <summary>Loading of a marker on a liability with variance 1, marker = L l + residual with variance 1, from their correlation: L = r / sqrt(1 - r^2).</summary>
    /// <param name="r">Correlation in (-1, 1).</param>
    public static double LoadingFromCorrelation(double r)
    {
        Require(r is > -1 and < 1, nameof(r), r, "A correlation must lie in (-1, 1).");
        return r / Math.Sqrt(1 - (r * r));
    }

    private static void Require(bool holds, string name, double value, string message)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, value, message);
        }
    }
}
