using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Scoring;
using Etiogrid.Genetics.Weights;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Genetics.Sets;

/// <summary>
/// Centred contributions of all terms for the people of a trait model, so that the test statistic of a score over any choice of terms is
/// cheap: U and the shares along the covariates add up over terms; only the sum of squares needs the people, in single precision.
/// </summary>
internal sealed unsafe class NullColumns : IDisposable
{
    /// <summary>Rows that pass together over the people, so that each is read in order.</summary>
    private const int RowsTogether = 8;
    private readonly TraitModel _model;
    private readonly byte* _memory;
    private readonly float* _tables;
    private readonly nint[] _rows;
    private readonly float[]?[] _dosages;
    private readonly float[]? _weights;
    private readonly double[] _u;
    private readonly double[][] _along;

    public NullColumns(ClumpedPathways pathways, TraitModel model, AlleleFrequencies? frequencies)
    {
        _model = model;
        int terms = pathways.Terms.Count;
        int people = model.People.Count;
        Padded = (people + FloatTableKernel.Tile - 1) / FloatTableKernel.Tile * FloatTableKernel.Tile;
        int stride = Padded / 4;
        _memory = (byte*)NativeMemory.AllocZeroed((nuint)(((long)terms * stride) + 64));
        _tables = (float*)NativeMemory.AlignedAlloc((nuint)((long)terms * FloatTableKernel.TableStride * sizeof(float)), 64);
        _rows = [.. Enumerable.Range(0, terms).Select(t => (nint)(_memory + ((long)t * stride)))];
        _dosages = new float[terms][];
        _u = new double[terms];
        _along = [.. model.Basis.Select(_ => new double[terms])];
        _weights = model.Weights is { } w ? [.. w.Select(x => (float)x), .. new float[Padded - people]] : null;
        Frequencies = new double[terms];
        new Loader(this, pathways, frequencies).Load();
    }

    /// <summary>Length of a score vector.</summary>
    public int Padded { get; }

    /// <summary>Frequency of each term's named allele.</summary>
    public double[] Frequencies { get; }

    /// <summary>Adds the contributions of some terms, in order.</summary>
    public void Add(ReadOnlySpan<int> terms, NullScore score)
    {
        fixed (nint* rows = _rows)
        fixed (float* sums = score.Values)
        {
            for (int first = 0; first < terms.Length; first += RowsTogether)
            {
                var some = terms.Slice(first, Math.Min(RowsTogether, terms.Length - first));
                for (int i = 0; i < Padded; i += FloatTableKernel.Tile)
                {
                    FloatTableKernel.Accumulate(rows, i / 4, _tables, some, sums + i);
                }
            }
        }

        foreach (int t in terms)
        {
            score.U += _u[t];
            for (int k = 0; k < _along.Length; k++)
            {
                score.Along[k] += _along[k][t];
            }

            if (_dosages[t] is { } values)
            {
                for (int i = 0; i < values.Length; i++)
                {
                    score.Values[i] += values[i];
                }
            }
        }
    }

    /// <summary>An empty score.</summary>
    public NullScore Empty() => new(Padded, _along.Length);

    /// <summary>The statistic of a score.</summary>
    public double Statistic(NullScore score)
    {
        double squares = Squares(score.Values);
        double v = squares;
        foreach (double along in score.Along)
        {
            v -= along * along;
        }

        return _model.Statistic(score.U, v, squares);
    }

    public void Dispose()
    {
        NativeMemory.Free(_memory);
        NativeMemory.AlignedFree(_tables);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first call.
    private double Squares(float[] values)
    {
        // Padding behind the last person is not part of the score.
        Array.Clear(values, _model.People.Count, values.Length - _model.People.Count);
        Vector512<double> low = default, high = default;
        for (int i = 0; i < values.Length; i += 16)
        {
            var x = Vector512.LoadUnsafe(ref values[i]);
            var square = _weights is null ? x : x * Vector512.LoadUnsafe(ref _weights[i]);
            var (a, b) = Vector512.Widen(x);
            var (c, d) = Vector512.Widen(square);
            low += a * c;
            high += b * d;
        }

        return Vector512.Sum(low + high);
    }

    /// <summary>Fills the columns.</summary>
    private sealed class Loader
    {
        private readonly NullColumns _columns;
        private readonly ClumpedPathways _pathways;
        private readonly AlleleFrequencies? _given;
        private readonly byte[] _packed;
        private readonly byte[] _founders;
        private readonly double[] _all;
        private readonly double[] _values;
        private readonly double[] _weighted;
        private readonly double[]? _roots;
        private readonly bool _everybody;

        public Loader(NullColumns columns, ClumpedPathways pathways, AlleleFrequencies? given)
        {
            var genotypes = pathways.Genotypes;
            _columns = columns;
            _pathways = pathways;
            _given = given;
            _packed = new byte[genotypes.PackedLength];
            _founders = PackedGenotypes.Mask(genotypes.Samples, s => s.IsFounder);
            _all = new double[genotypes.Samples.Count];
            _values = new double[(columns.Padded + TableKernel.Tile - 1) / TableKernel.Tile * TableKernel.Tile];
            _weighted = new double[columns._model.People.Count];
            _roots = columns._model.Weights is { } w ? Array.ConvertAll(w, Math.Sqrt) : null;
            _everybody = columns._model.People.Count == genotypes.Samples.Count;
        }

        public void Load()
        {
            var genotypes = _pathways.Genotypes;
            for (int t = 0; t < _columns._rows.Length; t++)
            {
                int variant = _pathways.Terms.Variants[t];
                bool first = _pathways.Terms.NamesAllele1[t];
                bool hard = genotypes.TryReadHardCalls(variant, _packed);
                double p = _given?.OfAllele1(genotypes.Variants[variant]) ?? double.NaN;
                if (!hard)
                {
                    genotypes.ReadDosages(variant, _all);
                }

                // Centred as in the scores: by the reference, or by all founders, with a phenotype or not.
                p = !double.IsNaN(p) ? p : hard ? PackedGenotypes.Count(_packed, _founders).Frequency : FounderFrequency.Of(genotypes.Samples, _all);
                _columns.Frequencies[t] = first ? p : 1 - p;
                var contribution = Contribution.For(_pathways.Terms.Weights[0][t], _columns.Frequencies[t], first, MissingDosage.Center, squared: false);
                if (hard)
                {
                    StoreCalls(t, contribution);
                }
                else
                {
                    StoreDosages(t, contribution);
                }

                StoreSums(t);
            }
        }

        private void StoreCalls(int term, Contribution contribution)
        {
            byte* row = (byte*)_columns._rows[term];
            var people = _columns._model.People;
            if (_everybody)
            {
                _packed.CopyTo(new Span<byte>(row, _packed.Length));
            }
            else
            {
                for (int i = 0; i < people.Count; i++)
                {
                    int code = (_packed[people[i] >> 2] >> ((people[i] & 3) * 2)) & 3;
                    row[i >> 2] |= (byte)(code << ((i & 3) * 2));
                }
            }

            double* table = stackalloc double[TableKernel.TableStride];
            float* singles = _columns._tables + ((long)term * FloatTableKernel.TableStride);
            for (int code = 0; code < FloatTableKernel.TableStride; code++)
            {
                double value = contribution.Of(PackedGenotypes.DosageByCode[code & 3]);
                table[code & 7] = value;
                singles[code] = (float)value;
            }

            int zero = 0;
            Array.Clear(_values);
            fixed (double* values = _values)
            {
                for (int i = 0; i < _columns.Padded; i += TableKernel.Tile)
                {
                    TableKernel.Accumulate(row + (i / 4), &zero, table, &zero, 1, values + i);
                }
            }
        }

        private void StoreDosages(int term, Contribution contribution)
        {
            var people = _columns._model.People;
            new Span<float>(_columns._tables + ((long)term * FloatTableKernel.TableStride), FloatTableKernel.TableStride).Clear();
            float[] singles = new float[people.Count];
            for (int i = 0; i < people.Count; i++)
            {
                _values[i] = contribution.Of(_all[people[i]]);
                singles[i] = (float)_values[i];
            }

            _columns._dosages[term] = singles;
        }

        private void StoreSums(int term)
        {
            var own = _values.AsSpan(0, _columns._model.People.Count);
            _columns._u[term] = Moments.Dot(own, _columns._model.Residuals);
            ReadOnlySpan<double> weighted = own;
            if (_roots is not null)
            {
                for (int i = 0; i < _weighted.Length; i++)
                {
                    _weighted[i] = own[i] * _roots[i];
                }

                weighted = _weighted;
            }

            for (int k = 0; k < _columns._along.Length; k++)
            {
                _columns._along[k][term] = Moments.Dot(weighted, _columns._model.Basis[k]);
            }
        }
    }
}
