using Etiogrid.Connectome.Gradients;
using Etiogrid.Connectome.Recordings;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Core.Regions;
using Etiogrid.Files;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Studies.Toolbox;

/// <content>Connectopic maps.</content>
public static partial class ConnectomeTools
{
    /// <summary>Maps of gradual change of connections within a structure: one row a place, columns <c>map_1 …</c> from 0 to 1.</summary>
    public static Parsed<Table> Connectopy(ConnectomeConnectopyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return TimeSeriesReader.Read(options.TimeSeries, new() { AllowMissingRegions = true, MinimumVolumes = 10 }).Then(series =>
            Named(series, options.Structure, options.TimeSeries).Then(structure =>
                (options.Rest.Count == 0 ? Parsed.Of<IReadOnlyList<int>>([.. series.Varying.Except(structure)]) : Named(series, options.Rest, options.TimeSeries)).Then(rest =>
                    Connectopy(options, series, structure, [.. rest.Except(structure)]))));
    }

    private static Parsed<Table> Connectopy(ConnectomeConnectopyOptions options, TimeSeries series, IReadOnlyList<int> structure, IReadOnlyList<int> rest)
    {
        if (structure.Count < 3 || rest.Count < 2 || options.Maps >= structure.Count)
        {
            return Parsed.Failed<Table>(Diagnostic.Error("E676", "The structure is too small for these maps", new(options.TimeSeries), $"{structure.Count} places, {rest.Count} other regions, {options.Maps} maps", "at least 3 places, 2 other regions, fewer maps than places", "Give the structure's voxels or fine parcels as columns"));
        }

        var found = ConnectopicMap.Compute(series, structure, rest, options.Maps);
        if (options.TrendOrder > 0)
        {
            return Centres(options.Coordinates, series, structure).Then(centres => TrendTable(options, structure, centres!, found));
        }

        var table = new Table(["name", .. Enumerable.Range(1, options.Maps).Select(k => $"map_{k}")]);
        for (int i = 0; i < found.Places.Count; i++)
        {
            table.Add([found.Places[i], .. found.Maps.Row(i).ToArray().Cast<object?>()]);
        }

        return Parsed.Of(table);
    }

    /// <summary>One row a map and term: coefficients of the trend surface and its share of the map's variance.</summary>
    private static Parsed<Table> TrendTable(ConnectomeConnectopyOptions options, IReadOnlyList<int> structure, IReadOnlyList<Coordinate> centres, ConnectopicMap found)
    {
        var places = new Matrix(structure.Count, 3, [.. structure.SelectMany(j => new[] { centres[j].X, centres[j].Y, centres[j].Z })]);
        var table = new Table("map", "term", "coefficient", "r2");
        for (int c = 0; c < options.Maps; c++)
        {
            if (TrendSurface.Fit(places, found.Maps.Column(c), options.TrendOrder) is not { } surface)
            {
                return Parsed.Failed<Table>(Diagnostic.Error("E695", "The trend surface does not fit the places", new(options.Coordinates), $"{structure.Count} places, {1 + (3 * options.TrendOrder)} terms", "more places than terms, not all in one plane", "Pass a smaller --trend"));
            }

            foreach (var (term, coefficient) in TrendSurface.Terms(options.TrendOrder).Zip(surface.Coefficients))
            {
                table.Add($"map_{c + 1}", term, coefficient, surface.Explained);
            }
        }

        return Parsed.Of(table);
    }

    /// <summary>Varying columns by name or by the beginning of a name; every pattern must match something.</summary>
    private static Parsed<IReadOnlyList<int>> Named(TimeSeries series, IReadOnlyList<string> patterns, string source)
    {
        var bag = new DiagnosticBag();
        SortedSet<int> found = [];
        foreach (string pattern in patterns)
        {
            int[] hits = [.. series.Varying.Where(j => pattern.EndsWith('*') ? series.Regions[j].StartsWith(pattern[..^1], StringComparison.Ordinal) : series.Regions[j] == pattern)];
            found.UnionWith(hits);
            if (hits.Length == 0)
            {
                bag.Add(Diagnostic.Error("E675", "No region with a varying signal has this name", new(source, 1), pattern, "a column name, or its beginning with *", series.Regions.Contains(pattern) ? "Its signal is constant or missing: leave it out" : NearestName.Among(pattern, series.Regions) is { } near ? $"Did you mean {near}" : null));
            }
        }

        return bag.Finish<IReadOnlyList<int>>(() => [.. found]);
    }
}
