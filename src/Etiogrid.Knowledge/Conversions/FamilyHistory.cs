using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Knowledge.Conversions;

/// <summary>
/// What an affected parent and a polygenic score say together about a liability with variance 1. Both carry the same genes, so their
/// shifts do not add: with score s (in units of its standard deviation), variance R2 explained by it and heritability h2,
/// l, s sqrt(R2) and the parent's liability p have covariances cov(l, s) = R2, cov(l, p) = h2/2, cov(s, p) = R2/2 (half the genes are
/// shared); the shift is E[l | s, p > T] by conditioning on the score first and on the parent next (Pearson-Aitken, So et al. 2011,
/// doi 10.1016/j.ajhg.2011.05.001).
/// </summary>
public static class FamilyHistory
{
    /// <summary>Standard deviations out to which the parent's liability is integrated.</summary>
    private const double Reach = 9;

    /// <summary>Intervals of Simpson's rule; even.</summary>
    private const int Steps = 2000;

    /// <summary>E[l | score, parent affected or not], in standard deviations of the liability.</summary>
    /// <param name="score">The person's polygenic score in standard deviations; 0 for the average or where it was not measured.</param>
    /// <param name="scoreR2">Share of the liability's variance that the score explains, in [0, heritability].</param>
    /// <param name="heritability">h2 in (0, 1).</param>
    /// <param name="prevalence">Lifetime prevalence in (0, 1).</param>
    /// <param name="parentAffected">True when one parent is affected, false when that parent is not.</param>
    public static double Shift(double score, double scoreR2, double heritability, double prevalence, bool parentAffected)
    {
        Check(scoreR2, heritability, prevalence);
        double known = score * Math.Sqrt(scoreR2);
        double covariance = 0.5 * (heritability - scoreR2);
        double spread = Math.Sqrt(1 - (0.25 * scoreR2));
        double threshold = (Normal.Quantile(1 - prevalence) - (0.5 * known)) / spread;
        double beyond = Density(threshold) / (parentAffected ? Normal.UpperTail(threshold) : -Normal.Cumulative(threshold));
        return known + (covariance / spread * beyond);
    }

    /// <summary>Lifetime risk P(l &gt; T | score, parent affected or not), by integrating over the parent's liability.</summary>
    /// <param name="score">The person's polygenic score in standard deviations.</param>
    /// <param name="scoreR2">Share of the liability's variance that the score explains, in [0, heritability].</param>
    /// <param name="heritability">h2 in (0, 1).</param>
    /// <param name="prevalence">Lifetime prevalence in (0, 1).</param>
    /// <param name="parentAffected">True when one parent is affected, false when that parent is not, null where nothing is known of the parent.</param>
    public static double Risk(double score, double scoreR2, double heritability, double prevalence, bool? parentAffected)
    {
        Check(scoreR2, heritability, prevalence);
        double known = score * Math.Sqrt(scoreR2);
        double limit = Normal.Quantile(1 - prevalence);
        if (parentAffected is not { } affected)
        {
            return Normal.UpperTail((limit - known) / Math.Sqrt(1 - scoreR2));
        }

        double covariance = 0.5 * (heritability - scoreR2);
        double spread = Math.Sqrt(1 - (0.25 * scoreR2));
        double threshold = (limit - (0.5 * known)) / spread;
        double slope = covariance / spread;
        double rest = Math.Sqrt(1 - scoreR2 - (slope * slope));
        double from = affected ? threshold : Math.Min(-Reach, threshold - 1);
        double to = affected ? Math.Max(Reach, threshold + 1) : threshold;
        double step = (to - from) / Steps;
        double sum = 0;
        for (int i = 0; i <= Steps; i++)
        {
            double z = from + (i * step);
            double weight = i is 0 or Steps ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * Density(z) * Normal.UpperTail((limit - known - (slope * z)) / rest);
        }

        return sum * step / 3 / (affected ? Normal.UpperTail(threshold) : Normal.Cumulative(threshold));
    }

    private static void Check(double scoreR2, double heritability, double prevalence)
    {
        if (!(scoreR2 >= 0 && scoreR2 <= heritability && heritability is > 0 and < 1) || prevalence is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(scoreR2), scoreR2, "Need 0 <= R2 <= h2 < 1 and a prevalence in (0, 1).");
        }
    }

    private static double Density(double z) => Elementary.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI);
}
