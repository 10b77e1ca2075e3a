using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Genetics.Clumping;

/// <summary>
/// r2 between variants of a genotype file over its founders. Variants are kept as bit planes (one copy, two copies, called); when the kept
/// planes pass a limit all are dropped and read again as needed, which changes no result.
/// </summary>
internal sealed class LdGenotypes : IDisposable
{
    private const long LargestCache = 96L << 20;
    private const ulong LowBits = 0x5555555555555555;

    /// <summary>Largest distance of a dosage from a whole number that still counts as a call: plink's hard-call threshold.</summary>
    private const double HardCallThreshold = 0.1;
    private readonly IGenotypeSource _genotypes;
    private readonly LdMeasure _measure;
    private readonly byte[] _founders;
    private readonly byte[] _packed;
    private readonly Dictionary<int, Planes> _cache = [];
    private long _cached;

    private readonly ConcurrentBag<ulong[]> _spare;
    private readonly int _words;
    private readonly int _people;

    /// <param name="genotypes">Genotypes.</param>
    /// <param name="measure">Measure of correlation.</param>
    /// <param name="spare">Plane arrays that calculators hand on to each other.</param>
    public LdGenotypes(IGenotypeSource genotypes, LdMeasure measure, ConcurrentBag<ulong[]>? spare = null)
    {
        _spare = spare ?? [];
        _words = (genotypes.PackedLength + 15) / 16;
        _people = genotypes.Samples.Count(s => s.IsFounder);
        _genotypes = genotypes;
        _measure = measure;
        _founders = PackedGenotypes.Mask(genotypes.Samples, s => s.IsFounder);
        _packed = new byte[genotypes.PackedLength];
    }

    /// <summary>r2 of two variants, 0 when one does not vary.</summary>
    public double Squared(int first, int second)
    {
        var a = Get(first);
        var b = Get(second);
        if (a.Dosages is not null || b.Dosages is not null)
        {
            double r = Correlation(a.Dosages ?? Unpacked(first), b.Dosages ?? Unpacked(second));
            return double.IsNaN(r) ? 0 : r * r;
        }

        var counts = Count(a, b);
        return _measure == LdMeasure.Em ? HaplotypeCorrelation.SquaredEm(counts) : HaplotypeCorrelation.SquaredDosage(counts);
    }

    private static double Correlation(double[] x, double[] y)
    {
        if (x.AsSpan().IndexOf(double.NaN) < 0 && y.AsSpan().IndexOf(double.NaN) < 0)
        {
            return Moments.Pearson(x, y);
        }

        int[] both = [.. Enumerable.Range(0, x.Length).Where(i => !double.IsNaN(x[i]) && !double.IsNaN(y[i]))];
        return Moments.Pearson(Array.ConvertAll(both, i => x[i]), Array.ConvertAll(both, i => y[i]));
    }

    /// <summary>The nine joint counts from four intersections and, where calls are missing, five more for the margins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first call.
    private JointCounts Count(Planes a, Planes b)
    {
        int hh = 0, ht = 0, th = 0, tt = 0;
        var ah = a.Words.AsSpan(0, _words);
        var at = a.Words.AsSpan(_words, _words);
        var bh = b.Words.AsSpan(0, _words);
        var bt = b.Words.AsSpan(_words, _words);
        unchecked
        {
            // Counts stay below 2^31.
            for (int i = 0; i < ah.Length; i++)
            {
                hh += BitOperations.PopCount(ah[i] & bh[i]);
                ht += BitOperations.PopCount(ah[i] & bt[i]);
                th += BitOperations.PopCount(at[i] & bh[i]);
                tt += BitOperations.PopCount(at[i] & bt[i]);
            }
        }

        var (ao, aw, bo, bw, called) = (a.One, a.Two, b.One, b.Two, a.Called);
        if (a.Called < _people || b.Called < _people)
        {
            var ac = a.Words.AsSpan(2 * _words, _words);
            var bc = b.Words.AsSpan(2 * _words, _words);
            ao = Both(ah, bc);
            aw = Both(at, bc);
            bo = Both(bh, ac);
            bw = Both(bt, ac);
            called = Both(ac, bc);
        }

        int h0 = ao - hh - ht;
        int t0 = aw - th - tt;
        int zh = bo - hh - th;
        int zt = bw - ht - tt;
        return new(called - ao - aw - zh - zt, zh, zt, h0, hh, ht, t0, th, tt);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first call.
    private static int Both(ReadOnlySpan<ulong> x, ReadOnlySpan<ulong> y)
    {
        int count = 0;
        unchecked
        {
            for (int i = 0; i < x.Length; i++)
            {
                count += BitOperations.PopCount(x[i] & y[i]);
            }
        }

        return count;
    }

    /// <summary>Hands the kept planes on.</summary>
    public void Dispose() => Drop();

    private void Drop()
    {
        foreach (var planes in _cache.Values)
        {
            if (planes.Words.Length > 0)
            {
                _spare.Add(planes.Words);
            }
        }

        _cache.Clear();
        _cached = 0;
    }

    private Planes Get(int variant)
    {
        if (_cache.TryGetValue(variant, out var planes))
        {
            return planes;
        }

        planes = Read(variant);
        long size = planes.Dosages is { } d ? 8L * d.Length : 24L * _words;
        if (_cached + size > LargestCache)
        {
            Drop();
        }

        _cache.Add(variant, planes);
        _cached += size;
        return planes;
    }

    private Planes Read(int variant)
    {
        if (!_genotypes.TryReadHardCalls(variant, _packed))
        {
            if (_measure == LdMeasure.Dosage)
            {
                return new([], 0, 0, 0, Unpacked(variant));
            }

            RoundToCalls(variant);
        }

        return FromPacked();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first call.
    private Planes FromPacked()
    {
        ulong[] words = _spare.TryTake(out ulong[]? used) ? used : new ulong[3 * _words];
        int one = 0, two = 0, called = 0;
        for (int w = 0; w < _words; w++)
        {
            var (o0, t0, c0) = Split(Word(_packed, 16 * w), Word(_founders, 16 * w));
            var (o1, t1, c1) = Split(Word(_packed, (16 * w) + 8), Word(_founders, (16 * w) + 8));
            words[w] = o0 | (o1 << 32);
            words[_words + w] = t0 | (t1 << 32);
            words[(2 * _words) + w] = c0 | (c1 << 32);
            one += BitOperations.PopCount(words[w]);
            two += BitOperations.PopCount(words[_words + w]);
            called += BitOperations.PopCount(words[(2 * _words) + w]);
        }

        return new(words, one, two, called, null);
    }

    /// <summary>Dosages of the founders.</summary>
    private double[] Unpacked(int variant)
    {
        double[] dosages = new double[_genotypes.Samples.Count];
        _genotypes.ReadDosages(variant, dosages);
        return [.. dosages.Where((_, i) => _genotypes.Samples[i].IsFounder)];
    }

    private void RoundToCalls(int variant)
    {
        double[] dosages = new double[_genotypes.Samples.Count];
        _genotypes.ReadDosages(variant, dosages);
        Array.Clear(_packed);
        for (int i = 0; i < dosages.Length; i++)
        {
            double nearest = Math.Round(dosages[i]);
            int code = Math.Abs(dosages[i] - nearest) <= HardCallThreshold ? nearest switch { 0 => 3, 1 => 2, _ => 0 } : 1;
            _packed[i >> 2] |= (byte)(code << ((i & 3) * 2));
        }
    }

    private static ulong Word(byte[] bytes, int at)
    {
        if (at + 8 <= bytes.Length)
        {
            return MemoryMarshal.Read<ulong>(bytes.AsSpan(at));
        }

        ulong word = 0;
        for (int i = bytes.Length - 1; i >= at; i--)
        {
            word = (word << 8) | bytes[i];
        }

        return word;
    }

    /// <summary>Planes of 32 people of the mask: one copy (10), two copies (00), called (not 01).</summary>
    private static (ulong One, ulong Two, ulong Called) Split(ulong word, ulong mask)
    {
        ulong low = word & LowBits;
        ulong high = (word >> 1) & LowBits;
        return (Compress(high & ~low & mask), Compress(~high & ~low & mask), Compress(~(low & ~high) & mask));
    }

    /// <summary>Moves every second bit together.</summary>
    private static ulong Compress(ulong bits)
    {
        if (Bmi2.X64.IsSupported)
        {
            return Bmi2.X64.ParallelBitExtract(bits, LowBits);
        }

        bits = (bits | (bits >> 1)) & 0x3333333333333333;
        bits = (bits | (bits >> 2)) & 0x0F0F0F0F0F0F0F0F;
        bits = (bits | (bits >> 4)) & 0x00FF00FF00FF00FF;
        bits = (bits | (bits >> 8)) & 0x0000FFFF0000FFFF;
        return (bits | (bits >> 16)) & 0x00000000FFFFFFFF;
    }

    /// <summary>Bit planes (one copy, two copies, called; one after the other) with their counts, or dosages where the variant has fractional ones.</summary>
    private sealed record Planes(ulong[] Words, int One, int Two, int Called, double[]? Dosages);
}
