using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Genetics.Scoring;

/// <summary>The genotypes, tables and frequencies of some consecutive terms of a plan, in reused unmanaged memory.</summary>
internal sealed unsafe class TermBlock : IDisposable
{
    /// <summary>Rows are read together when at most this many unwanted ones lie between them; measured: a call costs as much as four rows of 10,000 people.</summary>
    private const int LargestGap = 4;
    /// <summary>Stands for the dosage of people who carry no copy of a chromosome.</summary>
    public const double NoCopy = -1;
    private const int LargestBlockBytes = 1 << 20;
    private readonly ScorePlan _plan;
    private readonly int _packedLength;
    private readonly byte[]? _founders;
    private readonly bool[] _isFounder;
    private readonly double[]?[] _dosages;
    private readonly bool[] _hasDosages;
    private readonly int[] _missing;
    private readonly double[] _variance;
    private readonly double[] _mass;
    private readonly double[][] _columnWeights;
    private readonly double[] _frequencies;
    private readonly double* _tables;
    private readonly List<TermAtom> _atoms = [];
    private readonly int[] _atomOfPattern;
    private readonly int[] _hardCalls;
    private readonly int[] _hardCallsOnce;
    private readonly int[] _hardCallCounts;
    private readonly int[] _hardCallOnceCounts;

    public TermBlock(ScorePlan plan)
    {
        _plan = plan;
        _packedLength = plan.Genotypes.PackedLength;
        int groups = plan.Genotypes.HardCallsOnly ? (int)Math.Clamp((long)LargestBlockBytes * plan.Threads / _packedLength / (ScoreEngine.Group * (LargestGap + 1)), 1, 16) : 1;
        Capacity = groups * ScoreEngine.Group;
        Rows = (byte*)NativeMemory.AlignedAlloc((nuint)(((long)Capacity * (LargestGap + 1) * _packedLength) + PaddingBytes), 64);
        Offsets = (int*)NativeMemory.AlignedAlloc((nuint)(Capacity * sizeof(int)), 64);
        Order = (int*)NativeMemory.AlignedAlloc((nuint)(Capacity * sizeof(int)), 64);
        _tables = (double*)NativeMemory.AlignedAlloc((nuint)((long)Capacity * plan.Columns.Length * TableKernel.TableStride * sizeof(double)), 64);
        _isFounder = new bool[plan.Genotypes.Samples.Count];
        bool allFounders = true;
        for (int i = 0; i < _isFounder.Length; i++)
        {
            _isFounder[i] = plan.Genotypes.Samples[i].IsFounder;
            allFounders &= _isFounder[i];
        }

        _founders = allFounders ? null : PackedGenotypes.Mask(plan.Genotypes.Samples, s => s.IsFounder);
        _dosages = new double[Capacity][];
        _hasDosages = new bool[Capacity];
        _missing = new int[Capacity];
        _variance = new double[Capacity];
        _mass = new double[Capacity];
        _frequencies = new double[Capacity];
        _columnWeights = [.. plan.Columns.Select(c => c.Weights)];
        _atomOfPattern = new int[plan.PatternTargets.Length];
        Array.Fill(_atomOfPattern, -1);
        _hardCalls = new int[Capacity];
        _hardCallsOnce = new int[Capacity];
        _hardCallCounts = new int[groups];
        _hardCallOnceCounts = new int[groups];
    }

    /// <summary>Most terms of a block; a multiple of the group.</summary>
    public int Capacity { get; }

    /// <summary>Terms loaded.</summary>
    public int Count { get; private set; }

    /// <summary>First term loaded.</summary>
    public int First { get; private set; }

    /// <summary>Whether a loaded term has fractional dosages.</summary>
    public bool AnyDosages { get; private set; }

    /// <summary>Packed rows.</summary>
    public byte* Rows { get; }

    /// <summary>Where each term's row starts.</summary>
    public int* Offsets { get; }

    /// <summary>Terms in the order of <see cref="Atoms"/>.</summary>
    public int* Order { get; }

    /// <summary>Terms by group and pattern, patterns in order of first appearance; patterns without targets are left out.</summary>
    public ReadOnlySpan<TermAtom> Atoms => CollectionsMarshal.AsSpan(_atoms);

    private static int PaddingBytes => ScoreEngine.PeopleStep;

    public double* Tables(int column) => _tables + ((long)column * Capacity * TableKernel.TableStride);

    public bool HasDosages(int term) => _hasDosages[term];

    public ReadOnlySpan<double> Dosages(int term) => _dosages[term];

    public int MissingCalls(int term) => _missing[term];

    /// <summary>w^2 2p(1-p) of the first column.</summary>
    public double Variance(int term) => _variance[term];

    /// <summary>|w| sqrt(2p(1-p)) of the first column.</summary>
    public double Mass(int term) => _mass[term];

    public Contribution Contribution(int column, int term) =>
        Scoring.Contribution.For(_columnWeights[column][First + term] * (_plan.IsHaploid(First + term) ? 0.5 : 1), _frequencies[term], _plan.NamesAllele1[First + term], _plan.Missing, _plan.Columns[column].Squared);

    /// <summary>Terms of the group at <paramref name="start"/> that hold hard calls, and those of them that are the first of their variant.</summary>
    public (ArraySegment<int> All, ArraySegment<int> Once) HardCalls(int start) =>
        (new(_hardCalls, start, _hardCallCounts[start / ScoreEngine.Group]), new(_hardCallsOnce, start, _hardCallOnceCounts[start / ScoreEngine.Group]));

    public void Load(int first, int count, double[] frequencies, int threads)
    {
        First = first;
        Count = count;
        ReadRows(threads);
        for (int t = 0; t < count; t++)
        {
            if (_plan.IsHaploid(first + t))
            {
                ReadHaploid(t);
            }
        }

        AnyDosages = Array.IndexOf(_hasDosages, true, 0, count) >= 0;
        if (threads <= 1)
        {
            for (int t = 0; t < count; t++)
            {
                Prepare(t, frequencies);
            }
        }
        else
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, t => Prepare(t, frequencies));
        }

        _atoms.Clear();
        for (int start = 0; start < count; start += ScoreEngine.Group)
        {
            int end = Math.Min(start + ScoreEngine.Group, count);
            ListHardCalls(start, end);
            ListAtoms(start, end);
        }
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(Rows);
        NativeMemory.AlignedFree(Offsets);
        NativeMemory.AlignedFree(Order);
        NativeMemory.AlignedFree(_tables);
    }

    private void ListHardCalls(int start, int end)
    {
        int all = start;
        int once = start;
        for (int t = start; t < end; t++)
        {
            int at = First + t;
            if (_hasDosages[t])
            {
                continue;
            }

            _hardCalls[all++] = t;
            if (_plan.IsFirst(at))
            {
                _hardCallsOnce[once++] = t;
            }
        }

        _hardCallCounts[start / ScoreEngine.Group] = all - start;
        _hardCallOnceCounts[start / ScoreEngine.Group] = once - start;
    }

    private void ListAtoms(int start, int end)
    {
        int firstAtom = _atoms.Count;
        for (int t = start; t < end; t++)
        {
            int pattern = _plan.Patterns[First + t];
            if (!_plan.IsUsed(pattern))
            {
                continue;
            }

            if (_atomOfPattern[pattern] < firstAtom)
            {
                _atomOfPattern[pattern] = _atoms.Count;
                _atoms.Add(new(0, 0, 0, pattern));
            }

            ref var atom = ref CollectionsMarshal.AsSpan(_atoms)[_atomOfPattern[pattern]];
            atom = atom with { Packed = atom.Packed + (_hasDosages[t] ? 0 : 1), Count = atom.Count + 1 };
        }

        PlaceAtoms(firstAtom, start, end);
    }

    /// <summary>Lays the terms of a group's atoms one atom behind the other, hard calls first.</summary>
    private void PlaceAtoms(int firstAtom, int start, int end)
    {
        var atoms = CollectionsMarshal.AsSpan(_atoms)[firstAtom..];
        Span<int> nextPacked = stackalloc int[ScoreEngine.Group];
        Span<int> nextOther = stackalloc int[ScoreEngine.Group];
        int place = start;
        for (int a = 0; a < atoms.Length; a++)
        {
            atoms[a] = atoms[a] with { Start = place };
            nextPacked[a] = place;
            nextOther[a] = place + atoms[a].Packed;
            place += atoms[a].Count;
        }

        for (int t = start; t < end; t++)
        {
            int pattern = _plan.Patterns[First + t];
            if (_plan.IsUsed(pattern))
            {
                int a = _atomOfPattern[pattern] - firstAtom;
                Order[_hasDosages[t] ? nextOther[a]++ : nextPacked[a]++] = t;
            }
        }

        foreach (var atom in atoms)
        {
            _atomOfPattern[atom.Pattern] = -1;
        }
    }

    private void ReadRows(int threads)
    {
        if (_plan.Genotypes is not BedGenotypes bed)
        {
            // Other formats have to be unpacked: that is work for all threads.
            Parallel.For(0, Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, ReadOne);
            return;
        }

        Array.Clear(_hasDosages);
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

    /// <summary>Variants with at most one copy go the way of fractional dosages: they are few, and on Y not everybody counts.</summary>
    private void ReadHaploid(int term)
    {
        double[] dosages = _dosages[term] ??= new double[_plan.Genotypes.Samples.Count];
        if (!_hasDosages[term])
        {
            PackedGenotypes.Unpack(new(Rows + Offsets[term], _packedLength), dosages);
            _hasDosages[term] = true;
        }

        for (int i = 0; i < dosages.Length && _plan.Inherited[First + term] == Inheritance.YLinked; i++)
        {
            dosages[i] = _plan.Genotypes.Samples[i].Sex == Sex.Male ? dosages[i] : NoCopy;
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first call.
    private void Prepare(int term, double[] frequencies)
    {
        int at = First + term;
        bool first = _plan.NamesAllele1[at];
        double given = _plan.NamedFrequencies is { } all ? all[at] : double.NaN;
        double p = given;
        if (double.IsNaN(given))
        {
            double allele1 = CountFrequency(term);
            p = first ? allele1 : 1 - allele1;
        }
        else
        {
            _missing[term] = 1;
        }

        frequencies[at] = p;
        _frequencies[term] = p;
        double weight = _columnWeights[0][at];
        _variance[term] = double.IsNaN(p) ? 0 : weight * weight * 2 * p * (1 - p);
        _mass[term] = Math.Sqrt(_variance[term]);
        for (int c = 0; c < _columnWeights.Length; c++)
        {
            var value = Contribution(c, term);
            double* table = Tables(c) + (term * TableKernel.TableStride);
            for (int code = 0; code < 4; code++)
            {
                table[code] = table[code + 4] = value.Of(PackedGenotypes.DosageByCode[code]);
            }
        }
    }

    /// <summary>Frequency of allele 1 among founders; notes on the way whether any call is missing.</summary>
    private double CountFrequency(int term)
    {
        bool xLinked = _plan.Inherited[First + term] == Inheritance.XLinked;
        if (_hasDosages[term])
        {
            _missing[term] = 1;
            if (xLinked)
            {
                return FrequencyOnX(_dosages[term]!);
            }

            double[] called = [.. _dosages[term]!.Where((d, i) => _isFounder[i] && !double.IsNaN(d) && d != NoCopy)];
            return called.Length == 0 ? double.NaN : Moments.Mean(called) / 2;
        }

        if (xLinked)
        {
            double[] unpacked = new double[_isFounder.Length];
            PackedGenotypes.Unpack(new(Rows + Offsets[term], _packedLength), unpacked);
            _missing[term] = 1;
            return FrequencyOnX(unpacked);
        }

        var row = new ReadOnlySpan<byte>(Rows + Offsets[term], _packedLength);
        var counts = _founders is null ? PackedGenotypes.Count(row, _isFounder.Length) : PackedGenotypes.Count(row, _founders);
        // With non-founders present, missing calls outside the mask are not counted: look at every row.
        _missing[term] = _founders is null ? counts.Missing : 1;
        return counts.Frequency;
    }

    /// <summary>Men carry one X: their calls of 0 or 2 stand for one allele.</summary>
    private double FrequencyOnX(double[] dosages)
    {
        double sum = 0;
        double alleles = 0;
        for (int i = 0; i < dosages.Length; i++)
        {
            if (_isFounder[i] && !double.IsNaN(dosages[i]))
            {
                double copies = _plan.Genotypes.Samples[i].Sex == Sex.Male ? 1 : 2;
                sum += copies * dosages[i] / 2;
                alleles += copies;
            }
        }

        return alleles == 0 ? double.NaN : sum / alleles;
    }
}
