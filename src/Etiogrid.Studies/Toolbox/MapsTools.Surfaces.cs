using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Imaging;
using Etiogrid.Imaging.Parcellated;
using Etiogrid.Imaging.Surfaces;
using Etiogrid.Imaging.Volumes;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Studies.Toolbox;

public static partial class MapsTools
{
    private static readonly string[] SideNames = ["L_", "R_"];

    private static bool IsSurface(string atlas) =>
        new[] { ".gii", ".gii.gz", ".annot" }.Any(e => atlas.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    /// <summary>Files that are parcellated already, joined by region name.</summary>
    private static Parsed<Table> Parcellated(MapsParcellateOptions options)
    {
        var bag = new DiagnosticBag();
        var files = new List<(string Path, NamedMatrix Table)>();
        foreach (string path in options.Images)
        {
            var parsed = path.EndsWith(".stats", StringComparison.OrdinalIgnoreCase) ? FreeSurferStats.Read(path)
                : CiftiFile.IsName(path) ? CiftiFile.Read(path)
                : Parsed.Failed<NamedMatrix>(Diagnostic.Error("E349", "The image needs a parcellation", new(path), expected: "--atlas FILE (.dlabel.nii for dense CIFTI), or a parcellated file (.pscalar.nii, .ptseries.nii, .pconn.nii, .stats)"));
            bag.AddRange(parsed.Diagnostics);
            if (parsed.TryGetValue(out var table))
            {
                files.Add((path, table));
            }
        }

        return bag.HasErrors ? bag.Fail<Table>() : JoinByRegion(files);
    }

    private static Parsed<Table> JoinByRegion(List<(string Path, NamedMatrix Table)> files)
    {
        var regions = files[0].Table.RowNames;
        var joined = new Table(["region", .. files.SelectMany(f => f.Table.ColumnNames.Select(c => files.Count == 1 ? c : $"{BareName(f.Path)}_{c}"))]);
        var aligned = new List<Matrix>();
        var findings = new List<Diagnostic>();
        foreach (var (path, table) in files)
        {
            var order = RegionOrder.Match(table.RowNames, regions, path);
            findings.AddRange(order.Diagnostics);
            if (!order.TryGetValue(out var rows))
            {
                return Parsed.Failed<Table>(findings);
            }

            aligned.Add(RegionOrder.TakeRows(table.Values, rows));
        }

        for (int r = 0; r < regions.Count; r++)
        {
            joined.Add([regions[r], .. aligned.SelectMany(m => m.Row(r).ToArray().Select(v => (object?)Number(v)))]);
        }

        return Parsed.Of(joined, findings);
    }

    /// <summary>Vertex maps over surface regions of one hemisphere, or of the left and the right in turn.</summary>
    private static Parsed<Table> SurfaceMeans(MapsParcellateOptions options)
    {
        int sides = options.Atlas.Count;
        if (options.Images.Count % sides != 0)
        {
            return Parsed.Failed<Table>(Diagnostic.Error("E349", "Two hemispheres need images in pairs", new(options.Images[^1]), options.Images.Count.ToString(CultureInfo.InvariantCulture), "left, right, left, right, …"));
        }

        var bag = new DiagnosticBag();
        VertexLabels?[] labels = [.. options.Atlas.Select(a => Read(VertexLabels.Read(a), bag))];
        var maps = options.Images.Select(i => (Path: i, Maps: Read(VertexMap.Read(i), bag))).ToArray();
        if (bag.HasErrors)
        {
            return bag.Fail<Table>();
        }

        for (int i = 0; i < maps.Length; i++)
        {
            int expected = labels[i % sides]!.RegionOf.Count;
            foreach (double[] map in maps[i].Maps!.Where(m => m.Length != expected))
            {
                bag.Add(Diagnostic.Error("E349", "Map and atlas have different numbers of vertices", new(maps[i].Path), map.Length.ToString(CultureInfo.InvariantCulture), $"{expected} as in {options.Atlas[i % sides]}", "Use an atlas on the same mesh"));
            }
        }

        return bag.Finish(() => SurfaceTable(options, [.. labels.OfType<VertexLabels>()], [.. maps.Select(m => (m.Path, m.Maps!))]));
    }

    private static T? Read<T>(Parsed<T> parsed, DiagnosticBag bag)
        where T : class
    {
        bag.AddRange(parsed.Diagnostics);
        return parsed.TryGetValue(out var value) ? value : null;
    }

    private static Table SurfaceTable(MapsParcellateOptions options, VertexLabels[] labels, (string Path, IReadOnlyList<double[]> Maps)[] maps)
    {
        int sides = labels.Length;
        var columns = new List<(string Name, RegionMean[][] Means)>();
        for (int first = 0; first < maps.Length; first += sides)
        {
            int count = Enumerable.Range(first, sides).Min(i => maps[i].Maps.Count);
            for (int m = 0; m < count; m++)
            {
                string name = BareName(maps[first].Path) + (count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"_{m + 1}"));
                columns.Add((name, [.. labels.Select((l, s) => l.Means(maps[first + s].Maps[m]))]));
            }
        }

        bool prefix = sides == 2 && labels[0].Names.Intersect(labels[1].Names).Any();
        string[] coverage = columns.Count == 1 ? ["coverage"] : [.. columns.Select(c => "coverage_" + c.Name)];
        string[] extra = options.MeansOnly ? [] : ["n_vertices", .. coverage];
        var table = new Table(["region", .. columns.Select(c => c.Name), .. extra]);
        for (int s = 0; s < sides; s++)
        {
            int[] counts = labels[s].Counts;
            for (int r = 0; r < counts.Length; r++)
            {
                object?[] more = options.MeansOnly ? [] : [counts[r], .. columns.Select(c => (object?)Number(c.Means[s][r].Coverage))];
                table.Add([(prefix ? SideNames[s] : "") + labels[s].Names[r], .. columns.Select(c => (object?)Number(c.Means[s][r].Mean)), .. more]);
            }
        }

        return table;
    }
}
