using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Imaging.Parcellated;
using Etiogrid.Imaging.Volumes;

namespace Etiogrid.Studies.Toolbox;

public static partial class MapsTools
{
    private static readonly string[] LabelColumns = ["index", "idx", "id", "label_id", "value", "number"];
    private static readonly string[] LabelNameColumns = ["name", "label", "region", "region_name", "roi"];

    /// <summary><c>maps parcellate</c>: means of images over the regions of a label image, with the number of voxels and the share covered.</summary>
    public static Parsed<Table> Parcellate(MapsParcellateOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Atlas.Count == 0)
        {
            return Parcellated(options);
        }

        if (DenseCifti.IsName(options.Atlas[0]))
        {
            return DenseMeans(options);
        }

        if (IsSurface(options.Atlas[0]))
        {
            return SurfaceMeans(options);
        }

        return options.Atlas.Count > 1
            ? Parsed.Failed<Table>(Diagnostic.Error("E349", "Volumes have one label image", new(options.Atlas[1]), expected: "one --atlas FILE, or .label.gii or .annot files of the left and the right hemisphere"))
            : NiftiImage.Read(options.Atlas[0]).Then(image => LabelVolume.From(image, options.Atlas[0])).Then(atlas =>
                LabelTable(options, atlas).Then(labels => Means(options, atlas, labels)));
    }

    private static Parsed<Table> Means(MapsParcellateOptions options, LabelVolume atlas, IReadOnlyList<(long Number, string Name)> labels)
    {
        var bag = new DiagnosticBag();
        var columns = new List<(string Name, RegionMean[] Means)>();
        foreach (string path in options.Images)
        {
            var image = NiftiImage.Read(path);
            bag.AddRange(image.Diagnostics);
            if (image.TryGetValue(out var volume))
            {
                AddColumns(options, atlas, labels, path, volume, columns);
            }
        }

        if (columns.Select(c => c.Name).Distinct(StringComparer.Ordinal).Count() < columns.Count)
        {
            columns = [.. columns.Select((c, i) => (string.Create(CultureInfo.InvariantCulture, $"{c.Name}#{i + 1}"), c.Means))];
        }

        Uncovered(options, labels, columns, bag);
        return bag.Finish(() => MeansTable(options, atlas, labels, columns));
    }

    private static void AddColumns(
        MapsParcellateOptions options, LabelVolume atlas, IReadOnlyList<(long Number, string Name)> labels, string path, NiftiImage image, List<(string, RegionMean[])> columns)
    {
        string name = BareName(path);
        var resampling = options.Resample == "linear" ? Resampling.Linear : Resampling.Nearest;
        for (int v = 0; v < image.VolumeCount; v++)
        {
            string column = image.VolumeCount == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}_{v + 1}");
            columns.Add((column, atlas.Means(image, v, [.. labels.Select(l => l.Number)], resampling, Background(options, image, v))));
        }
    }

    private static string BareName(string path)
    {
        string name = Path.GetFileName(path);
        foreach (string extension in new[] { ".gz", ".nii", ".hdr", ".img", ".gii", ".func", ".shape", ".pscalar", ".ptseries", ".pconn", ".dscalar", ".dtseries", ".dlabel", ".mgz", ".mgh", ".stats" })
        {
            name = name.EndsWith(extension, StringComparison.OrdinalIgnoreCase) ? name[..^extension.Length] : name;
        }

        return name;
    }

    private static double? Background(MapsParcellateOptions options, NiftiImage image, int volume) => options.Background switch
    {
        "keep" => null,
        "auto" => ImageBackground.Of(image, volume),
        _ => double.Parse(options.Background, CultureInfo.InvariantCulture),
    };

    private static void Uncovered(MapsParcellateOptions options, IReadOnlyList<(long Number, string Name)> labels, List<(string Name, RegionMean[] Means)> columns, DiagnosticBag bag)
    {
        foreach (var (name, means) in columns)
        {
            string[] empty = [.. labels.Where((_, r) => means[r].Coverage == 0).Select(l => l.Name)];
            if (empty.Length > 0)
            {
                bag.Add(Diagnostic.Warning("E341", $"{empty.Length} regions have no voxel with a value in {name}", new(options.Atlas[0]), string.Join(", ", empty.Take(5)), fix: "Check that image and atlas are in the same space"));
            }
        }
    }

    private static Table MeansTable(MapsParcellateOptions options, LabelVolume atlas, IReadOnlyList<(long Number, string Name)> labels, List<(string Name, RegionMean[] Means)> columns)
    {
        string[] coverage = columns.Count == 1 ? ["coverage"] : [.. columns.Select(c => "coverage_" + c.Name)];
        string[] extra = options.MeansOnly ? [] : ["n_voxels", .. coverage];
        var table = new Table(["region", .. columns.Select(c => c.Name), .. extra]);
        for (int r = 0; r < labels.Count; r++)
        {
            object?[] means = [labels[r].Name, .. columns.Select(c => (object?)Number(c.Means[r].Mean))];
            object?[] more = options.MeansOnly ? [] : [atlas.CountOf(labels[r].Number), .. columns.Select(c => (object?)Number(c.Means[r].Coverage))];
            table.Add([.. means, .. more]);
        }

        return table;
    }

    private static Parsed<IReadOnlyList<(long Number, string Name)>> LabelTable(MapsParcellateOptions options, LabelVolume atlas)
    {
        if (options.Labels is not { } file)
        {
            return Parsed.Of<IReadOnlyList<(long, string)>>([.. atlas.Labels.Select(l => (l, l.ToString(CultureInfo.InvariantCulture)))]);
        }

        return DelimitedTable.Read(file).Then(table => LabelRows(table, file, atlas));
    }

    private static Parsed<IReadOnlyList<(long Number, string Name)>> LabelRows(DelimitedTable table, string file, LabelVolume atlas)
    {
        int number = Find(table, LabelColumns);
        int name = Find(table, LabelNameColumns);
        if (number < 0 || name < 0)
        {
            return Parsed.Failed<IReadOnlyList<(long, string)>>(Diagnostic.Error("E338", "The label table lacks a column", new(file, 1), string.Join(", ", table.Header), $"a number column ({string.Join(", ", LabelColumns)}) and a name column ({string.Join(", ", LabelNameColumns)})"));
        }

        var bag = new DiagnosticBag();
        var rows = new List<(long Number, string Name)>();
        var seen = new HashSet<long>();
        for (int i = 0; i < table.Rows.Count; i++)
        {
            string cell = table.Rows[i][number].Trim();
            if (!long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long label) || !seen.Add(label))
            {
                bag.Add(Diagnostic.Error("E339", "The region number is no whole number, or occurs twice", table.PlaceOf(i, table.Header[number]), cell, "a unique whole number"));
                continue;
            }

            rows.Add((label, table.Rows[i][name].Trim()));
        }

        // Background rows ("0 Unknown") are no regions.
        rows.RemoveAll(r => r.Number == 0);
        CompareLabels(rows, seen, file, atlas, bag);
        return bag.Finish<IReadOnlyList<(long, string)>>(() => rows);
    }

    private static void CompareLabels(List<(long Number, string Name)> rows, HashSet<long> named, string file, LabelVolume atlas, DiagnosticBag bag)
    {
        string[] absent = [.. rows.Where(r => atlas.CountOf(r.Number) == 0).Select(r => r.Name)];
        if (absent.Length > 0)
        {
            bag.Add(Diagnostic.Warning("E340", $"{absent.Length} regions of the table have no voxel in the label image", new(file), string.Join(", ", absent.Take(5)), fix: "Use the table of this atlas"));
        }

        long[] unnamed = [.. atlas.Labels.Where(l => !named.Contains(l))];
        if (unnamed.Length > 0)
        {
            bag.Add(Diagnostic.Warning("E340", $"{unnamed.Length} regions of the label image have no name and were left out", new(file), string.Join(", ", unnamed.Take(5)), fix: "Use the table of this atlas"));
        }
    }

    private static int Find(DelimitedTable table, string[] candidates) =>
        table.Header.ToList().FindIndex(h => candidates.Contains(h.Trim().ToLowerInvariant()));
}
