using Etiogrid.Core.Diagnostics;
using Etiogrid.Core.Regions;
using Etiogrid.Files;
using Etiogrid.Imaging.Pictures;
using Etiogrid.Imaging.Surfaces;

namespace Etiogrid.Studies.Toolbox;

public static partial class MapsTools
{
    private const int MostPanels = 12;
    private const int ShownUnasked = 4;

    /// <summary><c>maps picture</c>: maps and atlas maps as SVG, from region centres or from meshes with labels.</summary>
    public static Parsed<string> Picture(MapsPictureOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Map is null && options.Atlas is null)
        {
            return Parsed.Failed<string>(Diagnostic.Error("E357", "There is nothing to draw", Place.Nowhere, expected: "--map FILE, --atlas ATLAS or both"));
        }

        var first = options.Map is { } file ? MatrixFile.Read(file) : AtlasStore.Read(options.Atlas!);
        return first.Then(maps => Panels(options, maps).Then(panels => Layout(options, maps.RowNames).Select(layout => layout.ToSvg(panels))));
    }

    private static Parsed<IReadOnlyList<PicturePanel>> Panels(MapsPictureOptions options, NamedMatrix first)
    {
        var atlas = options.Map is null || options.Atlas is null
            ? Parsed.Of<NamedMatrix?>(null)
            : AtlasStore.Read(options.Atlas).Then(a => Align(a, options.Atlas, first.RowNames).Select<NamedMatrix?>(values => new(first.RowNames, a.ColumnNames, values)));
        return atlas.Then(second =>
        {
            var bag = new DiagnosticBag();
            List<PicturePanel> panels = [.. Chosen(first, options.Map is null ? options.AtlasMaps : options.Columns, options.Map ?? options.Atlas!, bag)];
            if (second is not null)
            {
                panels.AddRange(Chosen(second, options.AtlasMaps, options.Atlas!, bag));
            }

            return bag.Finish<IReadOnlyList<PicturePanel>>(() => [.. panels.Take(MostPanels)]);
        });
    }

    private static IEnumerable<PicturePanel> Chosen(NamedMatrix table, IReadOnlyList<string> wanted, string file, DiagnosticBag bag)
    {
        var names = table.ColumnNames.ToList();
        foreach (string name in wanted.Where(w => !names.Contains(w)))
        {
            bag.Add(Diagnostic.Error("E313", "Which map is meant?", new(file), name, "one of the columns " + string.Join(", ", names.Take(20))));
        }

        var shown = wanted.Count > 0 ? wanted.Where(names.Contains) : names.Take(ShownUnasked);
        return [.. shown.Select(name => new PicturePanel(names.Count == 1 && IsNumbered(names) ? Path.GetFileName(file) : name, table.Values.Column(names.IndexOf(name))))];
    }

    private static Parsed<BrainPicture> Layout(MapsPictureOptions options, IReadOnlyList<string> regions)
    {
        if (options.Meshes.Count > 0)
        {
            return MeshLayout(options, regions);
        }

        if (options.Coordinates.Count == 0)
        {
            return Parsed.Failed<BrainPicture>(Diagnostic.Error("E357", "A picture needs to know where the regions lie", Place.Nowhere, expected: "--coordinates FILE, or --mesh and --labels"));
        }

        return ReadGeometry(new() { Null = "none", Coordinates = options.Coordinates }, regions).Select(geometry => BrainPicture.FromCentres(
            regions,
            [.. Enumerable.Range(0, geometry.Count).Select(i => new Coordinate(geometry.Coordinates![i, 0], geometry.Coordinates[i, 1], geometry.Coordinates[i, 2]))],
            geometry.Hemispheres!,
            options.View == "axial" ? PictureView.Axial : PictureView.Surface));
    }

    private static Parsed<BrainPicture> MeshLayout(MapsPictureOptions options, IReadOnlyList<string> regions)
    {
        var bag = new DiagnosticBag();
        if (options.Labels.Count != options.Meshes.Count || options.View == "axial")
        {
            bag.Add(Diagnostic.Error("E357", "Meshes are drawn as a surface and need labels, one file a mesh", Place.Nowhere, $"{options.Meshes.Count} meshes, {options.Labels.Count} label files, view {options.View}", "--mesh L R --labels L R"));
            return bag.Fail<BrainPicture>();
        }

        VertexLabels?[] labels = [.. options.Labels.Select(l => Read(VertexLabels.Read(l), bag))];
        GiftiFile?[] files = [.. options.Meshes.Select(m => Read(GiftiFile.Read(m), bag))];
        if (bag.HasErrors)
        {
            return bag.Fail<BrainPicture>();
        }

        bool prefixed = labels.Length == 2 && labels[0]!.Names.Intersect(labels[1]!.Names).Any();
        int before = 0;
        var meshes = new List<RegionMesh>();
        for (int s = 0; s < files.Length; s++)
        {
            int[] position = Positions(labels[s]!, regions, prefixed ? SideNames[s] : "", before);
            before += labels[s]!.Names.Count;
            if (Mesh(files[s]!, labels[s]!, position, isLeft: s == 0 && (files.Length == 2 || !options.Meshes[0].Contains("rh", StringComparison.Ordinal))) is { } mesh)
            {
                meshes.Add(mesh);
            }
            else
            {
                bag.Add(Diagnostic.Error("E357", "The mesh has no points and triangles, or another number of vertices than its labels", new(options.Meshes[s]), expected: $"a .surf.gii file of {labels[s]!.RegionOf.Count} vertices"));
            }
        }

        if (!bag.HasErrors && meshes.All(m => m.RegionOf.All(r => r < 0)))
        {
            bag.Add(Diagnostic.Error("E357", "No region of the labels is in the map", new(options.Labels[0]), labels[0]!.Names[0], regions[0]));
        }

        return bag.Finish(() => BrainPicture.FromMeshes(regions, meshes));
    }

    /// <summary>Rows of the map for the regions of one label file: by name, or in order where the map has no names.</summary>
    private static int[] Positions(VertexLabels labels, IReadOnlyList<string> regions, string prefix, int before)
    {
        bool numbered = IsNumbered(regions);
        var rows = regions.Select((name, i) => (name, i)).ToDictionary(r => r.name, r => r.i, StringComparer.Ordinal);
        return [.. labels.Names.Select((name, k) => numbered ? (before + k < regions.Count ? before + k : -1) : rows.GetValueOrDefault(prefix + name, -1))];
    }

    private static RegionMesh? Mesh(GiftiFile file, VertexLabels labels, int[] position, bool isLeft)
    {
        var points = file.Arrays.FirstOrDefault(a => a.Intent == GiftiIntent.Points && a.Columns == 3);
        var triangles = file.Arrays.FirstOrDefault(a => a.Intent == GiftiIntent.Triangles && a.Columns == 3);
        bool fits = points is not null && triangles is not null && points.Rows == labels.RegionOf.Count && triangles.Values.All(v => v >= 0 && v < points.Rows && v == Math.Floor(v));
        return fits
            ? new(points!.Values, [.. triangles!.Values.Select(v => (int)v)], [.. labels.RegionOf.Select(r => r < 0 ? -1 : position[r])], isLeft)
            : null;
    }
}
