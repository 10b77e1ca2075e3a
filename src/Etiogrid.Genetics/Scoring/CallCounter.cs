using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Etiogrid.Genetics.Scoring;

/// <summary>
/// Sums named-allele dosages and counts missing genotypes over up to 64 rows with bit-sliced counters: two bits a person grow to four,
/// then to eight, then to whole numbers. Sums stand in planes: see <see cref="PlaceOf"/>.
/// </summary>
internal static unsafe class CallCounter
{
    /// <summary>People of one call.</summary>
    public const int People = 256;

    /// <summary>Rows that a three-row sum of bits in two bits, and a seven-row sum of dosages in four bits, both hold.</summary>
    private const int RowsInFourBits = 6;

    /// <summary>Where a person's sum stands: of 256 people first those whose number leaves 0 when divided by 4, then 1, 2, 3.</summary>
    public static int PlaceOf(int person) => (person & ~(People - 1)) + ((person & 3) << 6) + ((person & (People - 1)) >> 2);

    /// <summary>Adds to the sums of 256 people. Code 00 holds two copies of allele 1, so rows that name allele 1 are inverted first.</summary>
    /// <param name="rows">First byte of these people in row 0.</param>
    /// <param name="offsets">Byte distance of each row from <paramref name="rows"/>.</param>
    /// <param name="namesAllele1">By row.</param>
    /// <param name="selected">Which rows; at most 64.</param>
    /// <param name="dosages">Sums of observed dosages, in planes.</param>
    /// <param name="missing">Numbers of missing genotypes, in planes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first call.
    public static void Add(byte* rows, int* offsets, ReadOnlySpan<bool> namesAllele1, ReadOnlySpan<int> selected, int* dosages, int* missing)
    {
        var threes = Vector512.Create((byte)0x33);
        var fives = Vector512.Create((byte)0x55);
        var nibble = Vector512.Create((byte)0x0F);
        Vector512<byte> p0 = default, p1 = default, p2 = default, p3 = default, m0 = default, m1 = default, m2 = default, m3 = default;
        int at = 0;
        while (at < selected.Length)
        {
            Vector512<byte> even = default, odd = default, evenMissing = default, oddMissing = default, part = default;
            int end = Math.Min(at + RowsInFourBits, selected.Length);
            int half = Math.Min(at + (RowsInFourBits / 2), end);
            for (; at < end; at++)
            {
                if (at == half)
                {
                    evenMissing += part & threes;
                    oddMissing += (part.AsUInt16() >>> 2).AsByte() & threes;
                    part = default;
                }

                int r = selected[at];
                var word = Vector512.Load(rows + offsets[r]);
                var low = word & fives;
                var high = (word.AsUInt16() >>> 1).AsByte() & fives;
                part += low & ~high;
                // Low plus high is 2 minus the dosage of allele 1, 1 for missing.
                var pair = low + high;
                pair = namesAllele1[r] ? fives + fives - pair : pair;
                even += pair & threes;
                odd += (pair.AsUInt16() >>> 2).AsByte() & threes;
            }

            evenMissing += part & threes;
            oddMissing += (part.AsUInt16() >>> 2).AsByte() & threes;
            p0 += even & nibble;
            p1 += odd & nibble;
            p2 += (even.AsUInt16() >>> 4).AsByte() & nibble;
            p3 += (odd.AsUInt16() >>> 4).AsByte() & nibble;
            m0 += evenMissing & nibble;
            m1 += oddMissing & nibble;
            m2 += (evenMissing.AsUInt16() >>> 4).AsByte() & nibble;
            m3 += (oddMissing.AsUInt16() >>> 4).AsByte() & nibble;
        }

        Widen(p0 - m0, dosages);
        Widen(p1 - m1, dosages + 64);
        Widen(p2 - m2, dosages + 128);
        Widen(p3 - m3, dosages + 192);
        Widen(m0, missing);
        Widen(m1, missing + 64);
        Widen(m2, missing + 128);
        Widen(m3, missing + 192);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Widen(Vector512<byte> counts, int* sums)
    {
        var (low, high) = Vector512.Widen(counts);
        var (a, b) = Vector512.Widen(low);
        var (c, d) = Vector512.Widen(high);
        (Vector512.Load(sums) + a.AsInt32()).Store(sums);
        (Vector512.Load(sums + 16) + b.AsInt32()).Store(sums + 16);
        (Vector512.Load(sums + 32) + c.AsInt32()).Store(sums + 32);
        (Vector512.Load(sums + 48) + d.AsInt32()).Store(sums + 48);
    }
}
