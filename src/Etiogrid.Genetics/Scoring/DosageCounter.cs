using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Etiogrid.Genetics.Scoring;

/// <summary>
/// Sums named-allele dosages over up to 64 rows with bit-sliced counters: two bits a person grow to four, then to eight.
/// A missing genotype (code 01) counts as 1 here; the caller takes that back, since missing genotypes are few.
/// </summary>
internal static unsafe class DosageCounter
{
    /// <summary>People of one call.</summary>
    public const int People = 256;

    private const int RowsInFourBits = 7;

    /// <summary>Adds to 256 sums. Code 00 holds two copies of allele 1, so rows that name allele 1 are inverted first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first call.
    public static void Add(byte* rows, int* offsets, ReadOnlySpan<bool> namesAllele1, ReadOnlySpan<int> selected, double* sums)
    {
        var threes = Vector512.Create((byte)0x33);
        var fives = Vector512.Create((byte)0x55);
        var nibble = Vector512.Create((byte)0x0F);
        Vector512<byte> p0 = default, p1 = default, p2 = default, p3 = default;
        int at = 0;
        while (at < selected.Length)
        {
            Vector512<byte> even = default, odd = default;
            int end = Math.Min(at + RowsInFourBits, selected.Length);
            for (; at < end; at++)
            {
                int r = selected[at];
                var word = Vector512.Load(rows + offsets[r]);
                word = namesAllele1[r] ? ~word : word;
                var pair = (word & fives) + ((word.AsUInt16() >>> 1).AsByte() & fives);
                even += pair & threes;
                odd += (pair.AsUInt16() >>> 2).AsByte() & threes;
            }

            p0 += even & nibble;
            p1 += odd & nibble;
            p2 += (even.AsUInt16() >>> 4).AsByte() & nibble;
            p3 += (odd.AsUInt16() >>> 4).AsByte() & nibble;
        }

        byte* counts = stackalloc byte[People];
        p0.Store(counts);
        p1.Store(counts + 64);
        p2.Store(counts + 128);
        p3.Store(counts + 192);
        for (int i = 0; i < People; i++)
        {
            sums[i] += counts[((i & 3) << 6) + (i >> 2)];
        }
    }
}
