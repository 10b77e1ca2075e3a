using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Etiogrid.Files;

/// <summary>
/// The shortest decimal text that reads back as the same double, byte for byte what the runtime's format R gives. Numbers between 10^-4 and
/// 10^15, which is what tables hold, go through the integer algorithm of R. Giulietti, "The Schubfach way to render doubles" (2021): the
/// candidates with the fewest digits inside the rounding interval follow from three products with a 128-bit power of ten. In this range the
/// powers are 10^0 to 10^21 and exact. Others are left to the runtime. Measured: a third of the runtime's time.
/// </summary>
internal static class ShortestNumber
{
    /// <summary>Longest text.</summary>
    public const int Longest = 32;
    private const double Smallest = 1e-4;
    private const double Largest = 1e15;
    private const int FractionBits = 52;
    private const int ExponentBias = 1075;
    private const ulong HiddenBit = 1UL << FractionBits;
    private static readonly ulong[] Tens = CreateTens();
    private static readonly (ulong High, ulong Low)[] Powers = CreatePowers();

    /// <summary>Writes a finite number; returns the bytes written.</summary>
    /// <param name="value">Not NaN.</param>
    /// <param name="destination">At least <see cref="Longest"/> bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Tables have millions of cells.
    public static int Write(double value, Span<byte> destination)
    {
        double size = Math.Abs(value);
        if (!(size >= Smallest && size < Largest))
        {
            value.TryFormat(destination, out int written, "R", CultureInfo.InvariantCulture);
            return written;
        }

        int at = 0;
        if (value < 0)
        {
            destination[at++] = (byte)'-';
        }

        unchecked
        {
            // All quantities are bounded by construction; the products are meant to keep the high words.
            ulong bits = (ulong)BitConverter.DoubleToInt64Bits(size);
            int exponent = (int)(bits >> FractionBits) - ExponentBias;
            ulong fraction = bits & (HiddenBit - 1);
            ulong digits = size == (long)size ? (ulong)size : Shortest(fraction | HiddenBit, exponent, fraction == 0, out exponent);
            int power = size == (long)size ? 0 : exponent;
            while (power < 0 && digits % 10 == 0)
            {
                digits /= 10;
                power++;
            }

            return at + Lay(digits, power, destination[at..]);
        }
    }

    /// <summary>Decimal digits and power of ten of m 2^e; the interval below is half as wide when m is a power of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // As Write.
    private static ulong Shortest(ulong mantissa, int exponent, bool narrowBelow, out int power)
    {
        unchecked
        {
            ulong odd = mantissa & 1;
            ulong below = (4 * mantissa) - (narrowBelow ? 1UL : 2UL);
            ulong middle = 4 * mantissa;
            ulong above = (4 * mantissa) + 2;
            // floor(log10(2^e)), or of 3/4 2^e; floor(log2(10^-power)): multiplications by the logarithms, exact in the range of doubles.
            power = ((exponent * 1262611) - (narrowBelow ? 524031 : 0)) >> 22;
            int shift = exponent + ((-power * 1741647) >> 19) + 1;
            var (g1, g0) = Powers[-power];
            ulong low = RoundToOdd(g1, g0, below << shift) + odd;
            ulong centre = RoundToOdd(g1, g0, middle << shift);
            ulong high = RoundToOdd(g1, g0, above << shift) - odd;
            ulong s = centre / 4;
            ulong tens = s / 10;
            bool tensDown = low <= 40 * tens;
            bool tensUp = (40 * tens) + 40 <= high;
            if (s >= 10 && tensDown != tensUp)
            {
                power++;
                return tens + (tensUp ? 1UL : 0UL);
            }

            bool down = low <= 4 * s;
            bool up = (4 * s) + 4 <= high;
            if (down != up)
            {
                return s + (up ? 1UL : 0UL);
            }

            ulong half = (4 * s) + 2;
            return s + (centre > half || (centre == half && (s & 1) != 0) ? 1UL : 0UL);
        }
    }

    /// <summary>The high word of a product, its last bit set where the rest is not 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong RoundToOdd(ulong g1, ulong g0, ulong factor)
    {
        unchecked
        {
            ulong carried = Math.BigMul(g0, factor, out _);
            ulong high = Math.BigMul(g1, factor, out ulong low);
            low += carried;
            high += low < carried ? 1UL : 0UL;
            return high | (low > 1 ? 1UL : 0UL);
        }
    }

    /// <summary>Writes digits 10^power without an exponent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // As Write.
    private static int Lay(ulong digits, int power, Span<byte> destination)
    {
        unchecked
        {
            int count = CountDigits(digits);
            int whole = Math.Max(count + power, 1);
            int length = power >= 0 ? count + power : whole + 1 - power;
            if (power >= 0)
            {
                destination.Slice(count, power).Fill((byte)'0');
                Digits(digits, destination[..count]);
                return length;
            }

            // Digits behind the point, then those before it; a number below 1 has a 0 there.
            ulong unit = power > -Tens.Length ? Tens[-power] : ulong.MaxValue;
            ulong first = digits / unit;
            ulong behind = digits - (first * unit);
            Digits(behind, destination[(whole + 1)..length]);
            destination[whole] = (byte)'.';
            Digits(first, destination[..whole]);
            return length;
        }
    }

    /// <summary>Fills the destination from its end, zeros in front; two digits a step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // As Write.
    private static void Digits(ulong digits, Span<byte> destination)
    {
        unchecked
        {
            int i = destination.Length;
            for (; i >= 2; i -= 2)
            {
                ulong rest = digits / 100;
                int pair = (int)(digits - (rest * 100));
                int tens = (pair * 103) >> 10;
                destination[i - 1] = (byte)('0' + (pair - (tens * 10)));
                destination[i - 2] = (byte)('0' + tens);
                digits = rest;
            }

            if (i == 1)
            {
                destination[0] = (byte)('0' + digits);
            }
        }
    }

    /// <summary>Decimal digits of a number below 10^19: from its bits by the logarithm of 2, corrected by one comparison.</summary>
    private static int CountDigits(ulong value)
    {
        int count = ((BitOperations.Log2(value | 1) + 1) * 1233) >> 12;
        return count + (value >= Tens[count] ? 1 : 0);
    }

    private static ulong[] CreateTens()
    {
        ulong[] tens = new ulong[20];
        tens[0] = 1;
        for (int i = 1; i < tens.Length; i++)
        {
            tens[i] = tens[i - 1] * 10;
        }

        return tens;
    }

    /// <summary>10^0 to 10^22, the highest bit moved to the top.</summary>
    private static (ulong High, ulong Low)[] CreatePowers()
    {
        var powers = new (ulong High, ulong Low)[23];
        UInt128 ten = 1;
        for (int i = 0; i < powers.Length; i++)
        {
            var top = ten << (int)UInt128.LeadingZeroCount(ten);
            powers[i] = ((ulong)(top >> 64), (ulong)(top & ulong.MaxValue));
            ten *= 10;
        }

        return powers;
    }
}
