using System.Globalization;
using System.Security;
using System.Text;
using Etiogrid.Core.Regions;

namespace Etiogrid.Imaging.Pictures;

/// <summary>
/// Regional maps as SVG: from meshes with labels, or, where only centres are known, from balls around them (surface) and nearest centres (slices).
/// The same input gives the same bytes.
/// </summary>
public sealed class BrainPicture
{
    private const double Scale = 1.25;
    private const double Gap = 14;
    private const int Slices = 8;

    private readonly IReadOnlyList<string> _names;
    private readonly RegionRaster[] _views;

    private BrainPicture(IReadOnlyList<string> names, RegionRaster[] views)
    {
        _names = names;
        _views = views;
    }

    /// <summary>Lays out regions known by their centres.</summary>
    /// <param name="names">Region names.</param>
    /// <param name="centres">Region centres, MNI millimetres.</param>
    /// <param name="sides">Hemispheres; regions without one are drawn from above and in slices only.</param>
    /// <param name="view">Surface or slices.</param>
    public static BrainPicture FromCentres(IReadOnlyList<string> names, IReadOnlyList<Coordinate> centres, IReadOnlyList<Hemisphere> sides, PictureView view)
    {
        ArgumentNullException.ThrowIfNull(centres);
        if (names is null || names.Count != centres.Count || sides is null || sides.Count != centres.Count || centres.Count == 0)
        {
            throw new ArgumentException("Names, centres and sides must be given for every region, and at least one.", nameof(names));
        }

        double radius = Radius(centres);
        if (view == PictureView.Axial)
        {
            double low = centres.Min(c => c.Z);
            double step = (centres.Max(c => c.Z) - low) / (Slices + 1);
            return new(names, [.. Enumerable.Range(1, Slices).Select(k => Math.Round(low + (k * step))).Distinct().Select(z =>
                RegionRaster.OfSlice(string.Create(CultureInfo.InvariantCulture, $"z = {z:0} mm"), centres, z, radius))]);
        }

        return new(names, [.. Angles.Select(angle => (angle, Shown: (int[])[.. Enumerable.Range(0, centres.Count).Where(r => angle.Side == Hemisphere.None || sides[r] == angle.Side)]))
            .Where(a => a.Shown.Length > 0).Select(a => RegionRaster.OfBalls(a.angle.Name, centres, a.Shown, radius, a.angle.Project))]);
    }

    /// <summary>Lays out meshes with regions.</summary>
    /// <param name="names">Region names.</param>
    /// <param name="meshes">One or two hemispheres.</param>
    public static BrainPicture FromMeshes(IReadOnlyList<string> names, IReadOnlyList<RegionMesh> meshes)
    {
        ArgumentNullException.ThrowIfNull(meshes);
        return new(names, [.. Angles.Select(angle => (angle, Shown: (RegionMesh[])[.. meshes.Where(m => angle.Side == Hemisphere.None || m.IsLeft == (angle.Side == Hemisphere.Left))]))
            .Where(a => a.Shown.Length > 0).Select(a => RegionRaster.OfMeshes(a.angle.Name, a.Shown, a.angle.Project))]);
    }

    /// <summary>The picture of one or more maps, one below the other, each with its own scale.</summary>
    /// <exception cref="ArgumentException">A map has another number of regions.</exception>
    public string ToSvg(IReadOnlyList<PicturePanel> panels)
    {
        ArgumentNullException.ThrowIfNull(panels);
        foreach (var panel in panels.Where(p => p.Values.Count != _names.Count))
        {
            throw new ArgumentException($"'{panel.Title}' has {panel.Values.Count} values for {_names.Count} regions.", nameof(panels));
        }

        int columns = _views.Length <= Angles.Length ? _views.Length : 4;
        double cellWidth = (_views.Max(v => v.Columns) * RegionRaster.Cell * Scale) + Gap;
        double cellHeight = (_views.Max(v => v.Rows) * RegionRaster.Cell * Scale) + 16 + Gap;
        int rows = (_views.Length + columns - 1) / columns;
        double height = (rows * cellHeight) + 66;
        double width = (columns * cellWidth) + Gap;
        var svg = new StringBuilder();
        svg.Append(Invariant($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:0.##} {height * panels.Count:0.##}\" width=\"{width:0.##}\" height=\"{height * panels.Count:0.##}\" font-family=\"system-ui, sans-serif\" font-size=\"11\" fill=\"#222\" role=\"img\">\n"));
        svg.Append("<title>").Append(Escape(string.Join("; ", panels.Select(p => p.Title)))).Append("</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        for (int p = 0; p < panels.Count; p++)
        {
            var scale = ColourScale.Of(panels[p].Values);
            svg.Append(Invariant($"<g transform=\"translate(0 {p * height:0.##})\">\n<text x=\"{Gap}\" y=\"20\" font-size=\"14\" font-weight=\"600\">")).Append(Escape(panels[p].Title)).Append("</text>\n");
            for (int v = 0; v < _views.Length; v++)
            {
                Draw(svg, _views[v], panels[p], scale, Gap + (v % columns * cellWidth), 30 + (v / columns * cellHeight));
            }

            Legend(svg, scale, panels[p].Values.Any(x => !double.IsFinite(x)), height - 24);
            svg.Append("</g>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static readonly (string Name, Hemisphere Side, Func<Coordinate, (double U, double V, double Depth)> Project)[] Angles =
    [
        ("left, outside", Hemisphere.Left, c => (-c.Y, -c.Z, -c.X)),
        ("left, inside", Hemisphere.Left, c => (c.Y, -c.Z, c.X)),
        ("right, inside", Hemisphere.Right, c => (-c.Y, -c.Z, -c.X)),
        ("right, outside", Hemisphere.Right, c => (c.Y, -c.Z, c.X)),
        ("from above, front up", Hemisphere.None, c => (c.X, -c.Y, c.Z)),
    ];

    /// <summary>Half again the median distance to the nearest neighbour: balls meet without hiding each other.</summary>
    private static double Radius(IReadOnlyList<Coordinate> centres)
    {
        double[] nearest = [.. centres.Select((a, i) => centres.Where((_, j) => j != i).Select(b => Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)) + ((a.Z - b.Z) * (a.Z - b.Z)))).DefaultIfEmpty(20).Min()).Order()];
        return Math.Clamp(nearest[nearest.Length / 2], 4, 30);
    }

    /// <summary>A silhouette with an edge, so that pale regions stand out from the paper, and one path a region on it.</summary>
    private void Draw(StringBuilder svg, RegionRaster view, PicturePanel panel, ColourScale scale, double left, double top)
    {
        svg.Append(Invariant($"<g transform=\"translate({left:0.##} {top:0.##})\"><text x=\"0\" y=\"10\" fill=\"#555\">{view.Name}</text>\n<g transform=\"translate(0 16) scale({RegionRaster.Cell * Scale})\" stroke-width=\"0\" shape-rendering=\"crispEdges\">\n"));
        svg.Append("<path fill=\"#777\" stroke=\"#777\" stroke-width=\"1.6\" d=\"");
        Runs(svg, view, [.. Enumerable.Range(0, view.Regions.Length).Where(c => view.Regions[c] != RegionRaster.Empty)]);
        svg.Append("\"/>\n");
        foreach (var region in view.Regions.Select((r, cell) => (r, cell)).Where(c => c.r != RegionRaster.Empty).GroupBy(c => c.r).OrderBy(g => g.Key))
        {
            bool known = region.Key >= 0;
            double value = known ? panel.Values[region.Key] : double.NaN;
            svg.Append("<path fill=\"").Append(known ? scale.At(value) : "#e4e4e4").Append("\" d=\"");
            Runs(svg, view, [.. region.Select(c => c.cell)]);
            svg.Append("\">");
            if (known)
            {
                svg.Append("<title>").Append(Escape(_names[region.Key])).Append(double.IsFinite(value) ? Invariant($": {value:G4}") : ": no value").Append("</title>");
            }

            svg.Append("</path>\n");
        }

        svg.Append("</g></g>\n");
    }

    /// <summary>Cells of one region as horizontal runs.</summary>
    private static void Runs(StringBuilder svg, RegionRaster view, int[] cells)
    {
        int k = 0;
        while (k < cells.Length)
        {
            int start = cells[k];
            int end = start + 1;
            k++;
            while (k < cells.Length && cells[k] == end && end % view.Columns != 0)
            {
                end++;
                k++;
            }

            svg.Append(Invariant($"M{start % view.Columns} {start / view.Columns}h{end - start}v1h-{end - start}z"));
        }
    }

    private static void Legend(StringBuilder svg, ColourScale scale, bool missing, double top)
    {
        const int Steps = 40;
        for (int s = 0; s < Steps; s++)
        {
            double value = scale.Low + ((s + 0.5) / Steps * (scale.High - scale.Low));
            svg.Append(Invariant($"<rect x=\"{Gap + 60 + (s * 4)}\" y=\"{top:0.##}\" width=\"4.2\" height=\"10\" fill=\"{scale.At(value)}\"/>"));
        }

        svg.Append(Invariant($"\n<text x=\"{Gap + 54}\" y=\"{top + 9:0.##}\" text-anchor=\"end\">{scale.Low:G3}</text><text x=\"{Gap + 66 + (4 * Steps)}\" y=\"{top + 9:0.##}\">{scale.High:G3}</text>\n"));
        if (missing)
        {
            svg.Append(Invariant($"<rect x=\"{Gap + 140 + (4 * Steps)}\" y=\"{top:0.##}\" width=\"10\" height=\"10\" fill=\"#b9b9b9\"/><text x=\"{Gap + 155 + (4 * Steps)}\" y=\"{top + 9:0.##}\">no value</text>\n"));
        }
    }

    private static string Escape(string text) => SecurityElement.Escape(text);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
