using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Genetics.Sets;

/// <summary>
/// Small p values from few draws: a generalised Pareto distribution is fitted to the largest null statistics (Knijnenburg et al. 2009,
/// doi 10.1093/bioinformatics/btp211), with the estimator of Zhang and Stephens (2009, doi 10.1198/tech.2009.08017) and an Anderson-Darling
/// test of fit by parametric bootstrap, which also gives the interval. Statistics are squared first: their tail is then nearly exponential.
/// </summary>
internal static class TailFit
{
    /// <summary>Null statistics that are kept for the tail.</summary>
    public const int Kept = 251;

    /// <summary>Fewest draws for a tail.</summary>
    public const int FewestDraws = 1000;

    /// <summary>Up to so many exceedances the tail is fitted; with more the share of exceedances is better.</summary>
    public const int MostExceedances = 9;
    private const int Replicates = 200;
    private const double SmallestFit = 0.05;

    /// <summary>Probability that a null statistic is at least as large, with a 95 % interval; null when no tail fits or it ends before.</summary>
    /// <param name="largest">The largest absolute null statistics.</param>
    /// <param name="draws">All draws.</param>
    /// <param name="observed">Absolute observed statistic.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    public static (double P, double Low, double High)? Estimate(IEnumerable<double> largest, int draws, double observed, ulong seed)
    {
        double[] falling = [.. largest.Select(t => t * t).OrderDescending()];
        for (int count = Math.Min(falling.Length - 1, draws / 4); count >= 50; count -= 50)
        {
            double threshold = (falling[count - 1] + falling[count]) / 2;
            double[] excess = [.. falling.Take(count).Select(x => x - threshold).Reverse()];
            if (excess[0] <= 0)
            {
                continue;
            }

            double at = (observed * observed) - threshold;
            if (at > 0 && Bootstrap(excess, (double)count / draws, at, new Philox(seed, (ulong)count)) is { } estimate)
            {
                return estimate;
            }
        }

        return null;
    }

    private static (double P, double Low, double High)? Bootstrap(double[] excess, double share, double at, Philox random)
    {
        var fit = Fit(excess);
        double p = share * Survival(fit, at);
        double distance = AndersonDarling(excess, fit);
        double[] replicates = new double[Replicates];
        int worse = 0;
        double[] sample = new double[excess.Length];
        for (int r = 0; r < Replicates; r++)
        {
            for (int i = 0; i < sample.Length; i++)
            {
                sample[i] = Quantile(fit, random.NextDouble());
            }

            Array.Sort(sample);
            var again = Fit(sample);
            worse += AndersonDarling(sample, again) >= distance ? 1 : 0;
            replicates[r] = share * Survival(again, at);
        }

        Array.Sort(replicates);
        return p > 0 && (worse + 1.0) / (Replicates + 1.0) > SmallestFit
            ? (p, replicates[(int)(0.025 * Replicates)], replicates[(int)(0.975 * Replicates)])
            : null;
    }

    /// <summary>Shape k and scale s of F(x) = 1 - (1 - k x / s)^(1/k) for rising positive values.</summary>
    internal static (double Shape, double Scale) Fit(double[] x)
    {
        int n = x.Length;
        int m = 20 + (int)Math.Sqrt(n);
        double quarter = x[Math.Max(0, (int)((n / 4.0) + 0.5) - 1)];
        double[] b = new double[m];
        double[] likelihood = new double[m];
        for (int j = 0; j < m; j++)
        {
            b[j] = (1 / x[n - 1]) + ((1 - Math.Sqrt(m / (j + 0.5))) / (3 * quarter));
            double shape = ShapeAt(x, b[j]);
            likelihood[j] = n * (Elementary.Log(b[j] / shape) + shape - 1);
        }

        double mean = 0;
        for (int j = 0; j < m; j++)
        {
            double weight = 0;
            for (int i = 0; i < m; i++)
            {
                weight += Elementary.Exp(Math.Min(700, likelihood[i] - likelihood[j]));
            }

            mean += b[j] / weight;
        }

        double k = ShapeAt(x, mean);
        return (k, k / mean);
    }

    /// <summary>Probability beyond x.</summary>
    internal static double Survival((double Shape, double Scale) fit, double x)
    {
        double inside = 1 - (fit.Shape * x / fit.Scale);
        return inside <= 0 ? 0 : Elementary.Exp(Elementary.Log(inside) / fit.Shape);
    }

    private static double Quantile((double Shape, double Scale) fit, double u) =>
        -Elementary.Expm1(fit.Shape * Elementary.Log1p(-u)) * fit.Scale / fit.Shape;

    private static double ShapeAt(double[] x, double b)
    {
        double sum = 0;
        foreach (double value in x)
        {
            sum += Elementary.Log1p(-b * value);
        }

        // The likelihood has its exponential limit at shape 0, where the formula divides by 0.
        double shape = -sum / x.Length;
        return shape == 0 ? 1e-300 : shape;
    }

    private static double AndersonDarling(double[] x, (double Shape, double Scale) fit)
    {
        int n = x.Length;
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            double low = Math.Clamp(Survival(fit, x[i]), 1e-300, 1 - 1e-16);
            double high = Math.Clamp(Survival(fit, x[n - 1 - i]), 1e-300, 1 - 1e-16);
            sum += ((2 * i) + 1) * (Elementary.Log1p(-low) + Elementary.Log(high));
        }

        return -n - (sum / n);
    }
}
