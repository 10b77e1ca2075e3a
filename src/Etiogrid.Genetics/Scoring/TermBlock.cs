using System.Runtime.InteropServices;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Genetics.Scoring;

/// <summary>The genotypes, tables and frequencies of some consecutive terms of a plan, in reused unmanaged memory.</summary>
internal sealed unsafe class TermBlock : IDisposable
{
    /// <summary>Rows are read together when at most this many unwanted ones lie between them; measured: a call costs as much as four rows of 10,000 people.</summary>
    private const int LargestGap = 4;
    private const int LargestBlockBytes = 8 << 20;
    private readonly ScorePlan _plan;
    private readonly int _packedLength;
    private readonly byte[] _founders;
    private readonly bool[] _isFounder;
    private readonly bool _allFounders;
    private readonly double[]?[] _dosages;
    private readonly bool[] _hasDosages;
    private readonly int[] _missing;
    private readonly double[] _variance;
    private readonly double[][] _columnWeights;
    private readonly double[] _frequencies;
    private readonly double* _tables;

    public TermBlock(ScorePlan plan)
    {
        _plan = plan;
        _packedLength = plan.Genotypes.PackedLength;
        int groups = plan.Genotypes.HardCallsOnly ? Math.Clamp(LargestBlockBytes / _packedLength / (ScoreEngine.Group * (LargestGap + 1)), 1, 16) : 1;
        Capacity = groups * ScoreEngine.Group;
        Rows = (byte*)NativeMemory.AlignedAlloc((nuint)(((long)Capacity * (LargestGap + 1) * _packedLength) + PaddingBytes), 64);
        Offsets = (int*)NativeMemory.AlignedAlloc((nuint)(Capacity * sizeof(int)), 64);
        _tables = (double*)NativeMemory.AlignedAlloc((nuint)((long)Capacity * plan.Columns.Length * TableKernel.TableStride * sizeof(double)), 64);
        _founders = PackedGenotypes.Mask(plan.Genotypes.Samples, s => s.IsFounder);
        _isFounder = [.. plan.Genotypes.Samples.Select(s => s.IsFounder)];
        _allFounders = Array.TrueForAll(_isFounder, f => f);
        _dosages = new double[Capacity][];
        _hasDosages = new bool[Capacity];
        _missing = new int[Capacity];
        _variance = new double[Capacity];
        _frequencies = new double[Capacity];
        _columnWeights = [.. plan.Columns.Select(c => c.Weights)];
    }

    /// <summary>Most terms of a block; a multiple of the group.</summary>
    public int Capacity { get; }

    /// <summary>Terms loaded.</summary>
    public int Count { get; private set; }

    /// <summary>First term loaded.</summary>
    public int First { get; private set; }

    /// <summary>Packed rows.</summary>
    public byte* Rows { get; }

    /// <summary>Where each term's row starts.</summary>
    public int* Offsets { get; }

    private static int PaddingBytes => ScoreEngine.PeopleStep;

    public double* Tables(int column) => _tables + ((long)column * Capacity * TableKernel.TableStride);

    public bool HasDosages(int term) => _hasDosages[term];

    public ReadOnlySpan<double> Dosages(int term) => _dosages[term];

    public int MissingCalls(int term) => _missing[term];

    public double Variance(int term) => _variance[term];

    public Contribution Contribution(int column, int term) =>
        Scoring.Contribution.For(_columnWeights[column][First + term], _frequencies[term], _plan.NamesAllele1[First + term], _plan.Missing, _plan.Columns[column].Squared);

    /// <summary>Terms of a group by pattern, in order of first appearance.</summary>
    public IEnumerable<int[]> Atoms(int start, int count)
    {
        int pattern = _plan.Patterns[First + start];
        bool uniform = true;
        for (int t = start; t < start + count && uniform; t++)
        {
            uniform = _plan.Patterns[First + t] == pattern;
        }

        int[] terms = [.. Enumerable.Range(start, count)];
        return uniform ? [terms] : terms.GroupBy(t => _plan.Patterns[First + t]).Select(g => g.ToArray());
    }

    public void Load(int first, int count, double[] frequencies, ParallelOptions parallel)
    {
        First = first;
        Count = count;
        ReadRows(parallel);
        if (parallel.MaxDegreeOfParallelism <= 1)
        {
            for (int t = 0; t < count; t++)
            {
                Prepare(t, frequencies);
            }
        }
        else
        {
            Parallel.For(0, count, parallel, t => Prepare(t, frequencies));
        }
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(Rows);
        NativeMemory.AlignedFree(Offsets);
        NativeMemory.AlignedFree(_tables);
    }

    private void ReadRows(ParallelOptions parallel)
    {
        if (_plan.Genotypes is not BedGenotypes bed)
        {
            // Other formats have to be unpacked: that is work for all threads.
            Parallel.For(0, Count, parallel, ReadOne);
            return;
        }

        int at = 0;
        for (int t = 0; t < Count;)
        {
            int end = t + 1;
            while (end < Count && _plan.Variants[First + end] - _plan.Variants[First + end - 1] <= LargestGap + 1)
            {
                end++;
            }

            at = ReadTogether(bed, t, end, at);
            t = end;
        }
    }

    private void ReadOne(int term)
    {
        int variant = _plan.Variants[First + term];
        Offsets[term] = term * _packedLength;
        _hasDosages[term] = !_plan.Genotypes.TryReadHardCalls(variant, new(Rows + Offsets[term], _packedLength));
        if (_hasDosages[term])
        {
            _dosages[term] ??= new double[_plan.Genotypes.Samples.Count];
            _plan.Genotypes.ReadDosages(variant, _dosages[term]);
        }
    }

    private int ReadTogether(BedGenotypes bed, int start, int end, int at)
    {
        int first = _plan.Variants[First + start];
        int rows = _plan.Variants[First + end - 1] - first + 1;
        bed.ReadHardCallRows(first, rows, new(Rows + at, rows * _packedLength));
        for (int t = start; t < end; t++)
        {
            Offsets[t] = at + ((_plan.Variants[First + t] - first) * _packedLength);
        }

        return at + (rows * _packedLength);
    }

    private void Prepare(int term, double[] frequencies)
    {
        int at = First + term;
        bool first = _plan.NamesAllele1[at];
        double allele1 = CountFrequency(term);
        double given = _plan.NamedFrequencies is { } all ? all[at] : double.NaN;
        double p = double.IsNaN(given) ? (first ? allele1 : 1 - allele1) : given;
        frequencies[at] = p;
        _frequencies[term] = p;
        double weight = _columnWeights[0][at];
        _variance[term] = double.IsNaN(p) ? 0 : weight * weight * 2 * p * (1 - p);
        for (int c = 0; c < _columnWeights.Length; c++)
        {
            var value = Contribution(c, term);
            double* table = Tables(c) + (term * TableKernel.TableStride);
            for (int code = 0; code < TableKernel.TableStride; code++)
            {
                table[code] = value.Of(PackedGenotypes.DosageByCode[code & 3]);
            }
        }
    }

    private double CountFrequency(int term)
    {
        if (_hasDosages[term])
        {
            double[] called = [.. _dosages[term]!.Where((d, i) => _isFounder[i] && !double.IsNaN(d))];
            _missing[term] = 1;
            return called.Length == 0 ? double.NaN : Moments.Mean(called) / 2;
        }

        var row = new ReadOnlySpan<byte>(Rows + Offsets[term], _packedLength);
        var counts = PackedGenotypes.Count(row, _founders);
        // With non-founders present, missing calls outside the mask are not counted: look at every row.
        _missing[term] = _allFounders ? counts.Missing : 1;
        return counts.Frequency;
    }
}
