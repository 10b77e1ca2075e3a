using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.Functions.Tables;

namespace Etiogrid.Numerics.Distributions;

/// <summary>The standard normal distribution. Relative error below 1e-13, in the tails too.</summary>
public static class Normal
{
    private const double InverseSqrt2 = 0.70710678118654752440;
    private const double InverseSqrtTwoPi = 0.39894228040143267794;
    private const double CentralHalfWidth = 0.425;
    private const double NearStart = 1.6094306960679687; // sqrt(-log 0.075)
    private const double MiddleStart = 3;
    private const double FarStart = 6.5;

    /// <summary>Density at x.</summary>
    public static double Density(double x)
    {
        double square = x * x;
        return InverseSqrtTwoPi * Elementary.ExpOfPair(-0.5 * square, -0.5 * (square < 1e300 ? Math.FusedMultiplyAdd(x, x, -square) : 0));
    }

    /// <summary>P(Z &lt;= x), accurate in the lower tail.</summary>
    public static double Cumulative(double x) => UpperTail(-x);

    /// <summary>P(Z &gt; x), accurate in the upper tail.</summary>
    public static double UpperTail(double x) => x < 0.7
        ? 0.5 * SpecialFunctions.Erfc(x * InverseSqrt2)
        : double.IsNaN(x) ? x : 0.5 * SpecialFunctions.GaussianTail(x, 0.5, x * InverseSqrt2);

    /// <summary>P(|Z| &gt;= |x|).</summary>
    public static double TwoSided(double x) => 2 * UpperTail(Math.Abs(x));

    /// <summary>
    /// The x with P(Z &lt;= x) = p; infinite at 0 and 1. Four rational approximations of our own (tools/oracles/tables.py):
    /// in (p - 1/2)^2 near the middle, in sqrt(-log p) in the tails. Relative error below 1e-14 for every double p.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">p is outside [0, 1].</exception>
    public static double Quantile(double p)
    {
        double q = p - 0.5;
        if (Math.Abs(q) <= CentralHalfWidth)
        {
            double w = (CentralHalfWidth * CentralHalfWidth) - (q * q);
            return q * (Value(NormalQuantileTables.CentralNumerator, w) / Value(NormalQuantileTables.CentralDenominator, w));
        }

        if (!(p is > 0 and < 1))
        {
            return p == 0 ? double.NegativeInfinity : p == 1 ? double.PositiveInfinity
                : throw new ArgumentOutOfRangeException(nameof(p), p, "A probability must lie in [0, 1].");
        }

        return q < 0 ? -TailQuantile(p) : TailQuantile(1 - p);
    }

    /// <summary>The x with P(Z &gt; x) = p &lt; 0.075.</summary>
    private static double TailQuantile(double p)
    {
        double t = Math.Sqrt(-Elementary.Log(p));
        if (t < MiddleStart)
        {
            double u = t - NearStart;
            return Value(NormalQuantileTables.NearNumerator, u) / Value(NormalQuantileTables.NearDenominator, u);
        }

        if (t < FarStart)
        {
            double u = t - MiddleStart;
            return Value(NormalQuantileTables.MiddleNumerator, u) / Value(NormalQuantileTables.MiddleDenominator, u);
        }

        double far = t - FarStart;
        return Value(NormalQuantileTables.FarNumerator, far) / Value(NormalQuantileTables.FarDenominator, far);
    }

    private static double Value(ReadOnlySpan<double> coefficients, double x)
    {
        double sum = coefficients[^1];
        for (int i = coefficients.Length - 2; i >= 0; i--)
        {
            sum = Math.FusedMultiplyAdd(sum, x, coefficients[i]);
        }

        return sum;
    }
}
