using Etiogrid.Numerics.Functions;

namespace Etiogrid.Numerics.Distributions;

/// <summary>The beta distribution on [0, 1].</summary>
public static class Beta
{
    /// <summary>Density at x in [0, 1].</summary>
    public static double Density(double x, double a, double b)
    {
        QuantileSearch.CheckProbability(x);
        QuantileSearch.CheckPositive(a, nameof(a));
        QuantileSearch.CheckPositive(b, nameof(b));
        if (x is 0 or 1)
        {
            double edge = x == 0 ? a : b;
            return edge > 1 ? 0 : edge == 1 ? (x == 0 ? b : a) : double.PositiveInfinity;
        }

        return SpecialFunctions.BetaFront(a, b, x, 1 - x) / (x * (1 - x));
    }

    /// <summary>P(X &lt;= x).</summary>
    public static double Cumulative(double x, double a, double b) => SpecialFunctions.BetaI(a, b, x);

    /// <summary>P(X &gt; x), accurate in the upper tail.</summary>
    public static double UpperTail(double x, double a, double b)
    {
        QuantileSearch.CheckProbability(x);
        return SpecialFunctions.BetaI(b, a, 1 - x, x);
    }

    /// <summary>The x with P(X &lt;= x) = p.</summary>
    /// <exception cref="ArgumentOutOfRangeException">p is outside [0, 1], or a shape is not positive.</exception>
    public static double Quantile(double p, double a, double b)
    {
        QuantileSearch.CheckProbability(p);
        QuantileSearch.CheckPositive(a, nameof(a));
        QuantileSearch.CheckPositive(b, nameof(b));
        if (p is 0 or 1)
        {
            return p;
        }

        return p <= 0.5
            ? Logit.ToProbability(QuantileSearch.BetaLogit(a, b, p))
            : Logit.ToProbability(-QuantileSearch.BetaLogit(b, a, 1 - p));
    }
}
