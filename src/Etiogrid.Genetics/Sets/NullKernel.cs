using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Etiogrid.Genetics.Sets;

/// <summary>
/// Null scores of 256 people in fixed point: sums[place] += table_t[code_t(person)] over some terms. Whole numbers add up exactly, so neither
/// order nor vector width can change a bit. Within 256 people the sum of person p stands at 32 (p mod 8) + p / 8 (see <see cref="PlaceOf"/>):
/// a 16-bit lane holds the codes of eight people, and shifts of whole vectors bring one after the other to its low end.
/// </summary>
internal static unsafe class NullKernel
{
    /// <summary>People of one call.</summary>
    public const int People = 256;

    /// <summary>Bytes of one term's codes for these people.</summary>
    public const int RowLength = People / 4;

    /// <summary>Terms that are summed in 16 bits.</summary>
    public const int Together = 8;

    /// <summary>Largest entry of a table: eight of them fit 16 bits.</summary>
    public const int LargestEntry = short.MaxValue / Together;

    /// <summary>Where a person's sum stands.</summary>
    public static int PlaceOf(int person) => (person & ~(People - 1)) + (32 * (person & 7)) + ((person & (People - 1)) >> 3);

    /// <summary>Asks for the codes of terms that are needed soon.</summary>
    public static void Prefetch(byte* rows, ReadOnlySpan<int> terms)
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        foreach (int t in terms)
        {
            Sse.Prefetch1(rows + ((long)t * RowLength));
        }
    }

    /// <summary>Adds terms.</summary>
    /// <param name="rows">Codes, <see cref="RowLength"/> bytes a term.</param>
    /// <param name="tables">Four 16-bit entries a term, that of code 0 lowest.</param>
    /// <param name="terms">Which terms.</param>
    /// <param name="sums">256 sums.</param>
    public static void Add(byte* rows, ulong* tables, ReadOnlySpan<int> terms, int* sums)
    {
        while (!terms.IsEmpty)
        {
            var some = terms[..Math.Min(Together, terms.Length)];
            if (Avx512BW.IsSupported)
            {
                Add512(rows, tables, some, sums);
            }
            else if (Avx2.IsSupported)
            {
                Add256(rows, tables, some, sums);
            }
            else
            {
                AddScalar(rows, tables, some, sums);
            }

            terms = terms[some.Length..];
        }
    }

    /// <summary>The reference path.</summary>
    public static void AddScalar(byte* rows, ulong* tables, ReadOnlySpan<int> terms, int* sums)
    {
        foreach (int t in terms)
        {
            byte* row = rows + ((long)t * RowLength);
            for (int i = 0; i < People; i++)
            {
                int code = (row[i >> 2] >> ((i & 3) * 2)) & 3;
                sums[PlaceOf(i)] += unchecked((short)(tables[t] >> (16 * code)));
            }
        }
    }

    /// <summary>Sixteen lanes: code k of each word becomes a byte index for one byte shuffle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first call.
    public static void Add256(byte* rows, ulong* tables, ReadOnlySpan<int> terms, int* sums)
    {
        for (int half = 0; half < 2; half++)
        {
            Vector256<short> a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default, a6 = default, a7 = default;
            foreach (int t in terms)
            {
                var words = Vector256.Load((ushort*)(rows + ((long)t * RowLength) + (32 * half)));
                var table = Vector256.Create(tables[t]).AsByte();
                a0 += Look(table, words);
                a1 += Look(table, words >>> 2);
                a2 += Look(table, words >>> 4);
                a3 += Look(table, words >>> 6);
                a4 += Look(table, words >>> 8);
                a5 += Look(table, words >>> 10);
                a6 += Look(table, words >>> 12);
                a7 += Look(table, words >>> 14);
            }

            Widen(a0, sums + (16 * half));
            Widen(a1, sums + (16 * half) + 32);
            Widen(a2, sums + (16 * half) + 64);
            Widen(a3, sums + (16 * half) + 96);
            Widen(a4, sums + (16 * half) + 128);
            Widen(a5, sums + (16 * half) + 160);
            Widen(a6, sums + (16 * half) + 192);
            Widen(a7, sums + (16 * half) + 224);
        }
    }

    /// <summary>Thirty-two lanes, two terms at a time: their codes form one of sixteen entries, which one permutation looks up for 32 people.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first call.
    public static void Add512(byte* rows, ulong* tables, ReadOnlySpan<int> terms, int* sums)
    {
        var first = Vector512.Create((ushort)0x3333);
        var secondCode = Vector512.Create((short)0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3);
        Vector512<short> a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default, a6 = default, a7 = default;
        for (int i = 0; i < terms.Length; i += 2)
        {
            bool paired = i + 1 < terms.Length;
            int t = terms[i];
            int u = paired ? terms[i + 1] : t;
            var table = Vector512.Create(tables[t]).AsInt16() + Avx512BW.PermuteVar32x16(Vector512.Create(paired ? tables[u] : 0).AsInt16(), secondCode);
            var a = Vector512.Load((ushort*)(rows + ((long)t * RowLength)));
            var b = Vector512.Load((ushort*)(rows + ((long)u * RowLength)));
            // Nibbles of both codes: of people 0, 2, 4, 6 of each word, then of 1, 3, 5, 7.
            var even = Vector512.ConditionalSelect(first, a, b << 2);
            var odd = Vector512.ConditionalSelect(first, a >>> 2, b);
            a0 += Avx512BW.PermuteVar32x16(table, even.AsInt16());
            a1 += Avx512BW.PermuteVar32x16(table, odd.AsInt16());
            a2 += Avx512BW.PermuteVar32x16(table, (even >>> 4).AsInt16());
            a3 += Avx512BW.PermuteVar32x16(table, (odd >>> 4).AsInt16());
            a4 += Avx512BW.PermuteVar32x16(table, (even >>> 8).AsInt16());
            a5 += Avx512BW.PermuteVar32x16(table, (odd >>> 8).AsInt16());
            a6 += Avx512BW.PermuteVar32x16(table, (even >>> 12).AsInt16());
            a7 += Avx512BW.PermuteVar32x16(table, (odd >>> 12).AsInt16());
        }

        Widen(a0, sums);
        Widen(a1, sums + 32);
        Widen(a2, sums + 64);
        Widen(a3, sums + 96);
        Widen(a4, sums + 128);
        Widen(a5, sums + 160);
        Widen(a6, sums + 192);
        Widen(a7, sums + 224);
    }

    /// <summary>Sum of weighted squares; single precision within the 256, in an order that is always the same.</summary>
    /// <param name="sums">256 sums.</param>
    /// <param name="weights">As many weights, or null for 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first call.
    public static double Squares(int* sums, float* weights)
    {
        Vector512<float> a = default, b = default, c = default, d = default;
        for (int i = 0; i < People; i += 64)
        {
            a += Square(sums + i, weights, i);
            b += Square(sums + i + 16, weights, i + 16);
            c += Square(sums + i + 32, weights, i + 32);
            d += Square(sums + i + 48, weights, i + 48);
        }

        return Vector512.Sum(a + b + (c + d));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Square(int* sums, float* weights, int at)
    {
        var value = Vector512.ConvertToSingle(Vector512.Load(sums));
        return weights is null ? value * value : value * value * Vector512.Load(weights + at);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Look(Vector256<byte> table, Vector256<ushort> codes)
    {
        // Code 0..3 becomes the byte pair 2c, 2c + 1.
        var code = (codes & Vector256.Create((ushort)3)).AsInt16();
        var index = Avx2.MultiplyLow(code, Vector256.Create((short)0x0202)) + Vector256.Create((short)0x0100);
        return Avx2.Shuffle(table, index.AsByte()).AsInt16();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Widen(Vector256<short> part, int* sums)
    {
        var (low, high) = Vector256.Widen(part);
        (Vector256.Load(sums) + low).Store(sums);
        (Vector256.Load(sums + 8) + high).Store(sums + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Widen(Vector512<short> part, int* sums)
    {
        var (low, high) = Vector512.Widen(part);
        (Vector512.Load(sums) + low).Store(sums);
        (Vector512.Load(sums + 16) + high).Store(sums + 16);
    }
}
