namespace Etiogrid.Numerics.Functions;

public static partial class Elementary
{
    private const double LargestAngle = 1e6;
    private const double PiOver2High = 1.57079632673412561417e+00; // 33 bits, so that products with the quotient are exact
    private const double PiOver2Middle = 6.07710050630396597660e-11; // the next 33 bits
    private const double PiOver2Low = 2.02226624879595063154e-21;

    /// <summary>Sine of an angle in radians, |x| &lt;= 1e6.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The angle is larger: reduce it by whole turns first.</exception>
    public static double Sin(double x)
    {
        if (Math.Abs(x) < 1e-9)
        {
            return x;
        }

        int quadrant = ReduceAngle(x, out double r, out double low);
        double value = (quadrant & 1) == 0 ? SinKernel(r, low) : CosKernel(r, low);
        return (quadrant & 2) == 0 ? value : -value;
    }

    /// <summary>Cosine of an angle in radians, |x| &lt;= 1e6.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The angle is larger: reduce it by whole turns first.</exception>
    public static double Cos(double x)
    {
        int quadrant = ReduceAngle(x, out double r, out double low);
        double value = (quadrant & 1) == 0 ? CosKernel(r, low) : SinKernel(r, low);
        return ((quadrant + 1) & 2) == 0 ? value : -value;
    }

    /// <summary>Tangent of an angle in radians, |x| &lt;= 1e6.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The angle is larger: reduce it by whole turns first.</exception>
    public static double Tan(double x)
    {
        if (Math.Abs(x) < 1e-9)
        {
            return x;
        }

        int quadrant = ReduceAngle(x, out double r, out double low);
        var (sine, sineLow) = Normalised(SinPair(r, low));
        var (cosine, cosineLow) = Normalised(CosPair(r, low));
        var (quotient, rest) = (quadrant & 1) == 0
            ? Divide(sine, sineLow, cosine, cosineLow)
            : Divide(-cosine, -cosineLow, sine, sineLow);
        return quotient + rest;
    }

    /// <summary>The angle modulo a quarter turn as r + low in [-pi/4, pi/4]; returns the quadrant.</summary>
    private static int ReduceAngle(double x, out double r, out double low)
    {
        if (!(Math.Abs(x) <= LargestAngle))
        {
            throw new ArgumentOutOfRangeException(nameof(x), x, "An angle must lie in [-1e6, 1e6] radians.");
        }

        double k = Math.Round(x / (Math.PI / 2));
        double high = Math.FusedMultiplyAdd(-k, PiOver2High, x);
        double middle = k * PiOver2Middle;
        double first = high - middle;
        double lost = (high - first) - middle;
        double rest = lost - (k * PiOver2Low);
        r = first + rest;
        low = rest - (r - first);
        return unchecked((int)k) & 3;
    }

    private static double SinKernel(double r, double low)
    {
        var (high, rest) = SinPair(r, low);
        return high + rest;
    }

    private static double CosKernel(double r, double low)
    {
        var (high, rest) = CosPair(r, low);
        return high + rest;
    }

    private static (double High, double Low) SinPair(double r, double low)
    {
        double z = r * r;
        double p = 1.0 / 355687428096000.0;
        p = Math.FusedMultiplyAdd(p, z, -1.0 / 1307674368000.0);
        p = Math.FusedMultiplyAdd(p, z, 1.0 / 6227020800.0);
        p = Math.FusedMultiplyAdd(p, z, -1.0 / 39916800.0);
        p = Math.FusedMultiplyAdd(p, z, 1.0 / 362880.0);
        p = Math.FusedMultiplyAdd(p, z, -1.0 / 5040.0);
        p = Math.FusedMultiplyAdd(p, z, 1.0 / 120.0);
        p = Math.FusedMultiplyAdd(p, z, -1.0 / 6.0);
        return (r, Math.FusedMultiplyAdd(r * z, p, low * (1 - (0.5 * z))));
    }

    private static (double High, double Low) CosPair(double r, double low)
    {
        double z = r * r;
        double zLow = Math.FusedMultiplyAdd(r, r, -z);
        double p = -1.0 / 6402373705728000.0;
        p = Math.FusedMultiplyAdd(p, z, 1.0 / 20922789888000.0);
        p = Math.FusedMultiplyAdd(p, z, -1.0 / 87178291200.0);
        p = Math.FusedMultiplyAdd(p, z, 1.0 / 479001600.0);
        p = Math.FusedMultiplyAdd(p, z, -1.0 / 3628800.0);
        p = Math.FusedMultiplyAdd(p, z, 1.0 / 40320.0);
        p = Math.FusedMultiplyAdd(p, z, -1.0 / 720.0);
        p = Math.FusedMultiplyAdd(p, z, 1.0 / 24.0);
        double half = 0.5 * z;
        double w = 1 - half;
        return (w, 1 - w - half + Math.FusedMultiplyAdd(z * z, p, -(r * low) - (0.5 * zLow)));
    }
}
