using Etiogrid.Numerics.Functions;

namespace Etiogrid.Numerics.Distributions;

/// <summary>The chi-squared distribution.</summary>
public static class ChiSquared
{
    /// <summary>P(X &gt; x) with the given degrees of freedom (&gt; 0), x &gt;= 0.</summary>
    public static double UpperTail(double x, double degreesOfFreedom) => SpecialFunctions.GammaQ(0.5 * degreesOfFreedom, 0.5 * x);
}
