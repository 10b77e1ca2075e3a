using System.Globalization;
using Etiogrid.Imaging.Nulls;
using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Imaging.Internals;

/// <summary>Maps x atlas maps that have values in exactly the same regions.</summary>
internal sealed class ColocalizationBlock
{
    private readonly ColocalizationOptions _options;
    private readonly int[] _regions;
    private readonly CorrelationFrame _frame;
    private readonly ISpatialNull? _null;
    private readonly Side _maps;
    private readonly Side _atlases;

    public ColocalizationBlock(
        ColocalizationOptions options, ISpatialNull? spatialNull, Matrix? covariates, Matrix maps, Matrix atlas, int[] mapColumns, int[] atlasColumns, int[] regions)
    {
        _options = options;
        _regions = regions;
        _frame = new(regions.Length, options.IsRanked, covariates is null ? null : RegionOrder.TakeRows(covariates, regions));
        bool enough = regions.Length >= ColocalizationPlan.FewestRegions && _frame.DegreesOfFreedom > 0;
        _maps = new(maps, mapColumns, regions, enough ? _frame : null);
        _atlases = new(atlas, atlasColumns, regions, enough ? _frame : null);
        _null = spatialNull is null || !enough ? null : regions.Length == spatialNull.RegionCount ? spatialNull : spatialNull.Restrict(regions);
    }

    public delegate void Report(int map, int atlas, Values values);

    public void Evaluate(Report report)
    {
        // Maps in rows, atlases in columns.
        var observed = _maps.Units.Transpose().Multiply(_atlases.Units);
        Span<double> r = observed.Values;
        for (int k = 0; k < r.Length; k++)
        {
            r[k] = Math.Clamp(r[k], -1, 1);
        }

        var nulls = _null is null ? null : Nulls(observed);
        for (int i = 0; i < _maps.Columns.Length; i++)
        {
            for (int j = 0; j < _atlases.Columns.Length; j++)
            {
                report(_maps.Columns[i], _atlases.Columns[j], Result(i, j, observed[i, j], nulls));
            }
        }
    }

    /// <summary>Two-sided p of a correlation by Student's t.</summary>
    public static double ParametricP(double r, int degreesOfFreedom)
    {
        double rest = (1 - r) * (1 + r);
        return rest > 0 ? StudentT.TwoSided(r * Math.Sqrt(degreesOfFreedom / rest), degreesOfFreedom) : 0;
    }

    private Values Result(int i, int j, double r, NullOutcome? nulls)
    {
        if (_frame.DegreesOfFreedom <= 0 || _regions.Length < ColocalizationPlan.FewestRegions)
        {
            return new(double.NaN, double.NaN, double.NaN, null, string.Create(CultureInfo.InvariantCulture, $"only {_regions.Length} regions in common"));
        }

        if (!_maps.HasVariance[i] || !_atlases.HasVariance[j])
        {
            return new(double.NaN, double.NaN, double.NaN, null, $"the {(_maps.HasVariance[i] ? "atlas map" : "map")} does not vary over the common regions");
        }

        double z = Math.Abs(r) < 1 ? Elementary.Atanh(r) : double.NaN;
        string? refusal = double.IsNaN(z) ? "a correlation of ±1 has no Fisher z" : nulls?.Refusals[i, j];
        return new(r, z, ParametricP(r, _frame.DegreesOfFreedom), nulls?.Summaries[i, j], refusal);
    }

    private NullOutcome Nulls(Matrix observed)
    {
        var outcome = new NullOutcome(new NullSummary?[observed.Rows, observed.Columns], new string?[observed.Rows, observed.Columns]);
        if (_options.Permutations == 0)
        {
            ClosedForm((MoranNull)_null!, observed, outcome);
            return outcome;
        }

        if (_options.Surrogates is SurrogateSide.Map or SurrogateSide.Both)
        {
            TestSide(_maps, _atlases, observed, outcome, ofMaps: true);
        }

        if (_options.Surrogates is SurrogateSide.Atlas or SurrogateSide.Both)
        {
            TestSide(_atlases, _maps, observed.Transpose(), outcome, ofMaps: false);
        }

        return outcome;
    }

    private void TestSide(Side replaced, Side fixedSide, Matrix observed, NullOutcome outcome, bool ofMaps)
    {
        for (int i = 0; i < replaced.Columns.Length; i++)
        {
            if (!replaced.HasVariance[i])
            {
                continue;
            }

            var source = _null!.Fit(replaced.Raw.Row(i));
            var (p, mean, deviation) = source.Fit.Accepted
                ? SurrogateTest.Run(source, _frame, fixedSide.Units, observed.Row(i), _options.Permutations, _options.Threads)
                : ([], [], []);
            for (int j = 0; j < fixedSide.Columns.Length; j++)
            {
                var (row, column) = ofMaps ? (i, j) : (j, i);
                if (source.Fit.Accepted)
                {
                    outcome.Add(row, column, p[j], mean[j], deviation[j], _options.Permutations, ofMaps);
                }
                else
                {
                    outcome.Refuse(row, column, source.Fit.Refusal!);
                }
            }
        }
    }

    /// <summary>Moran randomisation of either side gives the same distribution: Σ ±r_k(x) r_k(y).</summary>
    private void ClosedForm(MoranNull moran, Matrix observed, NullOutcome outcome)
    {
        var x = moran.Components.Multiply(_maps.Units);
        var y = moran.Components.Multiply(_atlases.Units);
        var options = new ParallelOptions { MaxDegreeOfParallelism = _options.Threads > 0 ? _options.Threads : -1 };
        Parallel.For(0, observed.Rows, options, i =>
        {
            double[] products = new double[x.Rows];
            for (int j = 0; j < observed.Columns; j++)
            {
                for (int k = 0; k < products.Length; k++)
                {
                    products[k] = x[k, i] * y[k, j];
                }

                double p = SignFlipTail.TwoSided(products, observed[i, j]);
                outcome.Summaries[i, j] = new(p, 0, SignFlipTail.StandardDeviation(products), 0, p, p);
            }
        });
    }

    /// <summary>The numbers of one pair.</summary>
    internal readonly record struct Values(double R, double Z, double P, NullSummary? Null, string? Refusal);

    private sealed record NullOutcome(NullSummary?[,] Summaries, string?[,] Refusals)
    {
        public void Add(int i, int j, double p, double mean, double deviation, int draws, bool ofMaps)
        {
            var first = Summaries[i, j];
            Summaries[i, j] = first is null
                ? new(p, mean, deviation, draws, ofMaps ? p : null, ofMaps ? null : p)
                : first with { P = Math.Max(first.P, p), AtlasSideP = p };
            if (Refusals[i, j] is not null)
            {
                Summaries[i, j] = null;
            }
        }

        /// <summary>When both sides were asked for and one is refused there is no combined p.</summary>
        public void Refuse(int i, int j, string why)
        {
            Refusals[i, j] = why;
            Summaries[i, j] = null;
        }
    }

    private sealed class Side
    {
        public Side(Matrix source, int[] columns, int[] regions, CorrelationFrame? frame)
        {
            Columns = columns;
            Raw = new(columns.Length, regions.Length);
            Units = new(regions.Length, columns.Length);
            HasVariance = new bool[columns.Length];
            double[] unit = new double[regions.Length];
            for (int j = 0; j < columns.Length; j++)
            {
                var raw = Raw.Row(j);
                for (int i = 0; i < regions.Length; i++)
                {
                    raw[i] = source[regions[i], columns[j]];
                }

                HasVariance[j] = frame is not null && frame.TryUnit(raw, unit);
                for (int i = 0; i < regions.Length && HasVariance[j]; i++)
                {
                    Units[i, j] = unit[i];
                }
            }
        }

        public int[] Columns { get; }

        public Matrix Raw { get; }

        /// <summary>Regions x columns, unit vectors; zero where a map has no variance.</summary>
        public Matrix Units { get; }

        public bool[] HasVariance { get; }
    }
}
