using Etiogrid.Numerics.Functions;

namespace Etiogrid.Numerics.Distributions;

/// <summary>The gamma distribution with a shape and a scale (mean shape x scale).</summary>
public static class Gamma
{
    /// <summary>Density at x &gt;= 0.</summary>
    public static double Density(double x, double shape, double scale = 1)
    {
        QuantileSearch.CheckPositive(scale, nameof(scale));
        double t = x / scale;
        return t == 0
            ? shape > 1 ? 0 : shape == 1 ? 1 / scale : double.PositiveInfinity
            : SpecialFunctions.PoissonTerm(shape, t) * shape / x;
    }

    /// <summary>P(X &lt;= x), x &gt;= 0.</summary>
    public static double Cumulative(double x, double shape, double scale = 1)
    {
        QuantileSearch.CheckPositive(scale, nameof(scale));
        return double.IsPositiveInfinity(x) ? 1 : SpecialFunctions.GammaP(shape, x / scale);
    }

    /// <summary>P(X &gt; x), x &gt;= 0, accurate in the upper tail.</summary>
    public static double UpperTail(double x, double shape, double scale = 1)
    {
        QuantileSearch.CheckPositive(scale, nameof(scale));
        return double.IsPositiveInfinity(x) ? 0 : SpecialFunctions.GammaQ(shape, x / scale);
    }

    /// <summary>The x with P(X &lt;= x) = p; 0 at 0, infinite at 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">p is outside [0, 1], or a parameter is not positive.</exception>
    public static double Quantile(double p, double shape, double scale = 1)
    {
        QuantileSearch.CheckProbability(p);
        QuantileSearch.CheckPositive(shape, nameof(shape));
        QuantileSearch.CheckPositive(scale, nameof(scale));
        if (p is 0 or 1)
        {
            return p == 0 ? 0 : double.PositiveInfinity;
        }

        return scale * Elementary.Exp(p <= 0.5
            ? QuantileSearch.GammaLog(shape, p, upper: false)
            : QuantileSearch.GammaLog(shape, 1 - p, upper: true));
    }
}
