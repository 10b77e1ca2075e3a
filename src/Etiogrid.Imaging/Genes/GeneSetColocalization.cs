using Etiogrid.Imaging.Internals;
using Etiogrid.Imaging.Nulls;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Imaging.Genes;

/// <summary>
/// Co-localisation of a map with sets of gene-expression maps. Random sets of the same size ask whether the set stands out among genes (they share the
/// map, so smoothness is in both); surrogates of the map ask whether the map stands out among maps as smooth (Fulcher et al. 2021, doi 10.1038/s41467-021-22862-1:
/// random sets alone are far too liberal for sets whose genes are expressed alike).
/// </summary>
public sealed class GeneSetColocalization
{
    private const int ChunkSize = 64;
    private const double Tolerance = 1e-12;

    private readonly Matrix _units;
    private readonly CorrelationFrame _frame;
    private readonly SetAggregate _aggregate;
    private readonly int _threads;

    private GeneSetColocalization(Matrix units, CorrelationFrame frame, SetAggregate aggregate, int threads)
    {
        _units = units;
        _frame = frame;
        _aggregate = aggregate;
        _threads = threads;
    }

    /// <summary>Genes that vary; only they take part.</summary>
    public IReadOnlyList<int> Usable { get; private init; } = [];

    /// <summary>Prepares the background.</summary>
    /// <param name="genes">Regions x genes; genes with a missing value or without spread are left out.</param>
    /// <param name="ranked">Spearman instead of Pearson.</param>
    /// <param name="aggregate">How genes become one number.</param>
    /// <param name="threads">Worker threads, 0 = all; never changes results.</param>
    public static GeneSetColocalization Create(Matrix genes, bool ranked, SetAggregate aggregate, int threads)
    {
        ArgumentNullException.ThrowIfNull(genes);
        var frame = new CorrelationFrame(genes.Rows, ranked, covariates: null);
        var usable = new List<int>();
        var rows = new List<double[]>();
        for (int g = 0; g < genes.Columns; g++)
        {
            double[] column = genes.Column(g);
            double[] unit = new double[column.Length];
            if (Array.TrueForAll(column, double.IsFinite) && frame.TryUnit(column, unit))
            {
                usable.Add(g);
                rows.Add(unit);
            }
        }

        var units = new Matrix(genes.Rows, rows.Count);
        for (int g = 0; g < rows.Count; g++)
        {
            for (int i = 0; i < genes.Rows; i++)
            {
                units[i, g] = rows[g][i];
            }
        }

        return new(units, frame, aggregate, threads) { Usable = usable };
    }

    /// <summary>One result a set; null when the map does not vary.</summary>
    /// <param name="map">A finite value a region.</param>
    /// <param name="sets">Positions in <see cref="Usable"/>, at least one and fewer than all in each set.</param>
    /// <param name="draws">Random sets, and surrogates, at least 1.</param>
    /// <param name="seed">Seed of the random sets.</param>
    /// <param name="spatialNull">Null over the same regions, or null.</param>
    public IReadOnlyList<GeneSetResult>? Run(ReadOnlySpan<double> map, IReadOnlyList<int[]> sets, int draws, ulong seed, ISpatialNull? spatialNull)
    {
        ArgumentNullException.ThrowIfNull(sets);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        double[] unit = new double[map.Length];
        if (!_frame.TryUnit(map, unit))
        {
            return null;
        }

        double[] z = [.. _units.Transpose().Multiply(unit).Select(Fisher)];
        double[] values = [.. sets.Select(s => Aggregate([.. s.Select(g => z[g])]))];
        var bySize = sets.Select(s => s.Length).Distinct().Order().ToDictionary(k => k, k => RandomSets(z, k, draws, seed));
        double[][]? surrogates = spatialNull?.Fit(map) is { Fit.Accepted: true } source ? Surrogates(source, sets, draws) : null;
        return [.. sets.Select((s, k) => Summarise(values[k], s.Length, bySize[s.Length], surrogates?[k]))];
    }

    private GeneSetResult Summarise(double value, int genes, double[] random, double[]? surrogates)
    {
        double centre = Moments.Mean(random);
        double setP = P(value, random, centre);
        return surrogates is null
            ? new(value, genes, setP, centre, Moments.StandardDeviation(random), null, null, null)
            : new(value, genes, setP, centre, Moments.StandardDeviation(random), P(value, surrogates, 0), Moments.Mean(surrogates), Moments.StandardDeviation(surrogates));
    }

    private double P(double value, double[] nulls, double centre)
    {
        bool upper = _aggregate is SetAggregate.AbsoluteMean or SetAggregate.AbsoluteMedian;
        int hits = nulls.Count(n => upper ? n >= value - Tolerance : Math.Abs(n - centre) >= Math.Abs(value - centre) - Tolerance);
        return (1.0 + hits) / (1.0 + nulls.Length);
    }

    private static double Fisher(double r) => Elementary.Atanh(Math.Clamp(r, -1 + 1e-15, 1 - 1e-15));

    private double Aggregate(double[] z) => _aggregate switch
    {
        SetAggregate.Mean => Moments.Mean(z),
        SetAggregate.Median => Quantiles.Median(z),
        SetAggregate.AbsoluteMean => Moments.Mean([.. z.Select(Math.Abs)]),
        _ => Quantiles.Median([.. z.Select(Math.Abs)]),
    };

    private double[] RandomSets(double[] z, int size, int draws, ulong seed)
    {
        double[] values = new double[draws];
        int chunks = (draws + ChunkSize - 1) / ChunkSize;
        Parallel.For(0, chunks, new ParallelOptions { MaxDegreeOfParallelism = _threads > 0 ? _threads : -1 }, c =>
        {
            double[] pool = (double[])z.Clone();
            for (int d = c * ChunkSize; d < Math.Min(draws, (c + 1) * ChunkSize); d++)
            {
                // Every draw starts from the same order, so chunks do not matter.
                z.CopyTo(pool, 0);
                var random = new Philox(seed, (0x5345545300UL << 24) ^ ((ulong)size << 32) ^ (ulong)d);
                for (int i = 0; i < size; i++)
                {
                    int j = i + random.NextInt32(pool.Length - i);
                    (pool[i], pool[j]) = (pool[j], pool[i]);
                }

                values[d] = Aggregate(pool[..size]);
            }
        });
        return values;
    }

    private double[][] Surrogates(FittedNull source, IReadOnlyList<int[]> sets, int draws)
    {
        double[][] values = [.. sets.Select(_ => new double[draws])];
        int chunks = (draws + ChunkSize - 1) / ChunkSize;
        Parallel.For(0, chunks, new ParallelOptions { MaxDegreeOfParallelism = _threads > 0 ? _threads : -1 }, c =>
        {
            int first = c * ChunkSize;
            var maps = new Matrix(Math.Min(ChunkSize, draws - first), _units.Rows);
            source.Draw(first, maps);
            var sorter = new RankSorter(_units.Rows);
            double[] scales = [.. Enumerable.Range(0, maps.Rows).Select(d => _frame.PrepareRow(maps.Row(d), sorter))];
            var r = new Matrix(maps.Rows, _units.Columns);
            Gemm.Multiply(maps, _units, r);
            for (int d = 0; d < maps.Rows; d++)
            {
                for (int k = 0; k < sets.Count; k++)
                {
                    values[k][first + d] = Aggregate([.. sets[k].Select(g => Fisher(r[d, g] * scales[d]))]);
                }
            }
        });
        return values;
    }
}
