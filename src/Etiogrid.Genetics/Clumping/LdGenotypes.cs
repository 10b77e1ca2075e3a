using System.Runtime.InteropServices;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Genetics.Clumping;

/// <summary>
/// r2 between variants of a genotype file over its founders. Variants are kept as bit planes (one copy, two copies, missing); when the kept
/// planes pass a limit all are dropped and read again as needed, which changes no result. For one thread.
/// </summary>
internal sealed unsafe class LdGenotypes : IDisposable
{
    private const long LargestCache = 40L << 20;

    /// <summary>Variants of a .bed that are read together when one of them is needed: a call costs as much as copying some rows.</summary>
    private const int RowsTogether = 16;
    private const int LargestReadTogether = 1 << 16;

    /// <summary>Up to one missing call in so many people the missing ones are looked up one by one.</summary>
    private const int PeoplePerAbsent = 64;

    /// <summary>Largest distance of a dosage from a whole number that still counts as a call: plink's hard-call threshold.</summary>
    private const double HardCallThreshold = 0.1;
    private readonly IGenotypeSource _genotypes;
    private readonly LdMeasure _measure;
    private readonly Dictionary<int, VariantPlanes> _cache = [];
    private readonly Stack<nint> _free = [];
    private readonly byte* _founders;
    private readonly byte* _row;
    private readonly int _planeLength;
    private readonly int _packedLength;
    private readonly int _people;
    private readonly int _largestCount;
    private readonly int _rowsTogether;
    private readonly byte[] _rows;
    private int _firstRow = -1;
    private int _rowCount;

    /// <param name="genotypes">Genotypes.</param>
    /// <param name="measure">Measure of correlation.</param>
    /// <param name="cacheBytes">Bytes of planes that are kept.</param>
    public LdGenotypes(IGenotypeSource genotypes, LdMeasure measure, long cacheBytes = LargestCache)
    {
        _genotypes = genotypes;
        _measure = measure;
        _packedLength = genotypes.PackedLength;
        _planeLength = PlaneKernel.PlaneLength(_packedLength);
        _people = genotypes.Samples.Count(s => s.IsFounder);
        _largestCount = (int)Math.Max(4, cacheBytes / (3L * _planeLength));
        _founders = (byte*)NativeMemory.AlignedAlloc((nuint)(2 * _planeLength), 64);
        _row = (byte*)NativeMemory.AlignedAlloc((nuint)(2 * _planeLength), 64);
        new Span<byte>(_founders, 2 * _planeLength).Clear();
        new Span<byte>(_row, 2 * _planeLength).Clear();
        PackedGenotypes.Mask(genotypes.Samples, s => s.IsFounder).CopyTo(new Span<byte>(_founders, _packedLength));
        _rowsTogether = genotypes is BedGenotypes ? Math.Clamp(LargestReadTogether / _packedLength, 1, RowsTogether) : 1;
        _rows = new byte[_rowsTogether * _packedLength];
    }

    /// <summary>r2 of two variants, 0 when one does not vary.</summary>
    public double Squared(int first, int second)
    {
        var a = Get(first, keep: -1);
        return Squared(a, Get(second, keep: first), first, second);
    }

    /// <summary>Forgets all variants.</summary>
    public void Clear()
    {
        foreach (var planes in _cache.Values)
        {
            Free(planes);
        }

        _cache.Clear();
    }

    /// <summary>Frees the planes.</summary>
    public void Dispose()
    {
        Clear();
        while (_free.TryPop(out nint slot))
        {
            NativeMemory.AlignedFree((void*)slot);
        }

        NativeMemory.AlignedFree(_founders);
        NativeMemory.AlignedFree(_row);
    }

    private double Squared(VariantPlanes a, VariantPlanes b, int first, int second)
    {
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

    private static byte* One(VariantPlanes planes) => (byte*)planes.Slot;

    private byte* Two(VariantPlanes planes) => (byte*)planes.Slot + _planeLength;

    private byte* Missing(VariantPlanes planes) => (byte*)planes.Slot + (2 * _planeLength);

    /// <summary>The nine joint counts from four intersections and, where calls are missing, the margins of those who have both.</summary>
    private JointCounts Count(VariantPlanes a, VariantPlanes b)
    {
        var (hh, ht, th, tt) = PlaneKernel.Intersect(One(a), Two(a), One(b), Two(b), _planeLength);
        var (oneA, twoA, missingA) = Among(a, b);
        var (oneB, twoB, _) = Among(b, a);
        int called = _people - a.Missing - b.Missing + missingA;
        int ao = a.One - oneA;
        int aw = a.Two - twoA;
        int h0 = ao - hh - ht;
        int t0 = aw - th - tt;
        int zh = b.One - oneB - hh - th;
        int zt = b.Two - twoB - ht - tt;
        return new(called - ao - aw - zh - zt, zh, zt, h0, hh, ht, t0, th, tt);
    }

    /// <summary>How many of the people without a call at <paramref name="other"/> have one copy, two copies, no call at <paramref name="planes"/>.</summary>
    private (int One, int Two, int Missing) Among(VariantPlanes planes, VariantPlanes other)
    {
        if (other.Missing == 0)
        {
            return default;
        }

        if (other.Absent is not { } absent)
        {
            byte* missing = Missing(other);
            return (PlaneKernel.Both(One(planes), missing, _planeLength), PlaneKernel.Both(Two(planes), missing, _planeLength), PlaneKernel.Both(Missing(planes), missing, _planeLength));
        }

        return PlaneKernel.At(One(planes), _planeLength, absent);
    }

    private VariantPlanes Get(int variant, int keep)
    {
        if (_cache.TryGetValue(variant, out var planes))
        {
            return planes;
        }

        if (_cache.Count >= _largestCount)
        {
            DropAllBut(keep);
        }

        if (_rowsTogether == 1 || _cache.Count + _rowsTogether > _largestCount)
        {
            return _cache[variant] = Read(variant);
        }

        // Neighbours on the chromosome are needed soon.
        int first = variant / _rowsTogether * _rowsTogether;
        _firstRow = first;
        _rowCount = Math.Min(_rowsTogether, _genotypes.Variants.Count - first);
        ((BedGenotypes)_genotypes).ReadHardCallRows(first, _rowCount, _rows);
        for (int v = first; v < first + _rowCount; v++)
        {
            if (!_cache.ContainsKey(v))
            {
                _cache[v] = Read(v);
            }
        }

        _firstRow = -1;
        return _cache[variant];
    }

    private void DropAllBut(int variant)
    {
        var kept = _cache.GetValueOrDefault(variant);
        _cache.Remove(variant);
        Clear();
        if (kept is not null)
        {
            _cache[variant] = kept;
        }
    }

    private void Free(VariantPlanes planes)
    {
        if (planes.Slot != 0)
        {
            _free.Push(planes.Slot);
        }
    }

    private VariantPlanes Read(int variant)
    {
        var packed = new Span<byte>(_row, _packedLength);
        if (_firstRow >= 0)
        {
            _rows.AsSpan((variant - _firstRow) * _packedLength, _packedLength).CopyTo(packed);
        }
        else if (!_genotypes.TryReadHardCalls(variant, packed))
        {
            if (_measure == LdMeasure.Dosage)
            {
                return new(0, 0, 0, 0, null, Unpacked(variant));
            }

            RoundToCalls(variant, packed);
        }

        return FromRow();
    }

    private VariantPlanes FromRow()
    {
        byte* slot = (byte*)(_free.TryPop(out nint free) ? free : (nint)NativeMemory.AlignedAlloc((nuint)(3 * _planeLength), 64));
        byte* missing = slot + (2 * _planeLength);
        PlaneKernel.Split(_row, _founders, _planeLength, slot, slot + _planeLength, missing);
        int count = PlaneKernel.Count(missing, _planeLength);
        int[]? absent = null;
        if (count > 0 && (long)count * PeoplePerAbsent <= _people)
        {
            absent = new int[count];
            PlaneKernel.List(missing, _planeLength, absent);
        }

        return new((nint)slot, PlaneKernel.Count(slot, _planeLength), PlaneKernel.Count(slot + _planeLength, _planeLength), count, absent, null);
    }

    /// <summary>Dosages of the founders.</summary>
    private double[] Unpacked(int variant)
    {
        double[] dosages = new double[_genotypes.Samples.Count];
        _genotypes.ReadDosages(variant, dosages);
        return [.. dosages.Where((_, i) => _genotypes.Samples[i].IsFounder)];
    }

    private void RoundToCalls(int variant, Span<byte> packed)
    {
        double[] dosages = new double[_genotypes.Samples.Count];
        _genotypes.ReadDosages(variant, dosages);
        packed.Clear();
        for (int i = 0; i < dosages.Length; i++)
        {
            double nearest = Math.Round(dosages[i]);
            int code = Math.Abs(dosages[i] - nearest) <= HardCallThreshold ? nearest switch { 0 => 3, 1 => 2, _ => 0 } : 1;
            packed[i >> 2] |= (byte)(code << ((i & 3) * 2));
        }
    }
}
