using Etiogrid.Numerics.Functions;

namespace Etiogrid.Numerics.Distributions;

/// <summary>The standard normal distribution.</summary>
public static class Normal
{
    private const double InverseSqrt2 = 0.70710678118654752440;
    private const double InverseSqrtTwoPi = 0.39894228040143267794;

    /// <summary>Density at x.</summary>
    public static double Density(double x) => InverseSqrtTwoPi * Elementary.Exp(-0.5 * x * x);

    /// <summary>P(Z &lt;= x), accurate in the lower tail.</summary>
    public static double Cumulative(double x) => 0.5 * SpecialFunctions.Erfc(-x * InverseSqrt2);

    /// <summary>P(Z &gt; x), accurate in the upper tail.</summary>
    public static double UpperTail(double x) => 0.5 * SpecialFunctions.Erfc(x * InverseSqrt2);

    /// <summary>P(|Z| &gt;= |x|).</summary>
    public static double TwoSided(double x) => SpecialFunctions.Erfc(Math.Abs(x) * InverseSqrt2);

    /// <summary>The x with P(Z &lt;= x) = p; infinite at 0 and 1. Starts from a rational approximation and takes two Halley steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">p is outside [0, 1].</exception>
    public static double Quantile(double p)
    {
        if (!(p is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability must lie in [0, 1].");
        }

        if (p is 0 or 1)
        {
            return p == 0 ? double.NegativeInfinity : double.PositiveInfinity;
        }

        if (p > 0.5)
        {
            return -LowerQuantile(1 - p);
        }

        return LowerQuantile(p);
    }

    private static double LowerQuantile(double p)
    {
        // Abramowitz and Stegun 26.2.23, |error| < 4.5e-4.
        double t = Math.Sqrt(-2 * Elementary.Log(p));
        double x = -(t - ((2.515517 + (t * (0.802853 + (t * 0.010328)))) / (1 + (t * (1.432788 + (t * (0.189269 + (t * 0.001308))))))));
        for (int step = 0; step < 2; step++)
        {
            double error = Cumulative(x) - p;
            double newton = error / Density(x);
            x -= newton / (1 + (0.5 * x * newton));
        }

        return x;
    }
}
