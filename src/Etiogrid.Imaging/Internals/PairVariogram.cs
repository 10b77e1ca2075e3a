using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Imaging.Internals;

/// <summary>
/// Semivariograms of many maps over one list of region pairs: γ_b = Σ_p w(p, b) ½(x_i(p) - x_j(p))². Eight maps lie side by side in vector
/// registers, so no gathers are needed and five bins stay in registers while the pairs pass. Each sum runs over the pairs from first to last
/// with fused multiply-adds, one lane a map: no bit depends on the vector width or on which maps go together.
/// </summary>
internal sealed class PairVariogram
{
    private const int Lanes = 8;
    private const int BinsTogether = 5;

    /// <summary>Pairs whose half squared differences (8 maps) stay in the first cache level.</summary>
    private const int PairBlock = 256;

    private readonly int[] _first;
    private readonly int[] _second;
    private readonly double[] _weights;
    private readonly int _bins;

    /// <summary>Pairs of regions and, pairs x bins, their weights.</summary>
    public PairVariogram(int[] first, int[] second, Matrix kernel)
    {
        _first = first;
        _second = second;
        _bins = kernel.Columns;

        // Group by group of five bins: the weights a pass reads lie one after the other.
        int groups = (_bins + BinsTogether - 1) / BinsTogether;
        _weights = new double[groups * first.Length * BinsTogether];
        for (int b = 0; b < _bins; b++)
        {
            for (int p = 0; p < first.Length; p++)
            {
                _weights[(((b / BinsTogether * first.Length) + p) * BinsTogether) + (b % BinsTogether)] = kernel[p, b];
            }
        }
    }

    /// <summary>Semivariograms of each row of <paramref name="maps"/>; rows x bins.</summary>
    public Matrix Of(Matrix maps)
    {
        var result = new Matrix(maps.Rows, _bins);
        double[] lanes = new double[maps.Columns * Lanes];
        double[] halves = new double[PairBlock * Lanes];
        int groups = _weights.Length / Math.Max(1, _first.Length * BinsTogether);
        double[] sums = new double[groups * BinsTogether * Lanes];
        for (int start = 0; start < maps.Rows; start += Lanes)
        {
            int count = Math.Min(Lanes, maps.Rows - start);
            for (int m = 0; m < count; m++)
            {
                var map = maps.Row(start + m);
                for (int i = 0; i < map.Length; i++)
                {
                    lanes[(i * Lanes) + m] = map[i];
                }
            }

            Array.Clear(sums);
            for (int pair = 0; pair < _first.Length; pair += PairBlock)
            {
                int length = Math.Min(PairBlock, _first.Length - pair);
                Halve(lanes, pair, length, halves);
                for (int g = 0; g < groups; g++)
                {
                    Accumulate(halves, length, ((g * _first.Length) + pair) * BinsTogether, sums.AsSpan(g * BinsTogether * Lanes, BinsTogether * Lanes));
                }
            }

            for (int m = 0; m < count; m++)
            {
                for (int b = 0; b < _bins; b++)
                {
                    result[start + m, b] = sums[(b * Lanes) + m];
                }
            }
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Halve(double[] lanes, int pair, int length, double[] halves)
    {
        var half = Vector256.Create(0.5);
        for (int p = 0; p < length; p++)
        {
            var a = lanes.AsSpan(_first[pair + p] * Lanes, Lanes);
            var b = lanes.AsSpan(_second[pair + p] * Lanes, Lanes);
            var low = Vector256.Create<double>(a) - Vector256.Create<double>(b);
            var high = Vector256.Create<double>(a[4..]) - Vector256.Create<double>(b[4..]);
            var to = halves.AsSpan(p * Lanes, Lanes);
            (half * low * low).CopyTo(to);
            (half * high * high).CopyTo(to[4..]);
        }
    }

    /// <summary>Adds a block of pairs to five bins of eight maps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Accumulate(double[] halves, int length, int firstWeight, Span<double> sums)
    {
        // Both spans are cut to size here, so that the innermost loop needs no checks.
        ref double h = ref MemoryMarshal.GetReference(halves.AsSpan(0, length * Lanes));
        ref double w = ref MemoryMarshal.GetReference(_weights.AsSpan(firstWeight, length * BinsTogether));
        ref double s = ref MemoryMarshal.GetReference(sums[..(BinsTogether * Lanes)]);
        unchecked
        {
            var (a0, b0) = (Vector256.LoadUnsafe(ref s), Vector256.LoadUnsafe(ref s, 4));
            var (a1, b1) = (Vector256.LoadUnsafe(ref s, 8), Vector256.LoadUnsafe(ref s, 12));
            var (a2, b2) = (Vector256.LoadUnsafe(ref s, 16), Vector256.LoadUnsafe(ref s, 20));
            var (a3, b3) = (Vector256.LoadUnsafe(ref s, 24), Vector256.LoadUnsafe(ref s, 28));
            var (a4, b4) = (Vector256.LoadUnsafe(ref s, 32), Vector256.LoadUnsafe(ref s, 36));
            for (int p = 0; p < length; p++)
            {
                var low = Vector256.LoadUnsafe(ref h);
                var high = Vector256.LoadUnsafe(ref h, 4);
                var w0 = Vector256.Create(w);
                a0 = Vector256.FusedMultiplyAdd(low, w0, a0);
                b0 = Vector256.FusedMultiplyAdd(high, w0, b0);
                var w1 = Vector256.Create(Unsafe.Add(ref w, 1));
                a1 = Vector256.FusedMultiplyAdd(low, w1, a1);
                b1 = Vector256.FusedMultiplyAdd(high, w1, b1);
                var w2 = Vector256.Create(Unsafe.Add(ref w, 2));
                a2 = Vector256.FusedMultiplyAdd(low, w2, a2);
                b2 = Vector256.FusedMultiplyAdd(high, w2, b2);
                var w3 = Vector256.Create(Unsafe.Add(ref w, 3));
                a3 = Vector256.FusedMultiplyAdd(low, w3, a3);
                b3 = Vector256.FusedMultiplyAdd(high, w3, b3);
                var w4 = Vector256.Create(Unsafe.Add(ref w, 4));
                a4 = Vector256.FusedMultiplyAdd(low, w4, a4);
                b4 = Vector256.FusedMultiplyAdd(high, w4, b4);
                h = ref Unsafe.Add(ref h, Lanes);
                w = ref Unsafe.Add(ref w, BinsTogether);
            }

            a0.StoreUnsafe(ref s);
            b0.StoreUnsafe(ref s, 4);
            a1.StoreUnsafe(ref s, 8);
            b1.StoreUnsafe(ref s, 12);
            a2.StoreUnsafe(ref s, 16);
            b2.StoreUnsafe(ref s, 20);
            a3.StoreUnsafe(ref s, 24);
            b3.StoreUnsafe(ref s, 28);
            a4.StoreUnsafe(ref s, 32);
            b4.StoreUnsafe(ref s, 36);
        }
    }
}
