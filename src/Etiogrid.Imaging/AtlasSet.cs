using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Core.Regions;
using Etiogrid.Files;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Imaging;

/// <summary>
/// Pathway maps (receptor densities, gene expression, …) over the regions of one parcellation.
/// Regions are matched by name, never by row: tables of the same atlas circulate in different row orders.
/// </summary>
public sealed class AtlasSet
{
    private AtlasSet(IReadOnlyList<string> regionNames, IReadOnlyList<string> mapNames, Matrix values)
    {
        RegionNames = regionNames;
        MapNames = mapNames;
        Values = values;
    }

    /// <summary>Region names in row order, unique.</summary>
    public IReadOnlyList<string> RegionNames { get; }

    /// <summary>Map names in column order, unique.</summary>
    public IReadOnlyList<string> MapNames { get; }

    /// <summary>Regions x maps, in the unit of each map; NaN is a region the map does not cover.</summary>
    public Matrix Values { get; }

    /// <summary>Takes a matrix read elsewhere. Errors: E301 names do not fit or occur twice.</summary>
    public static Parsed<AtlasSet> From(NamedMatrix table, string file, IReadOnlyList<string>? regionNames = null, IReadOnlyList<string>? mapNames = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        var bag = new DiagnosticBag();
        IReadOnlyList<string> rows = regionNames ?? table.RowNames;
        IReadOnlyList<string> columns = mapNames ?? table.ColumnNames;
        CheckNames(rows, table.Values.Rows, "region", file, bag);
        CheckNames(columns, table.Values.Columns, "map", file, bag);
        return bag.Finish(() => new AtlasSet(rows, columns, table.Values));
    }

    /// <summary>
    /// Reads a matrix file, rows = regions. Names come from the file, or from the two lists where the file has none.
    /// Errors: those of <see cref="MatrixFile.Read"/>, and E301.
    /// </summary>
    public static Parsed<AtlasSet> Read(string path, IReadOnlyList<string>? regionNames = null, IReadOnlyList<string>? mapNames = null) =>
        MatrixFile.Read(path).Then(table => From(table, path, regionNames, mapNames));

    /// <summary>
    /// The same maps in the region order of a parcellation. A region that the atlas lacks is an error (E302) that names the nearest region;
    /// regions of the atlas outside the parcellation are left out and counted in a warning (E303).
    /// </summary>
    public Parsed<AtlasSet> AlignTo(Parcellation parcellation, string file)
    {
        ArgumentNullException.ThrowIfNull(parcellation);
        return AlignTo([.. parcellation.Regions.Select(r => r.Name)], file);
    }

    /// <summary>As <see cref="AlignTo(Parcellation, string)"/>, for a list of region names.</summary>
    public Parsed<AtlasSet> AlignTo(IReadOnlyList<string> regions, string file) =>
        RegionOrder.Match(RegionNames, regions, file).Select(order => new AtlasSet(regions, MapNames, RegionOrder.TakeRows(Values, order)));

    /// <summary>The named maps only, in the given order.</summary>
    /// <exception cref="ArgumentException">A name is not in the set.</exception>
    public AtlasSet Select(IReadOnlyList<string> mapNames)
    {
        ArgumentNullException.ThrowIfNull(mapNames);
        int[] columns = new int[mapNames.Count];
        for (int j = 0; j < columns.Length; j++)
        {
            columns[j] = MapNames.ToList().IndexOf(mapNames[j]);
            if (columns[j] < 0)
            {
                throw new ArgumentException($"'{mapNames[j]}' is not among the maps {string.Join(", ", MapNames)}.", nameof(mapNames));
            }
        }

        return new(RegionNames, mapNames, RegionOrder.TakeRows(Values.Transpose(), columns).Transpose());
    }

    private static void CheckNames(IReadOnlyList<string> names, int expected, string what, string file, DiagnosticBag bag)
    {
        if (names.Count != expected)
        {
            bag.Add(Diagnostic.Error("E301", $"The list of {what} names does not fit the matrix", new(file), names.Count.ToString(CultureInfo.InvariantCulture), $"{expected} names", $"Give one {what} name for each"));
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < names.Count; i++)
        {
            if (!seen.Add(names[i]))
            {
                bag.Add(Diagnostic.Error("E301", $"The {what} name occurs twice", new(file, i + 1), names[i], "unique names", $"Rename or remove one {what}"));
            }
        }
    }
}
