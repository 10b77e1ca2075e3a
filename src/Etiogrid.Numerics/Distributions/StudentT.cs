using Etiogrid.Numerics.Functions;

namespace Etiogrid.Numerics.Distributions;

/// <summary>Student's t distribution.</summary>
public static class StudentT
{
    /// <summary>P(|T| &gt;= |t|) with the given degrees of freedom (&gt; 0).</summary>
    public static double TwoSided(double t, double degreesOfFreedom)
    {
        if (double.IsInfinity(t))
        {
            return 0;
        }

        return SpecialFunctions.BetaI(0.5 * degreesOfFreedom, 0.5, degreesOfFreedom / (degreesOfFreedom + (t * t)));
    }

    /// <summary>P(T &lt;= t).</summary>
    public static double Cumulative(double t, double degreesOfFreedom)
    {
        double tail = 0.5 * TwoSided(t, degreesOfFreedom);
        return t > 0 ? 1 - tail : tail;
    }
}
