using Etiogrid.Numerics.Functions.Tables;

namespace Etiogrid.Numerics.Functions;

public static partial class Elementary
{
    private const double Ln2High = 0.6931471805598903; // a multiple of 2^-42, so that products with an exponent are exact
    private const double Ln2Low = 5.497923018708371e-14;
    private const double InverseLn2 = 1.4426950408889634;
    private const double InverseLn2Low = 2.0355273740931033e-17;
    private const double InverseLn10 = 0.4342944819032518;
    private const double InverseLn10Low = 1.098319650216765e-17;
    private const long LogOffset = 0x3FE6800000000000; // the bits of 0.703125

    /// <summary>Natural logarithm; -infinity at 0, NaN below.</summary>
    public static double Log(double x)
    {
        if (!(x > 0) || x > double.MaxValue)
        {
            return x == 0 ? double.NegativeInfinity : x > 0 ? x : double.NaN;
        }

        var (high, low) = LogTwoPart(x, 0);
        return high + low;
    }

    /// <summary>Logarithm to base 2; exact at powers of two.</summary>
    public static double Log2(double x) => LogToBase(x, InverseLn2, InverseLn2Low);

    /// <summary>Logarithm to base 10.</summary>
    public static double Log10(double x) => LogToBase(x, InverseLn10, InverseLn10Low);

    /// <summary>log(1 + x) without cancellation near 0; -infinity at -1, NaN below.</summary>
    public static double Log1p(double x)
    {
        if (!(x > -1) || x > double.MaxValue)
        {
            return x == -1 ? double.NegativeInfinity : x > 0 ? x : double.NaN;
        }

        var (high, low) = Log1pTwoPart(x, 0);
        return high + low;
    }

    private static double LogToBase(double x, double factor, double factorLow)
    {
        if (!(x > 0) || x > double.MaxValue)
        {
            return x == 0 ? double.NegativeInfinity : x > 0 ? x : double.NaN;
        }

        var (high, low) = LogTwoPart(x, 0);
        double product = high * factor;
        return product + (Math.FusedMultiplyAdd(high, factor, -product) + Math.FusedMultiplyAdd(high, factorLow, low * factor));
    }

    /// <summary>log(1 + x + low) as a pair, x + low &gt; -1.</summary>
    private static (double High, double Low) Log1pTwoPart(double x, double low)
    {
        if (Math.Abs(x) < 0.00390625)
        {
            return LogOfReduced(x, low, 0, 0);
        }

        double sum = 1 + x;
        double lost = x > 1 ? 1 - (sum - x) : x - (sum - 1);
        return LogTwoPart(sum, sum < 1e30 ? lost + low : 0);
    }

    /// <summary>
    /// log(x + xLow) as an unevaluated sum, relative error below 2^-66. x = 2^k z, z in [0.703, 1.406); a table gives a
    /// 10-bit c near 1/z with log c, and log x = k ln2 - log c + log(1 + r), r = z c - 1 exactly in two parts.
    /// </summary>
    private static (double High, double Low) LogTwoPart(double x, double xLow)
    {
        int exponent = 0;
        if (x < SmallestNormal)
        {
            x *= 18014398509481984.0;
            exponent = -54;
        }

        long bits = BitConverter.DoubleToInt64Bits(x);
        long shifted = bits - LogOffset;
        int k = (int)(shifted >> 52);
        double z = BitConverter.Int64BitsToDouble(bits - ((long)k << 52));
        int row = 3 * (int)((shifted >> 45) & 127);
        var table = ElementaryTables.Log;
        double c = table[row];
        double product = z * c;
        double lost = Math.FusedMultiplyAdd(z, c, -product);
        if (xLow != 0)
        {
            lost = Math.FusedMultiplyAdd(xLow * (z / x), c, lost);
        }

        double difference = product - 1;
        double r = difference + lost;
        exponent += k;
        return LogOfReduced(
            r,
            difference - r + lost,
            Math.FusedMultiplyAdd(exponent, Ln2High, table[row + 1]),
            Math.FusedMultiplyAdd(exponent, Ln2Low, table[row + 2]));
    }

    /// <summary>start + startLow + log(1 + r + rLow) for |r| &lt;= 2^-7, with start 0 or larger than r.</summary>
    private static (double High, double Low) LogOfReduced(double r, double rLow, double start, double startLow)
    {
        double p = Math.FusedMultiplyAdd(r, 1.0 / 11, -1.0 / 10);
        p = Math.FusedMultiplyAdd(p, r, 1.0 / 9);
        p = Math.FusedMultiplyAdd(p, r, -1.0 / 8);
        p = Math.FusedMultiplyAdd(p, r, 1.0 / 7);
        p = Math.FusedMultiplyAdd(p, r, -1.0 / 6);
        p = Math.FusedMultiplyAdd(p, r, 1.0 / 5);
        p = Math.FusedMultiplyAdd(p, r, -1.0 / 4);
        p = Math.FusedMultiplyAdd(p, r, 1.0 / 3);
        double half = 0.5 * r;
        double square = r * half;
        double squareLow = Math.FusedMultiplyAdd(r, half, -square);
        double first = start + r;
        double firstLow = start - first + r;
        double second = first - square;
        double secondLow = first - second - square;
        double rest = Math.FusedMultiplyAdd(2 * square * r, p, rLow - squareLow - (r * rLow));
        double low = firstLow + secondLow + (startLow + rest);
        double sum = second + low;
        return (sum, second - sum + low);
    }
}
