using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Core.Regions;
using Etiogrid.Files;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Imaging;

/// <summary>
/// Region centres as read from a file: a table with columns x, y, z (also x_mni, mni_x, …; a name column; a hemisphere column),
/// or a bare matrix of three columns, with or without row names.
/// </summary>
/// <param name="Names">Region names, or 1..n where the file has none.</param>
/// <param name="Values">Regions x 3.</param>
/// <param name="Hemispheres">Sides, from a column, the names, the sign of x, or, on a sphere, the order (left half first).</param>
public sealed record RegionCoordinates(IReadOnlyList<string> Names, Matrix Values, IReadOnlyList<Hemisphere> Hemispheres)
{
    private static readonly string[] NameColumns = ["name", "label", "region", "region_name", "roi"];
    private static readonly string[] SideColumns = ["hemisphere", "hemi", "side"];

    /// <summary>Reads one file, or two: the left hemisphere, then the right.</summary>
    public static Parsed<RegionCoordinates> Read(IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return paths.Count == 2
            ? ReadFile(paths[0]).Then(left => ReadFile(paths[1]).Select(right => Join(left, right)))
            : ReadFile(paths[0]);
    }

    /// <summary>The side a region name states (L_, LH_, lh., left-, 7Networks_LH_, …_L), or none.</summary>
    public static Hemisphere SideOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string[] parts = name.ToUpperInvariant().Split('_', '-', '.', ' ');
        foreach (string part in new[] { parts[0], parts.Length > 1 ? parts[1] : "", parts[^1] })
        {
            switch (part)
            {
                case "L" or "LH" or "LEFT" or "CTXL":
                    return Hemisphere.Left;
                case "R" or "RH" or "RIGHT" or "CTXR":
                    return Hemisphere.Right;
            }
        }

        return Hemisphere.None;
    }

    private static RegionCoordinates Join(RegionCoordinates left, RegionCoordinates right)
    {
        var values = new Matrix(left.Values.Rows + right.Values.Rows, 3);
        left.Values.Values.CopyTo(values.Values, 0);
        right.Values.Values.CopyTo(values.Values, left.Values.Values.Length);
        bool numbered = left.Names.Intersect(right.Names).Any();
        IEnumerable<string> names = numbered ? Enumerable.Range(1, values.Rows).Select(i => i.ToString(CultureInfo.InvariantCulture)) : left.Names.Concat(right.Names);
        return new(
            [.. names],
            values,
            [.. Enumerable.Repeat(Hemisphere.Left, left.Values.Rows), .. Enumerable.Repeat(Hemisphere.Right, right.Values.Rows)]);
    }

    private static Parsed<RegionCoordinates> ReadFile(string path)
    {
        if (path.EndsWith(".gii", StringComparison.OrdinalIgnoreCase))
        {
            return Surfaces.GiftiFile.Read(path).Then(file => file.Arrays.FirstOrDefault(a => a.Intent == Surfaces.GiftiIntent.Points && a.Columns == 3) is { } points
                ? Parsed.Of(FromMatrix(new([.. Enumerable.Range(1, points.Rows).Select(i => i.ToString(CultureInfo.InvariantCulture))], ["x", "y", "z"], new Matrix(points.Rows, 3, points.Values))))
                : Parsed.Failed<RegionCoordinates>(Diagnostic.Error("E304", "The GIFTI file holds no points", new(path), expected: "a .surf.gii file (sphere)")));
        }

        if (!path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase) && DelimitedTable.Read(path).TryGetValue(out var table) && AxisColumns(table) is { } axes)
        {
            return FromTable(table, axes);
        }

        return MatrixFile.Read(path).Then(matrix => matrix.Values.Columns == 3
            ? Parsed.Of(FromMatrix(matrix))
            : Parsed.Failed<RegionCoordinates>(Diagnostic.Error("E304", "Coordinates need three columns", new(path), matrix.Values.Columns.ToString(CultureInfo.InvariantCulture), "x, y and z, or a table with columns of these names")));
    }

    private static int[]? AxisColumns(DelimitedTable table)
    {
        int[] columns = [.. "xyz".Select(axis => table.Header.ToList().FindIndex(h => IsAxis(h, axis)))];
        return columns.All(c => c >= 0) ? columns : null;
    }

    private static bool IsAxis(string header, char axis)
    {
        string h = header.Trim().ToLowerInvariant();
        return h == axis.ToString() || h == $"{axis}_mni" || h == $"mni_{axis}" || h == $"{axis}_mm" || h == $"mni{axis}" || h == $"{axis}.mni";
    }

    private static Parsed<RegionCoordinates> FromTable(DelimitedTable table, int[] axes)
    {
        var bag = new DiagnosticBag();
        var values = new Matrix(table.Rows.Count, 3);
        for (int i = 0; i < table.Rows.Count; i++)
        {
            for (int a = 0; a < 3; a++)
            {
                string cell = table.Rows[i][axes[a]];
                if (!Cell.TryNumber(cell, out double v))
                {
                    bag.Add(Diagnostic.Error("E110", "The cell is not a finite number", table.PlaceOf(i, table.Header[axes[a]]), cell, "millimetres", Cell.FixFor(cell)));
                }

                values[i, a] = v;
            }
        }

        int name = Column(table, NameColumns);
        int side = Column(table, SideColumns);
        string[] names = [.. table.Rows.Select((r, i) => name >= 0 ? r[name].Trim() : (i + 1).ToString(CultureInfo.InvariantCulture))];
        return bag.Finish(() => new RegionCoordinates(names, values, Sides(names, values, side < 0 ? null : [.. table.Rows.Select(r => SideOf(r[side].Trim()))])));
    }

    private static int Column(DelimitedTable table, string[] candidates) =>
        table.Header.ToList().FindIndex(h => candidates.Contains(h.Trim().ToLowerInvariant()));

    private static RegionCoordinates FromMatrix(NamedMatrix matrix) =>
        new(matrix.RowNames, matrix.Values, Sides(matrix.RowNames, matrix.Values, null));

    private static Hemisphere[] Sides(IReadOnlyList<string> names, Matrix values, Hemisphere[]? stated)
    {
        Hemisphere[] byName = stated ?? [.. names.Select(SideOf)];
        bool sphere = OnSphere(values);
        return [.. byName.Select((h, i) => h != Hemisphere.None ? h : sphere ? ByOrder(i, byName.Length) : BySign(values[i, 0]))];
    }

    private static Hemisphere ByOrder(int i, int n) => i < n / 2 ? Hemisphere.Left : Hemisphere.Right;

    private static Hemisphere BySign(double x) => x < 0 ? Hemisphere.Left : x > 0 ? Hemisphere.Right : Hemisphere.None;

    /// <summary>Both FreeSurfer hemisphere spheres are centred at the origin, so the sign of x says nothing there.</summary>
    private static bool OnSphere(Matrix values)
    {
        double least = double.PositiveInfinity;
        double largest = 0;
        for (int i = 0; i < values.Rows; i++)
        {
            double norm = Math.Sqrt(Numerics.Statistics.Moments.Dot(values.Row(i), values.Row(i)));
            (least, largest) = (Math.Min(least, norm), Math.Max(largest, norm));
        }

        return largest <= Nulls.SpinNull.SphereSpread * least;
    }
}
