namespace Etiogrid.Numerics.Functions;

/// <content>Arithmetic of unevaluated sums high + low with |low| at most about an ulp of high.</content>
public static partial class Elementary
{
    /// <summary>The same sum with the low part below half an ulp of the high part, |low| &lt;= |high| given.</summary>
    private static (double High, double Low) Normalised((double High, double Low) pair)
    {
        double sum = pair.High + pair.Low;
        return (sum, pair.High - sum + pair.Low);
    }

    /// <summary>(a + aLow) / (b + bLow).</summary>
    private static (double High, double Low) Divide(double a, double aLow, double b, double bLow)
    {
        double q = a / b;
        double remainder = Math.FusedMultiplyAdd(-q, b, a) + (aLow - (q * bLow));
        return (q, remainder / b);
    }

    /// <summary>The square root of a + aLow; 0 at 0.</summary>
    private static (double High, double Low) SquareRoot(double a, double aLow)
    {
        double root = Math.Sqrt(a);
        return root > 0 ? (root, (Math.FusedMultiplyAdd(-root, root, a) + aLow) / (2 * root)) : (0, 0);
    }

    /// <summary>sqrt(1 + a + aLow), a &gt;= 0.</summary>
    private static (double High, double Low) SquareRootOfOnePlus(double a, double aLow)
    {
        double sum = 1 + a;
        double lost = a > 1 ? a - sum + 1 : 1 - sum + a;
        return SquareRoot(sum, lost + aLow);
    }

    /// <summary>a + aLow + b + bLow for |a| &gt;= |b|, rounded.</summary>
    private static double Add(double a, double aLow, double b, double bLow)
    {
        double sum = a + b;
        return sum + (a - sum + b + (aLow + bLow));
    }
}
