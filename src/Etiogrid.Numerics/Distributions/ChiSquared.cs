namespace Etiogrid.Numerics.Distributions;

/// <summary>The chi-squared distribution.</summary>
public static class ChiSquared
{
    /// <summary>P(X &lt;= x) with the given degrees of freedom (&gt; 0), x &gt;= 0.</summary>
    public static double Cumulative(double x, double degreesOfFreedom) => Gamma.Cumulative(x, 0.5 * degreesOfFreedom, 2);

    /// <summary>P(X &gt; x) with the given degrees of freedom (&gt; 0), x &gt;= 0.</summary>
    public static double UpperTail(double x, double degreesOfFreedom) => Gamma.UpperTail(x, 0.5 * degreesOfFreedom, 2);

    /// <summary>The x with P(X &lt;= x) = p.</summary>
    /// <exception cref="ArgumentOutOfRangeException">p is outside [0, 1], or the degrees of freedom are not positive.</exception>
    public static double Quantile(double p, double degreesOfFreedom) => Gamma.Quantile(p, 0.5 * degreesOfFreedom, 2);
}
