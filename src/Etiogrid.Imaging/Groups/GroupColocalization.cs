using Etiogrid.Imaging.Internals;
using Etiogrid.Imaging.Nulls;
using Etiogrid.Imaging.Regression;
using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Imaging.Groups;

/// <summary>
/// Co-localisation of a group with an atlas after Dukart et al. 2021 (doi 10.1002/hbm.25244): maps by <see cref="GroupMode"/>, Fisher's z of their
/// correlations (or regression coefficients), parametric p, and p under exchange of people. Regions missing anywhere are left out everywhere.
/// </summary>
public sealed class GroupColocalization
{
    private const double Tolerance = 1e-12;

    private readonly GroupOptions _options;
    private readonly Matrix _predictors;
    private readonly CorrelationFrame _frame;
    private readonly Matrix _units;

    private GroupColocalization(GroupOptions options, Matrix maps, int[] regions, Matrix predictors, CorrelationFrame frame, Matrix units)
    {
        _options = options;
        Maps = maps;
        Regions = regions;
        _predictors = predictors;
        _frame = frame;
        _units = units;
        Results = [];
    }

    /// <summary>Maps x all regions, as the mode made them.</summary>
    public Matrix Maps { get; }

    /// <summary>Indices of the regions used.</summary>
    public int[] Regions { get; }

    /// <summary>One result an atlas map.</summary>
    public IReadOnlyList<GroupResult> Results { get; private set; }

    /// <summary>
    /// Runs a comparison; null when fewer than <see cref="ColocalizationPlan.FewestRegions"/> regions remain, a map does not vary,
    /// or the atlas maps are combinations of each other (multiple regression).
    /// </summary>
    /// <param name="options">Mode, method, exchanges.</param>
    /// <param name="cases">People x regions.</param>
    /// <param name="controls">People x regions, or null.</param>
    /// <param name="atlas">Regions x atlas maps.</param>
    /// <param name="covariates">Regions x covariates for partial methods, or null.</param>
    public static GroupColocalization? TryRun(GroupOptions options, Matrix cases, Matrix? controls, Matrix atlas, Matrix? covariates)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentNullException.ThrowIfNull(atlas);
        var (adjustedCases, adjustedControls) = options.People is null ? (cases, controls) : options.People.Adjust(Stack(cases, controls!));
        var maps = GroupMaps.Compute(options.Mode, adjustedCases, adjustedControls);
        int[] regions = Complete(maps, atlas, covariates);
        bool ranked = options.Method is ColocalizationMethod.Spearman or ColocalizationMethod.PartialSpearman;
        var frame = new CorrelationFrame(regions.Length, ranked, covariates is null ? null : RegionOrder.TakeRows(covariates, regions));
        if (regions.Length < ColocalizationPlan.FewestRegions || frame.DegreesOfFreedom <= 0)
        {
            return null;
        }

        var predictors = RegionOrder.TakeRows(atlas, regions);
        var units = Units(frame, predictors.Transpose());
        if (units is null)
        {
            return null;
        }

        var run = new GroupColocalization(options, maps, regions, predictors, frame, units.Transpose());
        return run.Evaluate(cases, controls) ? run : null;
    }

    private bool Evaluate(Matrix cases, Matrix? controls)
    {
        if (Statistics(Maps, withP: true) is not { } observed)
        {
            return false;
        }

        var exchanges = _options.Permutations > 0 && GroupMaps.NeedsControls(_options.Mode)
            ? GroupExchanges.Draw(cases.Rows, controls!.Rows, GroupMaps.IsPaired(_options.Mode), _options.Null, _options.Permutations, _options.Seed)
            : null;
        double[][]? nulls = exchanges is null ? null : Exchange(exchanges, cases, controls!);
        var results = new GroupResult[_predictors.Columns];
        for (int a = 0; a < results.Length; a++)
        {
            results[a] = Summarise(observed.Values.Column(a), observed.P!.Column(a), exchanges, nulls is null ? null : [.. nulls.Select(n => n[a])]);
        }

        Results = _options.SpatialNull is null ? results : Spatial(results, _options.SpatialNull);
        return true;
    }

    private GroupResult[] Spatial(GroupResult[] results, ISpatialNull whole)
    {
        var spatialNull = Regions.Length == whole.RegionCount ? whole : whole.Restrict(Regions);
        var used = RegionOrder.TakeRows(Maps.Transpose(), Regions);
        if (_options.Method is null)
        {
            var tests = GroupSpatialTest.Regression(spatialNull, _predictors, used.Transpose(), _options.SpatialDraws, _options.Threads);
            return tests is null ? results : [.. results.Select((r, a) => r with { Spatial = tests[a] })];
        }

        var units = Units(_frame, used.Transpose())!.Transpose();
        return [.. results.Select((r, a) => r with
        {
            Spatial = GroupSpatialTest.Correlation(spatialNull.Fit(_predictors.Column(a)), _frame, units, r.Values, _options.SpatialDraws, _options.Threads),
        })];
    }

    private static Matrix Stack(Matrix cases, Matrix controls)
    {
        var people = new Matrix(cases.Rows + controls.Rows, cases.Columns);
        cases.Values.CopyTo(people.Values, 0);
        controls.Values.CopyTo(people.Values, cases.Values.Length);
        return people;
    }

    private static GroupResult Summarise(double[] values, double[] p, GroupExchanges? exchanges, double[]? nulls)
    {
        double mean = Moments.Mean(values);
        double meanP = double.NaN;
        double margin = double.NaN;
        if (values.Length > 1)
        {
            double error = Moments.StandardDeviation(values) / Math.Sqrt(values.Length);
            meanP = StudentT.TwoSided(mean / error, values.Length - 1);
            margin = error * StudentT.Quantile(0.975, values.Length - 1);
        }

        if (exchanges is null || nulls is null)
        {
            return new(values, p, mean, meanP, mean - margin, mean + margin, null, null, null);
        }

        // An exchange without a value (a region lost its spread) counts against the finding.
        int hits = nulls.Count(n => !(Math.Abs(n) < Math.Abs(mean) - Tolerance));
        double[] finite = [.. nulls.Where(double.IsFinite)];
        return new(values, p, mean, meanP, mean - margin, mean + margin, exchanges.P(hits), Moments.Mean(finite), Moments.StandardDeviation(finite));
    }

    private double[][] Exchange(GroupExchanges exchanges, Matrix cases, Matrix controls)
    {
        var people = RegionOrder.TakeRows(Stack(cases, controls).Transpose(), Regions).Transpose();
        double[][] means = new double[exchanges.Orders.Count][];
        var threads = new ParallelOptions { MaxDegreeOfParallelism = _options.Threads > 0 ? _options.Threads : -1 };
        Parallel.For(0, means.Length, threads, d =>
        {
            var (newCases, newControls) = Exchanged(people, exchanges.Orders[d], cases.Rows);
            var statistics = Statistics(GroupMaps.Compute(_options.Mode, newCases, newControls), withP: false);
            means[d] = [.. Enumerable.Range(0, _predictors.Columns).Select(a => statistics is null ? double.NaN : Moments.Mean(statistics.Value.Values.Column(a)))];
        });
        return means;
    }

    private (Matrix Cases, Matrix Controls) Exchanged(Matrix people, int[] order, int cases) => _options.People is { } covariates
        ? covariates.Adjust(covariates.Exchange(people, order))
        : (RegionOrder.TakeRows(people, order[..cases]), RegionOrder.TakeRows(people, order[cases..]));

    /// <summary>Maps x atlas maps; null when a map does not vary. Maps have all regions, or already only those used.</summary>
    private (Matrix Values, Matrix? P)? Statistics(Matrix maps, bool withP)
    {
        var used = maps.Columns == Regions.Length ? maps : RegionOrder.TakeRows(maps.Transpose(), Regions).Transpose();
        return _options.Method is null ? Coefficients(used, withP) : Correlations(used, withP);
    }

    private (Matrix Values, Matrix? P)? Correlations(Matrix maps, bool withP)
    {
        if (Units(_frame, maps) is not { } units)
        {
            return null;
        }

        var r = units.Multiply(_units);
        var p = withP ? new Matrix(r.Rows, r.Columns) : null;
        for (int k = 0; k < r.Values.Length; k++)
        {
            double value = Math.Clamp(r.Values[k], -1, 1);
            if (p is not null)
            {
                p.Values[k] = ColocalizationBlock.ParametricP(value, _frame.DegreesOfFreedom);
            }

            r.Values[k] = Elementary.Atanh(value);
        }

        return (r, p);
    }

    private (Matrix Values, Matrix? P)? Coefficients(Matrix maps, bool withP)
    {
        var values = new Matrix(maps.Rows, _predictors.Columns);
        var p = withP ? new Matrix(maps.Rows, _predictors.Columns) : null;
        for (int i = 0; i < maps.Rows; i++)
        {
            if (MultipleRegression.TryFit(_predictors, maps.Row(i)) is not { } fit)
            {
                return null;
            }

            fit.Coefficients.CopyTo(values.Row(i));
            if (p is not null)
            {
                fit.PValues.CopyTo(p.Row(i));
            }
        }

        return (values, p);
    }

    /// <summary>Rows as unit vectors; null when one does not vary or has a missing value.</summary>
    private static Matrix? Units(CorrelationFrame frame, Matrix rows)
    {
        var units = new Matrix(rows.Rows, rows.Columns);
        for (int i = 0; i < rows.Rows; i++)
        {
            if (rows.Row(i).ContainsAnyExceptInRange(double.MinValue, double.MaxValue) || !frame.TryUnit(rows.Row(i), units.Row(i)))
            {
                return null;
            }
        }

        return units;
    }

    private static int[] Complete(Matrix maps, Matrix atlas, Matrix? covariates) =>
        [.. Enumerable.Range(0, maps.Columns).Where(j =>
            maps.Column(j).All(double.IsFinite)
            && !atlas.Row(j).ContainsAnyExceptInRange(double.MinValue, double.MaxValue)
            && (covariates is null || !covariates.Row(j).ContainsAnyExceptInRange(double.MinValue, double.MaxValue)))];
}
