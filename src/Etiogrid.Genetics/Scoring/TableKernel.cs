using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Etiogrid.Genetics.Scoring;

/// <summary>
/// acc[i] += table_r[code_r(i)] over rows r in order, for 64 people at a time: the two-bit code selects one of four doubles.
/// Each person's additions happen in row order in every path, so vector width cannot change a bit.
/// </summary>
internal static unsafe class TableKernel
{
    /// <summary>People of one call.</summary>
    public const int Tile = 64;

    /// <summary>Doubles stored for each row: the four entries twice, so that a third index bit does not matter.</summary>
    public const int TableStride = 8;

    /// <summary>Adds <paramref name="count"/> rows to 64 accumulators.</summary>
    /// <param name="rows">First byte of the tile in row 0.</param>
    /// <param name="offsets">Byte distance of each row from <paramref name="rows"/>.</param>
    /// <param name="tables">Eight doubles a row.</param>
    /// <param name="selected">Which rows, in order.</param>
    /// <param name="count">How many.</param>
    /// <param name="accumulators">64 doubles.</param>
    public static void Accumulate(byte* rows, int* offsets, double* tables, int* selected, int count, double* accumulators)
    {
        if (Avx512F.IsSupported)
        {
            Accumulate512(rows, offsets, tables, selected, count, accumulators);
        }
        else if (Avx2.IsSupported)
        {
            Accumulate256(rows, offsets, tables, selected, count, accumulators);
        }
        else
        {
            AccumulateScalar(rows, offsets, tables, selected, count, accumulators);
        }
    }

    /// <summary>The reference path.</summary>
    public static void AccumulateScalar(byte* rows, int* offsets, double* tables, int* selected, int count, double* accumulators)
    {
        for (int s = 0; s < count; s++)
        {
            byte* row = rows + offsets[selected[s]];
            double* table = tables + (selected[s] * TableStride);
            for (int i = 0; i < Tile; i++)
            {
                accumulators[i] += table[(row[i >> 2] >> ((i & 3) * 2)) & 3];
            }
        }
    }

    /// <summary>Four lanes: two in-lane selections and a blend by the high bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first call.
    public static void Accumulate256(byte* rows, int* offsets, double* tables, int* selected, int count, double* accumulators)
    {
        for (int quarter = 0; quarter < 4; quarter++)
        {
            double* target = accumulators + (16 * quarter);
            var a0 = Vector256.Load(target);
            var a1 = Vector256.Load(target + 4);
            var a2 = Vector256.Load(target + 8);
            var a3 = Vector256.Load(target + 12);
            for (int s = 0; s < count; s++)
            {
                double* table = tables + (selected[s] * TableStride);
                var low = Vector128.Load(table);
                var high = Vector128.Load(table + 2);
                var lowPair = Vector256.Create(low, low);
                var highPair = Vector256.Create(high, high);
                var word = Vector256.Create((ulong)*(uint*)(rows + offsets[selected[s]] + (4 * quarter)) << 1);
                a0 += Select(lowPair, highPair, Avx2.ShiftRightLogicalVariable(word, Vector256.Create(0UL, 2, 4, 6)));
                a1 += Select(lowPair, highPair, Avx2.ShiftRightLogicalVariable(word, Vector256.Create(8UL, 10, 12, 14)));
                a2 += Select(lowPair, highPair, Avx2.ShiftRightLogicalVariable(word, Vector256.Create(16UL, 18, 20, 22)));
                a3 += Select(lowPair, highPair, Avx2.ShiftRightLogicalVariable(word, Vector256.Create(24UL, 26, 28, 30)));
            }

            a0.Store(target);
            a1.Store(target + 4);
            a2.Store(target + 8);
            a3.Store(target + 12);
        }
    }

    /// <summary>Eight lanes: one shift, one permutation, one addition for eight people.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first call.
    public static void Accumulate512(byte* rows, int* offsets, double* tables, int* selected, int count, double* accumulators)
    {
        var s0 = Vector512.Create(0UL, 2, 4, 6, 8, 10, 12, 14);
        var s1 = s0 + Vector512.Create(16UL);
        var s2 = s0 + Vector512.Create(32UL);
        var s3 = s0 + Vector512.Create(48UL);
        var a0 = Vector512.Load(accumulators);
        var a1 = Vector512.Load(accumulators + 8);
        var a2 = Vector512.Load(accumulators + 16);
        var a3 = Vector512.Load(accumulators + 24);
        var a4 = Vector512.Load(accumulators + 32);
        var a5 = Vector512.Load(accumulators + 40);
        var a6 = Vector512.Load(accumulators + 48);
        var a7 = Vector512.Load(accumulators + 56);
        for (int s = 0; s < count; s++)
        {
            int r = selected[s];
            ulong* row = (ulong*)(rows + offsets[r]);
            var table = Vector512.Load(tables + (r * TableStride));
            var first = Vector512.Create(row[0]);
            var second = Vector512.Create(row[1]);
            a0 += Avx512F.PermuteVar8x64(table, Avx512F.ShiftRightLogicalVariable(first, s0).AsInt64());
            a1 += Avx512F.PermuteVar8x64(table, Avx512F.ShiftRightLogicalVariable(first, s1).AsInt64());
            a2 += Avx512F.PermuteVar8x64(table, Avx512F.ShiftRightLogicalVariable(first, s2).AsInt64());
            a3 += Avx512F.PermuteVar8x64(table, Avx512F.ShiftRightLogicalVariable(first, s3).AsInt64());
            a4 += Avx512F.PermuteVar8x64(table, Avx512F.ShiftRightLogicalVariable(second, s0).AsInt64());
            a5 += Avx512F.PermuteVar8x64(table, Avx512F.ShiftRightLogicalVariable(second, s1).AsInt64());
            a6 += Avx512F.PermuteVar8x64(table, Avx512F.ShiftRightLogicalVariable(second, s2).AsInt64());
            a7 += Avx512F.PermuteVar8x64(table, Avx512F.ShiftRightLogicalVariable(second, s3).AsInt64());
        }

        a0.Store(accumulators);
        a1.Store(accumulators + 8);
        a2.Store(accumulators + 16);
        a3.Store(accumulators + 24);
        a4.Store(accumulators + 32);
        a5.Store(accumulators + 40);
        a6.Store(accumulators + 48);
        a7.Store(accumulators + 56);
    }

    private static Vector256<double> Select(Vector256<double> lowPair, Vector256<double> highPair, Vector256<ulong> control) =>
        Avx.BlendVariable(
            Avx.PermuteVar(lowPair, control.AsInt64()),
            Avx.PermuteVar(highPair, control.AsInt64()),
            Avx2.ShiftLeftLogical(control, 61).AsDouble());
}
