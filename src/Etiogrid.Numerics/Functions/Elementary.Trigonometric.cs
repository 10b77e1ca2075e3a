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
    public static double Tan(double x) => Sin(x) / Cos(x);

    /// <summary>Inverse tangent in (-pi/2, pi/2).</summary>
    public static double Atan(double x)
    {
        double a = Math.Abs(x);
        if (double.IsNaN(a))
        {
            return x;
        }

        // atan(a) = pi/2 - atan(1/a); then two halvings atan(t) = 2 atan(t / (1 + sqrt(1 + t^2))).
        bool inverted = a > 1;
        double t = inverted ? 1 / a : a;
        t /= 1 + Math.Sqrt(1 + (t * t));
        t /= 1 + Math.Sqrt(1 + (t * t));
        double z = t * t;
        double p = 0;
        for (int n = 14; n >= 0; n--)
        {
            p = Math.FusedMultiplyAdd(p, -z, 1.0 / ((2 * n) + 1));
        }

        double value = 4 * t * p;
        value = inverted ? (PiOver2High - value) + (PiOver2Middle + PiOver2Low) : value;
        return x < 0 ? -value : value;
    }

    /// <summary>Angle of the point (x, y) in (-pi, pi].</summary>
    public static double Atan2(double y, double x)
    {
        if (x > 0)
        {
            return Atan(y / x);
        }

        if (x < 0)
        {
            return y >= 0 ? Atan(y / x) + Math.PI : Atan(y / x) - Math.PI;
        }

        return y == 0 ? 0 : y > 0 ? Math.PI / 2 : -Math.PI / 2;
    }

    /// <summary>Inverse cosine in [0, pi]; NaN outside [-1, 1].</summary>
    public static double Acos(double x) => Math.Abs(x) <= 1 ? Atan2(Math.Sqrt((1 - x) * (1 + x)), x) : double.NaN;

    /// <summary>Inverse sine in [-pi/2, pi/2]; NaN outside [-1, 1].</summary>
    public static double Asin(double x) => Math.Abs(x) <= 1 ? Atan2(x, Math.Sqrt((1 - x) * (1 + x))) : double.NaN;

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
        return (int)(((long)k) & 3);
    }

    private static double SinKernel(double r, double low)
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
        return r + Math.FusedMultiplyAdd(r * z, p, low * (1 - (0.5 * z)));
    }

    private static double CosKernel(double r, double low)
    {
        double z = r * r;
        double p = 1.0 / 20922789888000.0;
        p = Math.FusedMultiplyAdd(p, z, -1.0 / 87178291200.0);
        p = Math.FusedMultiplyAdd(p, z, 1.0 / 479001600.0);
        p = Math.FusedMultiplyAdd(p, z, -1.0 / 3628800.0);
        p = Math.FusedMultiplyAdd(p, z, 1.0 / 40320.0);
        p = Math.FusedMultiplyAdd(p, z, -1.0 / 720.0);
        p = Math.FusedMultiplyAdd(p, z, 1.0 / 24.0);
        double half = 0.5 * z;
        double w = 1 - half;
        return w + (((1 - w) - half) + (Math.FusedMultiplyAdd(z * z, p, -(r * low))));
    }
}
