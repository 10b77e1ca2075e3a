namespace Etiogrid.Numerics.Functions;

public static partial class Elementary
{
    private const double HyperbolicSeriesLimit = 0.35;

    /// <summary>Hyperbolic tangent.</summary>
    public static double Tanh(double x)
    {
        double a = Math.Abs(x);
        if (!(a < 22))
        {
            return double.IsNaN(x) ? x : Math.CopySign(1, x);
        }

        if (a < 1e-8)
        {
            return x;
        }

        return Math.CopySign(a < HyperbolicSeriesLimit ? TanhOfSmall(a) : TanhByExponential(a), x);
    }

    /// <summary>Hyperbolic sine.</summary>
    public static double Sinh(double x)
    {
        double a = Math.Abs(x);
        if (!(a < 690))
        {
            return double.IsNaN(x) ? x : Math.CopySign(HalfExp(a), x);
        }

        if (a < HyperbolicSeriesLimit)
        {
            return x + SinhTail(x);
        }

        var (e, low) = ExpTwoPart(a);
        var (inverse, inverseLow) = Divide(1, 0, e, low);
        double difference = e - inverse;
        double lost = e - difference - inverse;
        return Math.CopySign(0.5 * (difference + (lost + low - inverseLow)), x);
    }

    /// <summary>Hyperbolic cosine.</summary>
    public static double Cosh(double x)
    {
        double a = Math.Abs(x);
        if (!(a < 690))
        {
            return double.IsNaN(x) ? x : HalfExp(a);
        }

        var (e, low) = ExpTwoPart(a);
        var (inverse, inverseLow) = Divide(1, 0, e, low);
        double sum = e + inverse;
        double lost = e - sum + inverse;
        return 0.5 * (sum + (lost + low + inverseLow));
    }

    /// <summary>Inverse hyperbolic sine.</summary>
    public static double Asinh(double x)
    {
        double a = Math.Abs(x);
        if (!(a >= 1e-9) || a > double.MaxValue)
        {
            return x;
        }

        if (a > 1e9)
        {
            var (high, rest) = LogTwoPart(a, 0);
            return Math.CopySign(Add(high, rest, Ln2High, Ln2Low), x);
        }

        // log(1 + u), u = a + a^2 / (1 + sqrt(1 + a^2)).
        double square = a * a;
        double squareLow = Math.FusedMultiplyAdd(a, a, -square);
        var (root, rootLow) = SquareRootOfOnePlus(square, squareLow);
        double denominator = 1 + root;
        double denominatorLow = (root > 1 ? root - denominator + 1 : 1 - denominator + root) + rootLow;
        var (fraction, fractionLow) = Divide(square, squareLow, denominator, denominatorLow);
        return Math.CopySign(Log1pOfSum(a, fraction, fractionLow), x);
    }

    /// <summary>Inverse hyperbolic cosine in [0, infinity]; NaN below 1.</summary>
    public static double Acosh(double x)
    {
        if (!(x >= 1))
        {
            return double.NaN;
        }

        if (x > 1e9)
        {
            if (x > double.MaxValue)
            {
                return x;
            }

            var (high, rest) = LogTwoPart(x, 0);
            return Add(high, rest, Ln2High, Ln2Low);
        }

        // log(1 + u), u = t + sqrt(t (t + 2)), t = x - 1.
        double t = x - 1;
        double sum = t + 2;
        double sumLow = t > 2 ? t - sum + 2 : 2 - sum + t;
        double product = t * sum;
        double productLow = Math.FusedMultiplyAdd(t, sum, -product) + (t * sumLow);
        var (root, rootLow) = SquareRoot(product, productLow);
        return t > root ? Log1pOfSum(t, root, rootLow) : Log1pOfSum(root, t, rootLow);
    }

    /// <summary>Inverse hyperbolic tangent (Fisher's z of a correlation); infinite at -1 and 1, NaN outside.</summary>
    public static double Atanh(double x)
    {
        double a = Math.Abs(x);
        if (!(a < 1))
        {
            return a == 1 ? Math.CopySign(double.PositiveInfinity, x) : double.NaN;
        }

        if (a < 1e-9)
        {
            return x;
        }

        double denominator = 1 - a;
        var (quotient, low) = Divide(2 * a, 0, denominator, 1 - denominator - a);
        var (high, rest) = Log1pTwoPart(quotient, low);
        return Math.CopySign(0.5 * (high + rest), x);
    }

    /// <summary>exp(a) / 2 for a near or above the overflow of exp(a).</summary>
    private static double HalfExp(double a) => ExpOfPair(a - Ln2High, -Ln2Low);

    private static double Log1pOfSum(double larger, double smaller, double low)
    {
        double sum = larger + smaller;
        var (high, rest) = Log1pTwoPart(sum, larger - sum + smaller + low);
        return high + rest;
    }

    /// <summary>(e - 1) / (e + 1) with e = exp(2a) in two parts.</summary>
    private static double TanhByExponential(double a)
    {
        var (e, low) = ExpTwoPart(2 * a);
        double numerator = e - 1;
        double denominator = e + 1;
        var (quotient, rest) = Divide(numerator, e - numerator - 1 + low, denominator, e - denominator + 1 + low);
        return quotient + rest;
    }

    /// <summary>s / sqrt(1 + s^2) with s = sinh(a) in two parts.</summary>
    private static double TanhOfSmall(double a)
    {
        double tail = SinhTail(a);
        double s = a + tail;
        double low = a - s + tail;
        double square = s * s;
        var (root, rootLow) = SquareRootOfOnePlus(square, Math.FusedMultiplyAdd(s, s, -square) + (2 * s * low));
        var (quotient, rest) = Divide(s, low, root, rootLow);
        return quotient + rest;
    }

    /// <summary>sinh(x) - x for |x| &lt; 0.35.</summary>
    private static double SinhTail(double x)
    {
        double z = x * x;
        double p = 1.0 / 355687428096000.0;
        p = Math.FusedMultiplyAdd(p, z, 1.0 / 1307674368000.0);
        p = Math.FusedMultiplyAdd(p, z, 1.0 / 6227020800.0);
        p = Math.FusedMultiplyAdd(p, z, 1.0 / 39916800.0);
        p = Math.FusedMultiplyAdd(p, z, 1.0 / 362880.0);
        p = Math.FusedMultiplyAdd(p, z, 1.0 / 5040.0);
        p = Math.FusedMultiplyAdd(p, z, 1.0 / 120.0);
        p = Math.FusedMultiplyAdd(p, z, 1.0 / 6.0);
        return x * z * p;
    }
}
