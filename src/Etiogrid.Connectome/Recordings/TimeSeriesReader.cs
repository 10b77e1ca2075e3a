using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Connectome.Recordings;

/// <summary>
/// Reads parcellated recordings: a matrix file with regions in columns (fMRIPrep/XCP-D <c>_timeseries.tsv[.gz]</c>,
/// plain <c>.csv</c>, <c>.npy</c>). A row without any value is a censored volume and is left out with a note.
/// </summary>
/// <remarks>
/// Errors: E601 region named twice, E602 too few volumes, E603 a region partly missing, E604 a region wholly missing,
/// E605 an expected region is absent. Warnings: E606 constant region, E607 fewer volumes than advised, E608 a region nobody asked for.
/// </remarks>
public static class TimeSeriesReader
{
    /// <summary>Reads a file with the default rules.</summary>
    public static Parsed<TimeSeries> Read(string path) => Read(path, TimeSeriesOptions.Default);

    /// <summary>Reads a file.</summary>
    public static Parsed<TimeSeries> Read(string path, TimeSeriesOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return MatrixFile.Read(path).Then(matrix => FromMatrix(path, matrix, options));
    }

    /// <summary>Reads a file and puts its regions into the order of a parcellation, by name.</summary>
    public static Parsed<TimeSeries> Read(string path, IReadOnlyList<string> expectedRegions, TimeSeriesOptions options) =>
        Read(path, options).Then(series => Align(series, expectedRegions));

    /// <summary>Checks a matrix that was read elsewhere.</summary>
    public static Parsed<TimeSeries> FromMatrix(string source, NamedMatrix matrix, TimeSeriesOptions options)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(options);
        var bag = new DiagnosticBag();
        CheckNames(source, matrix.ColumnNames, bag);
        var values = WithoutCensoredVolumes(source, matrix, bag);
        CheckVolumes(source, values.Rows, options, bag);
        CheckMissing(source, matrix.ColumnNames, matrix.Values, values.Rows, options, bag);
        if (bag.HasErrors)
        {
            return bag.Fail<TimeSeries>();
        }

        var series = new TimeSeries(source, matrix.ColumnNames, values);
        ReportConstant(series, bag);
        return bag.Finish(() => series);
    }

    /// <summary>Reorders regions to a list of names; absent names are errors with the nearest name found, extra ones are left out with a warning.</summary>
    public static Parsed<TimeSeries> Align(TimeSeries series, IReadOnlyList<string> expectedRegions)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(expectedRegions);
        var bag = new DiagnosticBag();
        var index = series.Regions.Select((name, i) => (name, i)).ToDictionary(x => x.name, x => x.i, StringComparer.Ordinal);
        List<int> order = [];
        foreach (string name in expectedRegions)
        {
            if (index.Remove(name, out int column))
            {
                order.Add(column);
                continue;
            }

            string? nearest = NearestName.Among(name, series.Regions);
            bag.Add(Diagnostic.Error("E605", $"The region '{name}' of the parcellation has no column", new(series.Source, 1), nearest, $"a column named '{name}'", "Use the parcellation the signals were extracted with, or rename the column"));
        }

        foreach (string extra in index.Keys.Order(StringComparer.Ordinal))
        {
            bag.Add(Diagnostic.Warning("E608", $"The column '{extra}' is no region of the parcellation and is left out", new(series.Source, 1, extra)));
        }

        return bag.Finish(() => series.SelectRegions(order));
    }

    private static void CheckNames(string source, IReadOnlyList<string> names, DiagnosticBag bag)
    {
        foreach (var repeated in names.GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            bag.Add(Diagnostic.Error("E601", "The region name occurs twice", new(source, 1, repeated.Key), repeated.Key, "unique region names", "Rename one of the columns"));
        }
    }

    private static Matrix WithoutCensoredVolumes(string source, NamedMatrix matrix, DiagnosticBag bag)
    {
        var values = matrix.Values;
        int[] kept = [.. Enumerable.Range(0, values.Rows).Where(i => values.Columns == 0 || values.Row(i).ContainsAnyExcept(double.NaN))];
        if (kept.Length == values.Rows)
        {
            return values;
        }

        bag.Add(Diagnostic.Note("E609", $"{values.Rows - kept.Length} volumes without any value are censored", new(source)));
        var result = new Matrix(kept.Length, values.Columns);
        for (int i = 0; i < kept.Length; i++)
        {
            values.Row(kept[i]).CopyTo(result.Row(i));
        }

        return result;
    }

    private static void CheckVolumes(string source, int volumes, TimeSeriesOptions options, DiagnosticBag bag)
    {
        string found = volumes.ToString(CultureInfo.InvariantCulture);
        if (volumes < options.MinimumVolumes)
        {
            bag.Add(Diagnostic.Error("E602", "The recording has too few volumes", new(source), found, $"at least {options.MinimumVolumes}", "Leave this session out, or lower the minimum if you know why"));
        }
        else if (volumes < options.AdvisedVolumes)
        {
            bag.Add(Diagnostic.Warning("E607", "The recording is short; connectivity estimates will be noisy", new(source), found, $"{options.AdvisedVolumes} volumes or more"));
        }
    }

    private static void CheckMissing(string source, IReadOnlyList<string> names, Matrix values, int usableVolumes, TimeSeriesOptions options, DiagnosticBag bag)
    {
        int censored = values.Rows - usableVolumes;
        if (!Enumerable.Range(0, values.Rows).Any(i => HasMissing(values.Row(i))))
        {
            return;
        }

        for (int j = 0; j < values.Columns; j++)
        {
            double[] column = values.Column(j);
            int missing = column.Count(double.IsNaN) - censored;
            if (missing > 0 && missing == usableVolumes)
            {
                bag.Add(Missing(source, names[j], options.AllowMissingRegions));
            }
            else if (missing > 0)
            {
                int row = FirstPartialRow(values, j);
                bag.Add(Diagnostic.Error("E603", $"{missing} of {usableVolumes} volumes of this region have no value", new(source, row + 2, names[j]), "n/a", "a number in every volume", "Censor these volumes in all regions (a row of n/a), or remove the column"));
            }
        }
    }

    private static bool HasMissing(ReadOnlySpan<double> row)
    {
        foreach (double value in row)
        {
            if (double.IsNaN(value))
            {
                return true;
            }
        }

        return false;
    }

    private static Diagnostic Missing(string source, string region, bool allowed) => allowed
        ? Diagnostic.Warning("E604", "The region has no value in any volume and stays missing", new(source, 2, region), "n/a")
        : Diagnostic.Error("E604", "The region has no value in any volume", new(source, 2, region), "n/a", "numbers", "Remove the column, or allow missing regions");

    private static int FirstPartialRow(Matrix values, int column) =>
        Enumerable.Range(0, values.Rows).First(i => double.IsNaN(values[i, column]) && values.Row(i).ContainsAnyExcept(double.NaN));

    private static void ReportConstant(TimeSeries series, DiagnosticBag bag)
    {
        for (int j = 0; j < series.Regions.Count; j++)
        {
            if (series.States[j] == RegionState.Constant)
            {
                bag.Add(Diagnostic.Warning("E606", "The region's signal is constant; its correlations are undefined", new(series.Source, 2, series.Regions[j]), Cell.Format(series.Values[0, j]), "a signal that varies", "Check coverage and masking of this region"));
            }
        }
    }
}
