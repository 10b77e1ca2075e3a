using Etiogrid.Numerics.Functions;

namespace Etiogrid.Numerics.Distributions;

/// <summary>Fisher's F distribution.</summary>
public static class FisherF
{
    /// <summary>P(F &lt;= f) with the numerator's and the denominator's degrees of freedom, f &gt;= 0.</summary>
    public static double Cumulative(double f, double numerator, double denominator)
    {
        var (x, y) = Split(f, numerator, denominator);
        return SpecialFunctions.BetaI(0.5 * numerator, 0.5 * denominator, x, y);
    }

    /// <summary>P(F &gt; f), accurate in the upper tail.</summary>
    public static double UpperTail(double f, double numerator, double denominator)
    {
        var (x, y) = Split(f, numerator, denominator);
        return SpecialFunctions.BetaI(0.5 * denominator, 0.5 * numerator, y, x);
    }

    /// <summary>The f with P(F &lt;= f) = p; 0 at 0, infinite at 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">p is outside [0, 1], or degrees of freedom are not positive.</exception>
    public static double Quantile(double p, double numerator, double denominator)
    {
        QuantileSearch.CheckProbability(p);
        QuantileSearch.CheckPositive(numerator, nameof(numerator));
        QuantileSearch.CheckPositive(denominator, nameof(denominator));
        if (p is 0 or 1)
        {
            return p == 0 ? 0 : double.PositiveInfinity;
        }

        double logRatio = p <= 0.5
            ? QuantileSearch.BetaLogit(0.5 * numerator, 0.5 * denominator, p)
            : -QuantileSearch.BetaLogit(0.5 * denominator, 0.5 * numerator, 1 - p);
        return denominator / numerator * Elementary.Exp(logRatio);
    }

    /// <summary>x = d1 f / (d1 f + d2) and its complement.</summary>
    private static (double X, double Y) Split(double f, double numerator, double denominator)
    {
        if (!(f >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(f), f, "An F value must be at least 0.");
        }

        QuantileSearch.CheckPositive(numerator, nameof(numerator));
        QuantileSearch.CheckPositive(denominator, nameof(denominator));
        double ratio = f * (numerator / denominator);
        return double.IsPositiveInfinity(ratio) ? (1, 0) : (ratio / (1 + ratio), 1 / (1 + ratio));
    }
}
