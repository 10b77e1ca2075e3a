namespace Etiogrid.Numerics.Functions;

public static partial class Elementary
{
    /// <summary>x to the power y for x &gt;= 0, and for negative x with integer y (NaN otherwise). 1 for y = 0 and for x = 1.</summary>
    public static double Pow(double x, double y)
    {
        if (y == 0 || x == 1)
        {
            return 1;
        }

        if (double.IsNaN(x) || double.IsNaN(y))
        {
            return double.NaN;
        }

        if (x < 0)
        {
            return PowOfNegative(x, y);
        }

        if (x == 0 || x > double.MaxValue)
        {
            return (x == 0) == (y > 0) ? 0 : double.PositiveInfinity;
        }

        // y log x in two doubles keeps the error of large exponents out of the result.
        var (high, low) = LogTwoPart(x, 0);
        double product = y * high;
        if (!(Math.Abs(product) < 800))
        {
            return product > 0 ? double.PositiveInfinity : 0;
        }

        double rest = Math.FusedMultiplyAdd(y, high, -product) + (y * low);
        return ExpOfPair(product, rest);
    }

    /// <summary>Cube root with the sign of x.</summary>
    public static double Cbrt(double x)
    {
        if (x == 0 || !double.IsFinite(x))
        {
            return x;
        }

        double a = Math.Abs(x);
        double scale = 1;
        if (a < SmallestNormal)
        {
            a *= 18014398509481984.0; // 2^54, whose cube root is 2^18
            scale = 1.0 / 262144;
        }
        else if (a > 1e300)
        {
            a *= 1 / 18014398509481984.0;
            scale = 262144;
        }

        // A third of the bit pattern is within 6 %; two Halley steps and one compensated Newton step.
        double y = BitConverter.Int64BitsToDouble((BitConverter.DoubleToInt64Bits(a) / 3) + 0x2A9F7893782DA1CE);
        for (int step = 0; step < 2; step++)
        {
            double ratio = y * y * (y / a);
            y *= (ratio + 2) / ((2 * ratio) + 1);
        }

        double square = y * y;
        double squareLow = Math.FusedMultiplyAdd(y, y, -square);
        double cube = square * y;
        double cubeLow = Math.FusedMultiplyAdd(square, y, -cube) + (squareLow * y);
        y -= ((cube - a) + cubeLow) / (3 * square);
        return Math.CopySign(y * scale, x);
    }

    private static double PowOfNegative(double x, double y)
    {
        if (Math.Round(y) != y)
        {
            return double.IsInfinity(x) ? Pow(-x, y) : double.NaN;
        }

        double magnitude = Pow(-x, y);
        return Math.Abs(y % 2) == 1 ? -magnitude : magnitude;
    }

    /// <summary>exp(high + low).</summary>
    internal static double ExpOfPair(double high, double low)
    {
        double sum = high + low;
        return sum < Underflow - 1 ? 0 : sum > Overflow + 1 ? double.PositiveInfinity : ScaledExp(sum, high - sum + low);
    }
}
