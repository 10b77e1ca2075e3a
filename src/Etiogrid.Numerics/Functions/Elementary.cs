using Etiogrid.Numerics.Functions.Tables;

namespace Etiogrid.Numerics.Functions;

/// <summary>
/// Elementary functions that give the same bits on every x64 machine: only additions, multiplications,
/// divisions, square roots and fused multiply-adds in a fixed order. The runtime's own differ between platforms
/// (dotnet/runtime issues 39838, 42747). Error at most 1 ulp, tested against 50-digit values; most results carry
/// about ten extra bits until the last rounding and stay below 0.52 ulp.
/// </summary>
public static partial class Elementary
{
    private const double Overflow = 709.782712893384;
    private const double SmallestNormal = 2.2250738585072014e-308;
    private const double Underflow = -745.1332191019412;
    private const double StepsPerUnit = 184.6649652337873; // 128 / ln 2
    private const double StepHigh = 0.005415212348452769; // ln 2 / 128, 32 bits, so that products with the step are exact
    private const double StepLow = -3.2819649005320973e-13;

    /// <summary>e to the power x. Overflows to infinity above 709.78, underflows gradually to 0 below -745.13.</summary>
    public static double Exp(double x) => Exp(x, 0);

    /// <summary>exp(x) - 1 without cancellation near 0.</summary>
    public static double Expm1(double x)
    {
        if (Math.Abs(x) < 0.35)
        {
            return SmallExpm1(x);
        }

        if (x > 45 || x < -45 || double.IsNaN(x))
        {
            return x < 0 ? -1 : Exp(x, 0);
        }

        var (high, low) = ExpTwoPart(x);
        return (high - 1) + low;
    }

    /// <summary>exp(x + low) for a pair whose low part is below half an ulp of x.</summary>
    private static double Exp(double x, double low)
    {
        if (!(x < Overflow))
        {
            return double.IsNaN(x) ? x : x > Overflow ? double.PositiveInfinity : ScaledExp(x, low);
        }

        return x < Underflow ? 0 : ScaledExp(x, low);
    }

    /// <summary>x = (128 e + j) ln2/128 + r, |r| &lt;= ln2/256; exp(x) = 2^e (T_j + T_j (exp(r) - 1)).</summary>
    private static double ScaledExp(double x, double low)
    {
        int exponent = ReduceExp(x, low, out double high, out double tail);
        if (exponent > -1022)
        {
            double value = high + tail;
            return exponent < 1024
                ? value * PowerOfTwo(exponent)
                : value * PowerOfTwo(1023) * 2;
        }

        // Rounded once at the subnormal's last bit: the sum with 1 has exactly that spacing, 2^-52 times 2^-1022.
        double scale = PowerOfTwo(exponent + 1022);
        double y = high * scale;
        double rest = tail * scale;
        if (y + rest >= 1)
        {
            return (y + rest) * SmallestNormal;
        }

        double sum = 1 + y;
        double lost = 1 - sum + y + rest;
        return ((sum + lost) - 1) * SmallestNormal;
    }

    /// <summary>exp(x) = high + low, |x| &lt; 700; relative error below 2^-61.</summary>
    private static (double High, double Low) ExpTwoPart(double x)
    {
        double scale = PowerOfTwo(ReduceExp(x, 0, out double high, out double tail));
        double sum = high + tail;
        return (sum * scale, (high - sum + tail) * scale);
    }

    private static int ReduceExp(double x, double low, out double high, out double tail)
    {
        double k = Math.Round(x * StepsPerUnit);
        double r = Math.FusedMultiplyAdd(-k, StepLow, Math.FusedMultiplyAdd(-k, StepHigh, x)) + low;
        int step = unchecked((int)k); // |k| < 2^18
        var table = ElementaryTables.Exp;
        int j = 2 * (step & 127);
        double p = Math.FusedMultiplyAdd(r, 1.0 / 720, 1.0 / 120);
        p = Math.FusedMultiplyAdd(p, r, 1.0 / 24);
        p = Math.FusedMultiplyAdd(p, r, 1.0 / 6);
        p = Math.FusedMultiplyAdd(p, r, 0.5);
        high = table[j];
        tail = Math.FusedMultiplyAdd(high, Math.FusedMultiplyAdd(r * r, p, r), table[j + 1]);
        return step >> 7;
    }

    /// <summary>x + x^2/2 + x^3 (1/6 + ...): the square's rounding error is carried.</summary>
    private static double SmallExpm1(double x)
    {
        double p = 1.0 / 1307674368000.0;
        p = Math.FusedMultiplyAdd(p, x, 1.0 / 87178291200.0);
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
        double half = 0.5 * x;
        double square = x * half;
        double lost = Math.FusedMultiplyAdd(x, half, -square);
        double sum = x + square;
        return sum + ((x - sum) + square + Math.FusedMultiplyAdd(square * 2 * x, p, lost));
    }

    /// <summary>2^e for -1022 &lt;= e &lt;= 1023.</summary>
    private static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((long)(exponent + 1023) << 52);
}
