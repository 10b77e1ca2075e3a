using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Etiogrid.Genetics.Sets;

/// <summary>
/// acc[i] += table_r[code_r(i)] in single precision over some rows in order, 128 people at a time: for null scores, whose t needs no more
/// than six digits. Each person's additions happen in row order in every path, so vector width cannot change a bit.
/// </summary>
internal static unsafe class FloatTableKernel
{
    /// <summary>People of one call.</summary>
    public const int Tile = 128;

    /// <summary>Singles stored for each row: the four entries four times, so that higher index bits do not matter.</summary>
    public const int TableStride = 16;

    /// <summary>Adds rows to 128 accumulators.</summary>
    /// <param name="rows">First byte of each row.</param>
    /// <param name="start">Byte of the tile within a row.</param>
    /// <param name="tables">Sixteen singles a row.</param>
    /// <param name="selected">Which rows, in order.</param>
    /// <param name="sums">128 singles.</param>
    public static void Accumulate(nint* rows, int start, float* tables, ReadOnlySpan<int> selected, float* sums)
    {
        if (Avx512F.IsSupported)
        {
            Accumulate512(rows, start, tables, selected, sums);
        }
        else if (Avx2.IsSupported)
        {
            Accumulate256(rows, start, tables, selected, sums);
        }
        else
        {
            AccumulateScalar(rows, start, tables, selected, sums);
        }
    }

    /// <summary>The reference path.</summary>
    public static void AccumulateScalar(nint* rows, int start, float* tables, ReadOnlySpan<int> selected, float* sums)
    {
        foreach (int r in selected)
        {
            byte* row = (byte*)rows[r] + start;
            float* table = tables + ((long)r * TableStride);
            for (int i = 0; i < Tile; i++)
            {
                sums[i] += table[(row[i >> 2] >> ((i & 3) * 2)) & 3];
            }
        }
    }

    /// <summary>Eight lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first call.
    public static void Accumulate256(nint* rows, int start, float* tables, ReadOnlySpan<int> selected, float* sums)
    {
        var low = Vector256.Create(0U, 2, 4, 6, 8, 10, 12, 14);
        var high = low + Vector256.Create(16U);
        for (int part = 0; part < Tile; part += 16)
        {
            var a = Vector256.Load(sums + part);
            var b = Vector256.Load(sums + part + 8);
            foreach (int r in selected)
            {
                var word = Vector256.Create(*(uint*)((byte*)rows[r] + start + (part / 4)));
                var table = Vector256.Load(tables + ((long)r * TableStride));
                a += Avx2.PermuteVar8x32(table, Avx2.ShiftRightLogicalVariable(word, low).AsInt32());
                b += Avx2.PermuteVar8x32(table, Avx2.ShiftRightLogicalVariable(word, high).AsInt32());
            }

            a.Store(sums + part);
            b.Store(sums + part + 8);
        }
    }

    /// <summary>Sixteen lanes: one shift, one permutation, one addition for sixteen people.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first call.
    public static void Accumulate512(nint* rows, int start, float* tables, ReadOnlySpan<int> selected, float* sums)
    {
        var shift = Vector512.Create(0U, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
        var a0 = Vector512.Load(sums);
        var a1 = Vector512.Load(sums + 16);
        var a2 = Vector512.Load(sums + 32);
        var a3 = Vector512.Load(sums + 48);
        var a4 = Vector512.Load(sums + 64);
        var a5 = Vector512.Load(sums + 80);
        var a6 = Vector512.Load(sums + 96);
        var a7 = Vector512.Load(sums + 112);
        foreach (int r in selected)
        {
            uint* row = (uint*)((byte*)rows[r] + start);
            var table = Vector512.Load(tables + ((long)r * TableStride));
            a0 += Avx512F.PermuteVar16x32(table, Avx512F.ShiftRightLogicalVariable(Vector512.Create(row[0]), shift).AsInt32());
            a1 += Avx512F.PermuteVar16x32(table, Avx512F.ShiftRightLogicalVariable(Vector512.Create(row[1]), shift).AsInt32());
            a2 += Avx512F.PermuteVar16x32(table, Avx512F.ShiftRightLogicalVariable(Vector512.Create(row[2]), shift).AsInt32());
            a3 += Avx512F.PermuteVar16x32(table, Avx512F.ShiftRightLogicalVariable(Vector512.Create(row[3]), shift).AsInt32());
            a4 += Avx512F.PermuteVar16x32(table, Avx512F.ShiftRightLogicalVariable(Vector512.Create(row[4]), shift).AsInt32());
            a5 += Avx512F.PermuteVar16x32(table, Avx512F.ShiftRightLogicalVariable(Vector512.Create(row[5]), shift).AsInt32());
            a6 += Avx512F.PermuteVar16x32(table, Avx512F.ShiftRightLogicalVariable(Vector512.Create(row[6]), shift).AsInt32());
            a7 += Avx512F.PermuteVar16x32(table, Avx512F.ShiftRightLogicalVariable(Vector512.Create(row[7]), shift).AsInt32());
        }

        a0.Store(sums);
        a1.Store(sums + 16);
        a2.Store(sums + 32);
        a3.Store(sums + 48);
        a4.Store(sums + 64);
        a5.Store(sums + 80);
        a6.Store(sums + 96);
        a7.Store(sums + 112);
    }
}
