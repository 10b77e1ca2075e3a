using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Etiogrid.Genetics.Genotypes;

/// <summary>Counts and conversions on packed hard calls (see <see cref="IGenotypeSource"/> for the layout).</summary>
public static class PackedGenotypes
{
    private const ulong LowBits = 0x5555555555555555;

    /// <summary>Dosage of allele 1 by code 00, 01, 10, 11.</summary>
    internal static ReadOnlySpan<double> DosageByCode => [2, double.NaN, 1, 0];

    /// <summary>Genotype counts over the people of a mask made by <see cref="Mask"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first call.
    public static GenotypeCounts Count(ReadOnlySpan<byte> packed, ReadOnlySpan<byte> mask)
    {
        if (packed.Length != mask.Length)
        {
            throw new ArgumentException($"Mask and genotypes must have the same length; found {mask.Length} and {packed.Length}.", nameof(mask));
        }

        var words = MemoryMarshal.Cast<byte, ulong>(packed);
        var masks = MemoryMarshal.Cast<byte, ulong>(mask);
        int low = 0, high = 0, both = 0, people = 0;
        unchecked
        {
            // Counts stay below 2^31; overflow checks cost a third of this loop.
            for (int i = 0; i < words.Length; i++)
            {
                Add(words[i], masks[i], ref low, ref high, ref both, ref people);
            }

            for (int i = words.Length * 8; i < packed.Length; i++)
            {
                Add(packed[i], mask[i], ref low, ref high, ref both, ref people);
            }
        }

        int missing = low - both;
        int one = high - both;
        return new(people - missing - one - both, one, both, missing);
    }

    /// <summary>Genotype counts over all people; bits behind the last person must be 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first call.
    public static GenotypeCounts Count(ReadOnlySpan<byte> packed, int people)
    {
        ref byte start = ref MemoryMarshal.GetReference(packed);
        int low = 0, high = 0, both = 0;
        int at = 0;
        unchecked
        {
            while (packed.Length - at >= Vector512<byte>.Count)
            {
                // Bytes hold counts of at most 4 a vector: 63 vectors stay below 256.
                int end = Math.Min(packed.Length - Vector512<byte>.Count, at + (62 * Vector512<byte>.Count));
                Vector512<byte> lows = default, highs = default, boths = default;
                for (; at <= end; at += Vector512<byte>.Count)
                {
                    var word = Vector512.LoadUnsafe(ref start, (nuint)at);
                    var lo = word & Vector512.Create((byte)0x55);
                    var hi = (word.AsUInt16() >>> 1).AsByte() & Vector512.Create((byte)0x55);
                    lows += BitsPerByte(lo);
                    highs += BitsPerByte(hi);
                    boths += BitsPerByte(lo & hi);
                }

                low += Total(lows);
                high += Total(highs);
                both += Total(boths);
            }

            for (; at < packed.Length; at++)
            {
                uint word = packed[at];
                low += BitOperations.PopCount(word & 0x55);
                high += BitOperations.PopCount(word & 0xAA);
                both += BitOperations.PopCount(word & (word >> 1) & 0x55);
            }
        }

        int missing = low - both;
        int one = high - both;
        return new(people - missing - one - both, one, both, missing);
    }

    /// <summary>Counts the bits of bytes whose odd bits are 0.</summary>
    private static Vector512<byte> BitsPerByte(Vector512<byte> bits)
    {
        var pairs = (bits & Vector512.Create((byte)0x33)) + ((bits.AsUInt16() >>> 2).AsByte() & Vector512.Create((byte)0x33));
        return (pairs + (pairs.AsUInt16() >>> 4).AsByte()) & Vector512.Create((byte)0x0F);
    }

    private static int Total(Vector512<byte> counts)
    {
        var (low, high) = Vector512.Widen(counts);
        return Vector512.Sum(low + high);
    }

    /// <summary>A mask with 01 for each person chosen.</summary>
    public static byte[] Mask(IReadOnlyList<GenotypeSample> samples, Func<GenotypeSample, bool> chosen)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(chosen);
        byte[] mask = new byte[(samples.Count + 3) / 4];
        for (int i = 0; i < samples.Count; i++)
        {
            if (chosen(samples[i]))
            {
                mask[i >> 2] |= (byte)(1 << ((i & 3) * 2));
            }
        }

        return mask;
    }

    /// <summary>Dosages of allele 1, NaN for missing.</summary>
    public static void Unpack(ReadOnlySpan<byte> packed, Span<double> dosages)
    {
        var table = DosageByCode;
        for (int i = 0; i < dosages.Length; i++)
        {
            dosages[i] = table[(packed[i >> 2] >> ((i & 3) * 2)) & 3];
        }
    }

    /// <summary>Clears the bits behind the last person.</summary>
    internal static void ClearTail(Span<byte> packed, int people)
    {
        int used = people & 3;
        if (used != 0)
        {
            packed[^1] &= (byte)((1 << (2 * used)) - 1);
        }
    }

    private static void Add(ulong word, ulong mask, ref int low, ref int high, ref int both, ref int people)
    {
        unchecked
        {
            ulong lo = word & mask;
            ulong hi = (word >> 1) & mask;
            low += BitOperations.PopCount(lo & LowBits);
            high += BitOperations.PopCount(hi & LowBits);
            both += BitOperations.PopCount(lo & hi & LowBits);
            people += BitOperations.PopCount(mask);
        }
    }
}
