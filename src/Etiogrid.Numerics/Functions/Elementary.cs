namespace Etiogrid.Numerics.Functions;

/// <summary>
/// Elementary functions that give the same bits on every x64 machine: only additions, multiplications,
/// divisions, square roots and fused multiply-adds in a fixed order. The runtime's own differ between platforms
/// (dotnet/runtime issues 39838, 42747). Error at most 1 ulp, tested against 50-digit values.
/// </summary>
public static partial class Elementary
{
    private const double Ln2High = 6.93147180369123816490e-01; // ln 2 with the lowest 32 bits zero
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double InverseLn2 = 1.44269504088896338700e+00;

    /// <summary>e to the power x. Overflows to infinity above 709.78, underflows gradually to 0 below -745.13.</summary>
    public static double Exp(double x)
    {
        if (!(x < 709.782712893384))
        {
            return double.IsNaN(x) ? x : double.PositiveInfinity;
        }

        if (x < -745.1332191019412)
        {
            return 0;
        }

        // x = k ln2 + r, |r| <= ln2 / 2; then exp(r) by its Taylor series to degree 13 (remainder below 2^-58).
        double k = Math.Round(x * InverseLn2);
        double rHigh = Math.FusedMultiplyAdd(-k, Ln2High, x);
        double rLow = k * Ln2Low;
        double r = rHigh - rLow;
        double rError = (rHigh - r) - rLow;
        double p = ExpTail(r);
        double tail = Math.FusedMultiplyAdd(r * r, p, rError + (rError * r));
        double value = 1 + (r + tail);
        return Math.ScaleB(value, (int)k);
    }

    /// <summary>exp(x) - 1 without cancellation near 0.</summary>
    public static double Expm1(double x)
    {
        if (Math.Abs(x) < 0.35)
        {
            return Math.FusedMultiplyAdd(x * x, ExpTail(x), x);
        }

        return Exp(x) - 1;
    }

    /// <summary>Natural logarithm; -infinity at 0, NaN below.</summary>
    public static double Log(double x)
    {
        if (!(x > 0) || double.IsPositiveInfinity(x))
        {
            return x == 0 ? double.NegativeInfinity : x > 0 ? x : double.NaN;
        }

        int exponent = Math.ILogB(x);
        double m = Math.ScaleB(x, -exponent);
        if (m > 1.4142135623730951)
        {
            m *= 0.5;
            exponent++;
        }

        return LogOfReduced(m - 1, 0, exponent);
    }

    /// <summary>Logarithm to base 2.</summary>
    public static double Log2(double x)
    {
        if (x > 0 && !double.IsPositiveInfinity(x))
        {
            int exponent = Math.ILogB(x);
            if (Math.ScaleB(1, exponent) == x)
            {
                return exponent;
            }
        }

        return Log(x) * InverseLn2;
    }

    /// <summary>Logarithm to base 10.</summary>
    public static double Log10(double x) => Log(x) * 0.43429448190325182765;

    /// <summary>log(1 + x) without cancellation near 0; -infinity at -1, NaN below.</summary>
    public static double Log1p(double x)
    {
        if (!(x > -1) || double.IsPositiveInfinity(x))
        {
            return x == -1 ? double.NegativeInfinity : x > 0 ? x : double.NaN;
        }

        if (x is > -0.29289 and < 0.41421)
        {
            return LogOfReduced(x, 0, 0);
        }

        double sum = 1 + x;
        double lost = x > 1 ? 1 - (sum - x) : x - (sum - 1);
        return Log(sum) + (lost / sum);
    }

    /// <summary>x to the power y for x &gt;= 0, and for negative x with integer y.</summary>
    public static double Pow(double x, double y)
    {
        if (y == 0 || x == 1)
        {
            return 1;
        }

        if (x < 0)
        {
            if (Math.Round(y) != y)
            {
                return double.NaN;
            }

            double magnitude = Pow(-x, y);
            return Math.Abs(y % 2) == 1 ? -magnitude : magnitude;
        }

        if (x == 0)
        {
            return y > 0 ? 0 : double.PositiveInfinity;
        }

        // y log x in two doubles keeps the error of large exponents out of the result.
        var (high, low) = LogTwoPart(x);
        double product = y * high;
        double rest = Math.FusedMultiplyAdd(y, high, -product) + (y * low);
        if (double.IsNaN(product) || Math.Abs(product) > 800)
        {
            return Exp(product);
        }

        double value = Exp(product);
        return Math.FusedMultiplyAdd(value, rest, value);
    }

    /// <summary>Cube root with the sign of x.</summary>
    public static double Cbrt(double x)
    {
        if (x == 0 || !double.IsFinite(x))
        {
            return x;
        }

        double a = Math.Abs(x);
        double y = Exp(Log(a) / 3);
        y -= (Math.FusedMultiplyAdd(y * y, y, -a)) / (3 * y * y);
        return x < 0 ? -y : y;
    }

    /// <summary>Hyperbolic tangent.</summary>
    public static double Tanh(double x)
    {
        double a = Math.Abs(x);
        if (a > 22)
        {
            return Math.Sign(x);
        }

        double e = Expm1(2 * a);
        double value = e / (e + 2);
        return x < 0 ? -value : value;
    }

    /// <summary>Hyperbolic sine.</summary>
    public static double Sinh(double x)
    {
        double a = Math.Abs(x);
        double e = a < 700 ? Expm1(a) : double.NaN;
        double value = a < 700 ? 0.5 * (e + (e / (e + 1))) : 0.5 * Exp(a * 0.5) * Exp(a * 0.5);
        return x < 0 ? -value : value;
    }

    /// <summary>Hyperbolic cosine.</summary>
    public static double Cosh(double x)
    {
        double e = Exp(Math.Abs(x) * 0.5);
        return Math.Abs(x) < 700 ? 0.5 * ((e * e) + (1 / (e * e))) : 0.5 * e * e;
    }

    /// <summary>Inverse hyperbolic sine.</summary>
    public static double Asinh(double x)
    {
        double a = Math.Abs(x);
        double value = a > 1e8
            ? Log(a) + 0.6931471805599453094
            : Log1p(a + (a * a / (1 + Math.Sqrt(1 + (a * a)))));
        return x < 0 ? -value : value;
    }

    /// <summary>Inverse hyperbolic tangent (Fisher's z of a correlation); infinite at -1 and 1, NaN outside.</summary>
    public static double Atanh(double x)
    {
        if (!(Math.Abs(x) <= 1))
        {
            return double.NaN;
        }

        double a = Math.Abs(x);
        double value = a == 1 ? double.PositiveInfinity : 0.5 * Log1p(2 * a / (1 - a));
        return x < 0 ? -value : value;
    }

    /// <summary>sum_{n>=2} x^(n-2) / n!, so that exp(x) = 1 + x + x^2 ExpTail(x).</summary>
    private static double ExpTail(double x)
    {
        double p = 1.0 / 87178291200.0;
        p = Math.FusedMultiplyAdd(p, x, 1.0 / 6227020800.0);
        p = Math.FusedMultiplyAdd(p, x, 1.0 / 479001600.0);
        p = Math.FusedMultiplyAdd(p, x, 1.0 / 39916800.0);
        p = Math.FusedMultiplyAdd(p, x, 1.0 / 3628800.0);
        p = Math.FusedMultiplyAdd(p, x, 1.0 / 362880.0);
        p = Math.FusedMultiplyAdd(p, x, 1.0 / 40320.0);
        p = Math.FusedMultiplyAdd(p, x, 1.0 / 5040.0);
        p = Math.FusedMultiplyAdd(p, x, 1.0 / 720.0);
        p = Math.FusedMultiplyAdd(p, x, 1.0 / 120.0);
        p = Math.FusedMultiplyAdd(p, x, 1.0 / 24.0);
        p = Math.FusedMultiplyAdd(p, x, 1.0 / 6.0);
        return Math.FusedMultiplyAdd(p, x, 0.5);
    }

    /// <summary>exponent ln2 + log(1 + f): with s = f / (2 + f), log(1 + f) = f - (f^2/2 - s (f^2/2 + R(s^2))).</summary>
    private static double LogOfReduced(double f, double correction, int exponent)
    {
        double s = f / (2 + f);
        double z = s * s;
        double r = z * AtanhTail(z);
        double half = 0.5 * f * f;
        double k = exponent;
        if (exponent == 0)
        {
            return f - (half - (s * (half + r))) + correction;
        }

        return (k * Ln2High) - ((half - ((s * (half + r)) + ((k * Ln2Low) + correction))) - f);
    }

    /// <summary>2 (1/3 + z/5 + z^2/7 + ...): the series of (2 atanh(s) - 2 s) / s^3 at z = s^2 &lt;= 0.0295.</summary>
    private static double AtanhTail(double z)
    {
        double p = 2.0 / 25;
        p = Math.FusedMultiplyAdd(p, z, 2.0 / 23);
        p = Math.FusedMultiplyAdd(p, z, 2.0 / 21);
        p = Math.FusedMultiplyAdd(p, z, 2.0 / 19);
        p = Math.FusedMultiplyAdd(p, z, 2.0 / 17);
        p = Math.FusedMultiplyAdd(p, z, 2.0 / 15);
        p = Math.FusedMultiplyAdd(p, z, 2.0 / 13);
        p = Math.FusedMultiplyAdd(p, z, 2.0 / 11);
        p = Math.FusedMultiplyAdd(p, z, 2.0 / 9);
        p = Math.FusedMultiplyAdd(p, z, 2.0 / 7);
        p = Math.FusedMultiplyAdd(p, z, 2.0 / 5);
        return Math.FusedMultiplyAdd(p, z, 2.0 / 3);
    }

    /// <summary>log x as an unevaluated sum; the low part is the Newton residual 1 - x e^-high.</summary>
    private static (double High, double Low) LogTwoPart(double x)
    {
        int exponent = Math.ILogB(x);
        double m = Math.ScaleB(x, -exponent);
        if (m > 1.4142135623730951)
        {
            m *= 0.5;
            exponent++;
        }

        // log m = 2 atanh(s), s = (m-1)/(m+1) in two doubles.
        double f = m - 1;
        double denominator = 2 + f;
        double denominatorLow = f - (denominator - 2);
        double s = f / denominator;
        double sLow = (Math.FusedMultiplyAdd(-s, denominator, f) - (s * denominatorLow)) / denominator;
        double z = s * s;
        double tail = s * z * AtanhTail(z);
        double high = 2 * s;
        double low = (2 * sLow) + tail;
        double k = exponent;
        double baseHigh = k * Ln2High;
        double sum = baseHigh + high;
        double lost = Math.Abs(baseHigh) >= Math.Abs(high) ? high - (sum - baseHigh) : baseHigh - (sum - high);
        double rest = lost + low + (k * Ln2Low);
        double total = sum + rest;
        return (total, rest - (total - sum));
    }
}
