using System.Runtime.InteropServices;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Scoring;
using Etiogrid.Genetics.Weights;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Genetics.Sets;

/// <summary>
/// Centred contributions of all terms for the people of a trait model, so that the test statistic of a score over any choice of terms is
/// cheap: U and the shares along the covariates add up over terms in double precision; only the sum of squares needs the people. For it
/// contributions are rounded to whole multiples of <see cref="Step"/>, at most 1/255 of a typical term's largest contribution; their errors
/// are independent over terms, and t is right to about four digits (a test compares).
/// </summary>
internal sealed unsafe class NullColumns : IDisposable
{
    /// <summary>Terms whose largest contribution exceeds this many times the median one keep whole numbers of their own.</summary>
    private const int LargestOverMedian = 16;
    private readonly TraitModel _model;
    private readonly int _terms;
    private readonly int _tiles;
    private readonly byte* _rows;
    private readonly ulong* _tables;
    private readonly float* _weights;
    private readonly int[]?[] _dense;
    private readonly double[] _u;
    private readonly double[][] _along;

    public NullColumns(ClumpedPathways pathways, TraitModel model, AlleleFrequencies? frequencies)
    {
        _model = model;
        _terms = pathways.Terms.Count;
        _tiles = (model.People.Count + NullKernel.People - 1) / NullKernel.People;
        _rows = (byte*)NativeMemory.AlignedAlloc((nuint)((long)_terms * _tiles * NullKernel.RowLength), 64);
        _tables = (ulong*)NativeMemory.AllocZeroed((nuint)_terms, sizeof(ulong));
        _dense = new int[_terms][];
        _u = new double[_terms];
        _along = [.. model.Basis.Select(_ => new double[_terms])];
        Frequencies = new double[_terms];
        if (model.Weights is { } weights)
        {
            _weights = (float*)NativeMemory.AllocZeroed((nuint)(_tiles * NullKernel.People), sizeof(float));
            for (int i = 0; i < weights.Length; i++)
            {
                _weights[NullKernel.PlaceOf(i)] = (float)weights[i];
            }
        }

        Step = new Loader(this, pathways, frequencies).Load();
    }

    /// <summary>What a whole number of the score stands for.</summary>
    public double Step { get; }

    /// <summary>Frequency of each term's named allele.</summary>
    public double[] Frequencies { get; }

    /// <summary>The statistic of every segment of some plans, handed to a receiver with the plan's number and the set; NaN where a score does not vary.</summary>
    public void Statistics(ReadOnlySpan<NullPlan> plans, Action<int, int, double> receive)
    {
        foreach (var plan in plans)
        {
            plan.Squares.AddRange(Enumerable.Repeat(0.0, plan.Segments.Count));
        }

        for (int tile = 0; tile < _tiles; tile++)
        {
            for (int p = 0; p < plans.Length; p++)
            {
                // Drawn rows are no neighbours: without being asked for ahead they take two thirds of the time.
                NullKernel.Prefetch(_rows + ((long)tile * _terms * NullKernel.RowLength), CollectionsMarshal.AsSpan(plans[Math.Min(p + 1, plans.Length - 1)].Terms));
                AddSquares(plans[p], tile);
            }
        }

        double[] along = new double[_along.Length];
        for (int p = 0; p < plans.Length; p++)
        {
            Conclude(plans[p], p, along, receive);
        }
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_rows);
        NativeMemory.Free(_tables);
        NativeMemory.Free(_weights);
    }

    private void AddSquares(NullPlan plan, int tile)
    {
        int* sums = stackalloc int[NullKernel.People];
        byte* rows = _rows + ((long)tile * _terms * NullKernel.RowLength);
        float* weights = _weights is null ? null : _weights + (tile * NullKernel.People);
        var terms = CollectionsMarshal.AsSpan(plan.Terms);
        var squares = CollectionsMarshal.AsSpan(plan.Squares);
        for (int s = 0; s < squares.Length; s++)
        {
            var (_, start, end, fresh) = plan.Segments[s];
            if (fresh)
            {
                new Span<int>(sums, NullKernel.People).Clear();
            }

            var added = terms[start..end];
            NullKernel.Add(rows, _tables, added, sums);
            foreach (int t in added)
            {
                if (_dense[t] is { } values)
                {
                    AddDense(values, tile, sums);
                }
            }

            squares[s] += NullKernel.Squares(sums, weights);
        }
    }

    private static void AddDense(int[] values, int tile, int* sums)
    {
        for (int i = 0; i < NullKernel.People; i++)
        {
            sums[i] += values[(tile * NullKernel.People) + i];
        }
    }

    private void Conclude(NullPlan plan, int number, double[] along, Action<int, int, double> receive)
    {
        double u = 0;
        for (int s = 0; s < plan.Segments.Count; s++)
        {
            var (set, start, end, fresh) = plan.Segments[s];
            if (fresh)
            {
                u = 0;
                Array.Clear(along);
            }

            for (int i = start; i < end; i++)
            {
                u += _u[plan.Terms[i]];
                for (int k = 0; k < along.Length; k++)
                {
                    along[k] += _along[k][plan.Terms[i]];
                }
            }

            double squares = plan.Squares[s] * Step * Step;
            double v = squares;
            foreach (double share in along)
            {
                v -= share * share;
            }

            receive(number, set, _model.Statistic(u, v, squares));
        }
    }

    /// <summary>Fills the columns.</summary>
    private sealed class Loader
    {
        private readonly NullColumns _columns;
        private readonly ClumpedPathways _pathways;
        private readonly AlleleFrequencies? _given;
        private readonly byte[] _packed;
        private readonly byte[] _founders;
        private readonly byte[] _row;
        private readonly double[] _all;
        private readonly double[] _values;
        private readonly double[] _weighted;
        private readonly double[]? _roots;
        private readonly double[] _contributions;
        private readonly double[]?[] _dosages;
        private readonly bool _everybody;

        public Loader(NullColumns columns, ClumpedPathways pathways, AlleleFrequencies? given)
        {
            var genotypes = pathways.Genotypes;
            _columns = columns;
            _pathways = pathways;
            _given = given;
            _packed = new byte[genotypes.PackedLength];
            _founders = PackedGenotypes.Mask(genotypes.Samples, s => s.IsFounder);
            _row = new byte[columns._tiles * NullKernel.RowLength];
            _all = new double[genotypes.Samples.Count];
            _values = new double[columns._tiles * NullKernel.People];
            _weighted = new double[columns._model.People.Count];
            _roots = columns._model.Weights is { } w ? Array.ConvertAll(w, Math.Sqrt) : null;
            _contributions = new double[4 * columns._terms];
            _dosages = new double[columns._terms][];
            _everybody = columns._model.People.Count == genotypes.Samples.Count;
        }

        /// <summary>Fills the columns and gives their step.</summary>
        public double Load()
        {
            var genotypes = _pathways.Genotypes;
            for (int t = 0; t < _columns._terms; t++)
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

            return Round();
        }

        private void StoreCalls(int term, Contribution contribution)
        {
            // Behind the last person stand missing genotypes, which add nothing.
            var people = _columns._model.People;
            Array.Fill(_row, (byte)0x55);
            if (_everybody)
            {
                _packed.CopyTo(_row, 0);
                for (int i = people.Count; (i & 3) != 0; i++)
                {
                    _row[i >> 2] |= (byte)(1 << ((i & 3) * 2));
                }
            }
            else
            {
                for (int i = 0; i < people.Count; i++)
                {
                    int code = (_packed[people[i] >> 2] >> ((people[i] & 3) * 2)) & 3;
                    _row[i >> 2] = (byte)((_row[i >> 2] & ~(3 << ((i & 3) * 2))) | (code << ((i & 3) * 2)));
                }
            }

            StoreRow(term);
            double* table = stackalloc double[TableKernel.TableStride];
            for (int code = 0; code < TableKernel.TableStride; code++)
            {
                table[code] = contribution.Of(PackedGenotypes.DosageByCode[code & 3]);
                _contributions[(4 * term) + (code & 3)] = table[code];
            }

            int zero = 0;
            Array.Clear(_values);
            fixed (double* values = _values)
            fixed (byte* row = _row)
            {
                for (int i = 0; i < _values.Length; i += TableKernel.Tile)
                {
                    TableKernel.Accumulate(row + (i / 4), &zero, table, &zero, 1, values + i);
                }
            }
        }

        private void StoreRow(int term)
        {
            for (int tile = 0; tile < _columns._tiles; tile++)
            {
                byte* place = _columns._rows + ((((long)tile * _columns._terms) + term) * NullKernel.RowLength);
                _row.AsSpan(tile * NullKernel.RowLength, NullKernel.RowLength).CopyTo(new(place, NullKernel.RowLength));
            }
        }

        private void StoreDosages(int term, Contribution contribution)
        {
            var people = _columns._model.People;
            Array.Clear(_values);
            for (int i = 0; i < people.Count; i++)
            {
                _values[i] = contribution.Of(_all[people[i]]);
            }

            Array.Clear(_row);
            StoreRow(term);
            _dosages[term] = [.. _values];
        }

        /// <summary>Rounds all contributions to whole multiples of one step.</summary>
        private double Round()
        {
            double[] largest = [.. Enumerable.Range(0, _columns._terms).Select(Largest)];
            double median = largest.Order().ElementAt(largest.Length / 2);
            double most = largest.Max();
            double limit = median > 0 ? Math.Min(most, LargestOverMedian * median) : most;

            // All terms together must fit a 32-bit sum.
            double step = Math.Max(limit / NullKernel.LargestEntry, largest.Sum() / (int.MaxValue / 2));
            for (int t = 0; t < largest.Length && step > 0; t++)
            {
                if (_dosages[t] is not null || largest[t] > NullKernel.LargestEntry * step)
                {
                    _columns._dense[t] = Dense(t, step);
                    continue;
                }

                for (int code = 0; code < 4; code++)
                {
                    _columns._tables[t] |= (ulong)unchecked((ushort)(short)Math.Round(_contributions[(4 * t) + code] / step)) << (16 * code);
                }
            }

            return step;
        }

        private double Largest(int term) => (_dosages[term] ?? _contributions.AsSpan(4 * term, 4).ToArray()).Max(Math.Abs);

        private int[] Dense(int term, double step)
        {
            int[] dense = new int[_values.Length];
            byte* rows = _columns._rows;
            for (int i = 0; i < _columns._model.People.Count; i++)
            {
                byte packed = rows[((((long)(i / NullKernel.People) * _columns._terms) + term) * NullKernel.RowLength) + ((i % NullKernel.People) >> 2)];
                double value = _dosages[term] is { } own ? own[i] : _contributions[(4 * term) + ((packed >> ((i & 3) * 2)) & 3)];
                dense[NullKernel.PlaceOf(i)] = (int)Math.Round(value / step);
            }

            return dense;
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
