using Etiogrid.Numerics.Functions;

namespace Etiogrid.Numerics.Distributions;

/// <summary>Student's t distribution with any positive number of degrees of freedom.</summary>
public static class StudentT
{
    private const double LargestSquarable = 1e100;

    /// <summary>Density at t.</summary>
    public static double Density(double t, double degreesOfFreedom)
    {
        var (x, y) = Split(Math.Abs(t), degreesOfFreedom);
        double half = 0.5 * degreesOfFreedom;

        // x^half / (sqrt(df) B(half, 1/2)), times x^(1/2).
        return Math.Sqrt(x / degreesOfFreedom) * Elementary.Exp((half * (x < y ? Elementary.Log(x) : Elementary.Log1p(-y))) - SpecialFunctions.LogBeta(half, 0.5));
    }

    /// <summary>P(|T| &gt;= |t|) with the given degrees of freedom (&gt; 0).</summary>
    public static double TwoSided(double t, double degreesOfFreedom)
    {
        t = Math.Abs(t);
        if (double.IsInfinity(t))
        {
            return 0;
        }

        double half = 0.5 * degreesOfFreedom;
        if (t > LargestSquarable)
        {
            // The leading term of I_x(half, 1/2) for x = df / t^2, which itself may underflow.
            return Elementary.Exp((half * (Elementary.Log(degreesOfFreedom) - (2 * Elementary.Log(t)))) - Elementary.Log(half) - SpecialFunctions.LogBeta(half, 0.5));
        }

        var (x, y) = Split(t, degreesOfFreedom);
        return SpecialFunctions.BetaI(half, 0.5, x, y);
    }

    /// <summary>P(T &lt;= t), accurate in the lower tail.</summary>
    public static double Cumulative(double t, double degreesOfFreedom)
    {
        double tail = 0.5 * TwoSided(t, degreesOfFreedom);
        return t > 0 ? 1 - tail : tail;
    }

    /// <summary>P(T &gt; t), accurate in the upper tail.</summary>
    public static double UpperTail(double t, double degreesOfFreedom) => Cumulative(-t, degreesOfFreedom);

    /// <summary>The t with P(T &lt;= t) = p; infinite at 0 and 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">p is outside [0, 1], or the degrees of freedom are not positive.</exception>
    public static double Quantile(double p, double degreesOfFreedom)
    {
        QuantileSearch.CheckProbability(p);
        QuantileSearch.CheckPositive(degreesOfFreedom, nameof(degreesOfFreedom));
        double q = p - 0.5;
        if (q == 0 || p is 0 or 1)
        {
            return q == 0 ? 0 : p == 0 ? double.NegativeInfinity : double.PositiveInfinity;
        }

        double tail = q < 0 ? p : 1 - p;
        double half = 0.5 * degreesOfFreedom;

        // t^2 = df y / x with y/x = exp(w): P(|T| < t) = I_y(1/2, half) in the middle, P(|T| >= t) = I_x(half, 1/2) in the tail.
        double t = tail > 0.25
            ? Math.Sqrt(degreesOfFreedom * Elementary.Exp(QuantileSearch.BetaLogit(0.5, half, 2 * Math.Abs(q))))
            : Math.Sqrt(degreesOfFreedom) * Elementary.Exp(-0.5 * QuantileSearch.BetaLogit(half, 0.5, 2 * tail));
        return q < 0 ? -t : t;
    }

    /// <summary>x = df / (df + t^2) and its complement.</summary>
    private static (double X, double Y) Split(double t, double degreesOfFreedom)
    {
        double square = t * t;
        double sum = degreesOfFreedom + square;
        return (degreesOfFreedom / sum, square / sum);
    }
}
