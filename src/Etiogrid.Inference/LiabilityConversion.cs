using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Inference;

/// <summary>
/// Published odds ratios on the liability scale, exactly: Gillett, Vassos and Lewis 2018, doi 10.1159/000495697.
/// </summary>
public static class LiabilityConversion
{
    private const double QuadratureReach = 12;
    private const int QuadraturePoints = 1200;

    /// <summary>
    /// A binary exposure of frequency f with an odds ratio, at outcome prevalence K. p0 solves
    /// f OR o0 / (1 + OR o0) + (1 - f) p0 = K with o0 = p0 / (1 - p0), a quadratic in o0; d = Phi^-1(p1) - Phi^-1(p0);
    /// b = d / sqrt(1 + d^2 f (1 - f)); T = -Phi^-1(p0) s - b f with s^2 = 1 - b^2 f (1 - f).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Prevalence or frequency outside (0, 1), or an odds ratio that is not positive.</exception>
    public static ExposureLiability FromOddsRatio(double prevalence, double oddsRatio, double frequency)
    {
        RequireShare(prevalence, nameof(prevalence));
        RequireShare(frequency, nameof(frequency));
        RequirePositive(oddsRatio);
        double p0 = oddsRatio == 1 ? prevalence : Knowledge.Conversions.LiabilityConversion.RiskOfUnexposed(oddsRatio, frequency, prevalence);
        double p1 = oddsRatio == 1 ? prevalence : oddsRatio * p0 / (1 - p0 + (oddsRatio * p0));
        double below = Normal.Quantile(p0);
        double d = Normal.Quantile(p1) - below;
        double variance = frequency * (1 - frequency);
        double b = d / Math.Sqrt(1 + (d * d * variance));
        double explained = b * b * variance;
        double residual = Math.Sqrt(1 - explained);
        return new(p0, p1, b, residual, (-below * residual) - (b * frequency), explained);
    }

    /// <summary>
    /// A standard normal score with an odds ratio per standard deviation, at prevalence K: the logistic intercept solves
    /// E[sigmoid(a + log(OR) z)] = K, and R2 = (E[z | case] K / phi(T))^2 with T = Phi^-1(1 - K).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Prevalence outside (0, 1), or an odds ratio that is not positive.</exception>
    public static ScoreLiability FromOddsRatioPerSd(double prevalence, double oddsRatio)
    {
        RequireShare(prevalence, nameof(prevalence));
        RequirePositive(oddsRatio);
        double slope = Elementary.Log(oddsRatio);
        double intercept = Intercept(prevalence, slope);
        double mean = Expectation(z => z * Logit.ToProbability(intercept + (slope * z))) / prevalence;
        double threshold = -Normal.Quantile(prevalence);
        double root = mean * prevalence / Normal.Density(threshold);
        return new(intercept, mean, root * root, threshold);
    }

    /// <summary>Newton on the mean risk; it is monotone in the intercept.</summary>
    private static double Intercept(double prevalence, double slope)
    {
        double a = Logit.FromProbability(prevalence);
        for (int step = 0; step < 100; step++)
        {
            double mean = Expectation(z => Logit.ToProbability(a + (slope * z)));
            double derivative = Expectation(z => Logit.ToProbability(a + (slope * z)) * Logit.ToProbability(-a - (slope * z)));
            double move = Math.Clamp((mean - prevalence) / derivative, -2, 2);
            a -= move;
            if (Math.Abs(move) < 1e-15 * (1 + Math.Abs(a)))
            {
                break;
            }
        }

        return a;
    }

    /// <summary>E over a standard normal by the trapezoid rule, which converges geometrically for analytic functions.</summary>
    private static double Expectation(Func<double, double> value)
    {
        double step = 2 * QuadratureReach / QuadraturePoints;
        double[] terms = new double[QuadraturePoints + 1];
        for (int i = 0; i <= QuadraturePoints; i++)
        {
            double z = -QuadratureReach + (i * step);
            terms[i] = value(z) * Normal.Density(z);
        }

        return Numerics.Statistics.Moments.Sum(terms) * step;
    }

    private static void RequireShare(double value, string name)
    {
        if (!(value is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(name, value, "Must lie in (0, 1).");
        }
    }

    private static void RequirePositive(double oddsRatio)
    {
        if (!(oddsRatio > 0) || !double.IsFinite(oddsRatio))
        {
            throw new ArgumentOutOfRangeException(nameof(oddsRatio), oddsRatio, "An odds ratio must be positive and finite.");
        }
    }
}
