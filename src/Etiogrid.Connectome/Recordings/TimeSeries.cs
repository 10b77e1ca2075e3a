using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Recordings;

/// <summary>
/// Parcellated signals of one session: one row a volume, one column a region, regions known by name.
/// Values are finite except in columns whose state is <see cref="RegionState.Missing"/>, which hold NaN throughout.
/// </summary>
public sealed class TimeSeries
{
    /// <summary>A recording from values that were checked by the caller.</summary>
    /// <param name="source">Where it came from, for diagnostics.</param>
    /// <param name="regions">One name a column.</param>
    /// <param name="values">Volumes x regions.</param>
    /// <exception cref="ArgumentException">The names do not fit the columns, or a column is partly NaN.</exception>
    public TimeSeries(string source, IReadOnlyList<string> regions, Matrix values)
    {
        ArgumentNullException.ThrowIfNull(regions);
        ArgumentNullException.ThrowIfNull(values);
        if (regions.Count != values.Columns)
        {
            throw new ArgumentException($"{values.Columns} columns need as many names; found {regions.Count}.", nameof(regions));
        }

        Source = source;
        Regions = regions;
        Values = values;
        var signals = values.Transpose();
        States = [.. Enumerable.Range(0, values.Columns).Select(j => StateOf(signals.Row(j), j))];
        Varying = [.. Enumerable.Range(0, values.Columns).Where(j => States[j] == RegionState.Varying)];
    }

    /// <summary>Where the recording came from, as the user named it.</summary>
    public string Source { get; }

    /// <summary>Region names in column order.</summary>
    public IReadOnlyList<string> Regions { get; }

    /// <summary>Volumes x regions, in the units of the file.</summary>
    public Matrix Values { get; }

    /// <summary>One state a region.</summary>
    public IReadOnlyList<RegionState> States { get; }

    /// <summary>Columns whose state is <see cref="RegionState.Varying"/>, ascending.</summary>
    public IReadOnlyList<int> Varying { get; }

    /// <summary>Number of volumes.</summary>
    public int Volumes => Values.Rows;

    /// <summary>The recording restricted to some volumes, in the given order.</summary>
    public TimeSeries SelectVolumes(IReadOnlyList<int> volumes)
    {
        ArgumentNullException.ThrowIfNull(volumes);
        var values = new Matrix(volumes.Count, Values.Columns);
        for (int i = 0; i < volumes.Count; i++)
        {
            Values.Row(volumes[i]).CopyTo(values.Row(i));
        }

        return new(Source, Regions, values);
    }

    /// <summary>The recording restricted to some regions, in the given order.</summary>
    public TimeSeries SelectRegions(IReadOnlyList<int> regions)
    {
        ArgumentNullException.ThrowIfNull(regions);
        var values = new Matrix(Values.Rows, regions.Count);
        for (int i = 0; i < values.Rows; i++)
        {
            var source = Values.Row(i);
            var destination = values.Row(i);
            for (int j = 0; j < regions.Count; j++)
            {
                destination[j] = source[regions[j]];
            }
        }

        return new(Source, [.. regions.Select(j => Regions[j])], values);
    }

    /// <summary>A column counts as constant when its spread is below what rounding of its own magnitude can make.</summary>
    private static RegionState StateOf(ReadOnlySpan<double> column, int index)
    {
        int missing = 0;
        double largest = 0;
        foreach (double value in column)
        {
            missing += double.IsNaN(value) ? 1 : 0;
            largest = Math.Max(largest, Math.Abs(value));
        }

        if (missing > 0)
        {
            return missing == column.Length
                ? RegionState.Missing
                : throw new ArgumentException($"Column {index} is partly NaN; regions are either complete or missing.", nameof(column));
        }

        double mean = Moments.Mean(column);
        foreach (double value in column)
        {
            if (!(Math.Abs(value - mean) <= 1e-13 * largest))
            {
                return RegionState.Varying;
            }
        }

        return RegionState.Constant;
    }
}
