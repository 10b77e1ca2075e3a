using Etiogrid.Numerics.Functions.Tables;

namespace Etiogrid.Numerics.Functions;

public static partial class Elementary
{
    private const double Pi = 3.141592653589793;
    private const double PiLow = 1.2246467991473532e-16;
    private const double HalfPi = 1.5707963267948966;
    private const double HalfPiLow = 6.123233995736766e-17;

    /// <summary>Inverse tangent in [-pi/2, pi/2].</summary>
    public static double Atan(double x)
    {
        double a = Math.Abs(x);
        if (!(a >= 1e-9))
        {
            return x;
        }

        return Math.CopySign(a > 1e18 ? HalfPi : Angle(a, 0, 1, 0), x);
    }

    /// <summary>Angle of the point (x, y) in [-pi, pi]; the signs of zeros count as in IEEE 754.</summary>
    public static double Atan2(double y, double x)
    {
        if (double.IsNaN(x) || double.IsNaN(y))
        {
            return double.NaN;
        }

        double a = Math.Abs(y);
        double b = Math.Abs(x);
        bool left = double.IsNegative(x);
        if (double.IsInfinity(a) || double.IsInfinity(b))
        {
            double corner = a < b ? (left ? Pi : 0) : b < a ? HalfPi : left ? 0.75 * Pi : 0.25 * Pi;
            return Math.CopySign(corner, y);
        }

        return Math.CopySign(AngleOfMagnitudes(a, b, left), y);
    }

    /// <summary>Inverse cosine in [0, pi]; NaN outside [-1, 1].</summary>
    public static double Acos(double x)
    {
        if (!(Math.Abs(x) <= 1))
        {
            return double.NaN;
        }

        var (root, low) = Complement(x);
        return x < 0 ? PiMinusAngle(root, low, -x) : Angle(root, low, x, 0);
    }

    /// <summary>Inverse sine in [-pi/2, pi/2]; NaN outside [-1, 1].</summary>
    public static double Asin(double x)
    {
        double a = Math.Abs(x);
        if (!(a >= 1e-9 && a <= 1))
        {
            return a < 1 ? x : double.NaN;
        }

        var (root, low) = Complement(x);
        return Math.CopySign(Angle(a, 0, root, low), x);
    }

    /// <summary>sqrt(1 - x^2) as a pair.</summary>
    private static (double High, double Low) Complement(double x)
    {
        double square = x * x;
        double squareLow = Math.FusedMultiplyAdd(x, x, -square);
        double difference = 1 - square;
        double lost = 1 - difference - square;
        double total = difference + (lost - squareLow);
        return SquareRoot(total, difference - total + (lost - squareLow));
    }

    private static double AngleOfMagnitudes(double a, double b, bool left)
    {
        // Powers of two bring the larger near 1, so that nothing in between overflows or underflows.
        double larger = Math.Max(a, b);
        if (larger is > 1e100 or < 1e-100)
        {
            double scale = larger > 1 ? PowerOfTwo(-900) : PowerOfTwo(900);
            a *= scale;
            b *= scale;
        }

        if (b == 0)
        {
            return a == 0 ? (left ? Pi : 0) : HalfPi;
        }

        double ratio = a / b;
        if (left)
        {
            return ratio < 1e-18 ? Pi : ratio > 1e18 ? HalfPi : PiMinusAngle(a, 0, b);
        }

        return ratio < 1e-9 ? ratio : ratio > 1e18 ? HalfPi : Angle(a, 0, b, 0);
    }

    /// <summary>atan((y + yLow) / (x + xLow)), both not negative, not both zero.</summary>
    private static double Angle(double y, double yLow, double x, double xLow)
    {
        if (y <= x)
        {
            var (high, low) = AnglePair(y, yLow, x, xLow);
            return high + low;
        }

        var (h, l) = AnglePair(x, xLow, y, yLow);
        return Add(HalfPi, HalfPiLow, -h, -l);
    }

    private static double PiMinusAngle(double y, double yLow, double x)
    {
        if (y <= x)
        {
            var (high, low) = AnglePair(y, yLow, x, 0);
            return Add(Pi, PiLow, -high, -low);
        }

        var (h, l) = AnglePair(x, 0, y, yLow);
        return Add(HalfPi, HalfPiLow, h, l);
    }

    /// <summary>atan of a ratio in [0, 1]: atan(c) + atan((y - c x) / (x + c y)) with c a multiple of 1/64.</summary>
    private static (double High, double Low) AnglePair(double y, double yLow, double x, double xLow)
    {
        int j = unchecked((int)Math.Round(64 * (y / x)));
        double c = j * (1.0 / 64);
        double product = c * x;
        double top = y - product;
        double topLow = yLow - Math.FusedMultiplyAdd(c, x, -product) - (c * xLow);
        double second = c * y;
        double bottom = x + second;
        double bottomLow = x - bottom + second + Math.FusedMultiplyAdd(c, y, -second) + (xLow + (c * yLow));
        var (t, tLow) = Divide(top, topLow, bottom, bottomLow);
        double z = t * t;
        double p = Math.FusedMultiplyAdd(z, 1.0 / 13, -1.0 / 11);
        p = Math.FusedMultiplyAdd(p, z, 1.0 / 9);
        p = Math.FusedMultiplyAdd(p, z, -1.0 / 7);
        p = Math.FusedMultiplyAdd(p, z, 1.0 / 5);
        p = Math.FusedMultiplyAdd(p, z, -1.0 / 3);
        double rest = Math.FusedMultiplyAdd(t * z, p, tLow);
        double start = ElementaryTables.Atan[2 * j];
        double sum = start + t;
        double lost = start == 0 ? 0 : start - sum + t;
        return (sum, lost + (ElementaryTables.Atan[(2 * j) + 1] + rest));
    }
}
