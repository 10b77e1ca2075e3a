using Etiogrid.Core.Regions;
using Etiogrid.Reporting.Markup;
using Etiogrid.Reporting.Palettes;
using Etiogrid.Reporting.Svg;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Figures;

/// <summary>
/// Lateral and medial views of both hemispheres. A region is drawn at its centre: in full in the lateral view when it lies in the
/// outer half of its hemisphere's regions (by |x|), else in the medial view; faintly in the other one.
/// </summary>
internal static class BrainFigure
{
    private const double Padding = 4;

    /// <summary>Writes the four views; regions without coordinates or deviation are not drawn.</summary>
    public static void Write(HtmlWriter html, BrainResult brain)
    {
        using (html.Open("div", ("class", "brain"), ("role", "group"), ("aria-label", $"{brain.MapName}: deviation of {Printed.Count(brain.Regions.Count)} regions in four views.")))
        {
            foreach (var side in new[] { Hemisphere.Left, Hemisphere.Right })
            {
                var all = Drawable(brain, side);
                if (all.Count > 0)
                {
                    double middle = Median(all);
                    var (outer, inner) = (all.Where(r => Math.Abs(r.Centre!.Value.X) >= middle).ToList(), all.Where(r => Math.Abs(r.Centre!.Value.X) < middle).ToList());
                    WriteView(html, outer, inner, side, lateral: true);
                    WriteView(html, inner, outer, side, lateral: false);
                }
            }
        }
    }

    /// <summary>Regions of a hemisphere that can be drawn; regions on no side go by the sign of x.</summary>
    internal static List<RegionValue> Drawable(BrainResult brain, Hemisphere side) =>
        [.. brain.Regions.Where(r => r.Centre is not null && double.IsFinite(r.Z) && SideOf(r) == side)];

    private static Hemisphere SideOf(RegionValue region) =>
        region.Hemisphere != Hemisphere.None ? region.Hemisphere : region.Centre!.Value.X < 0 ? Hemisphere.Left : Hemisphere.Right;

    private static double Median(List<RegionValue> regions) =>
        regions.Select(r => Math.Abs(r.Centre!.Value.X)).Order().ElementAt(regions.Count / 2);

    private static void WriteView(HtmlWriter html, List<RegionValue> near, List<RegionValue> far, Hemisphere side, bool lateral)
    {
        bool frontIsLeft = (side == Hemisphere.Left) == lateral;
        (double X, double Y) Project(RegionValue r) => (frontIsLeft ? -r.Centre!.Value.Y : r.Centre!.Value.Y, -r.Centre.Value.Z);
        List<(double X, double Y)> centres = [.. near.Concat(far).Select(Project)];
        double margin = Margin(centres);
        var outline = BrainOutline.Around(centres, margin);
        List<(double X, double Y)> extent = [.. outline, .. centres.Select(c => (c.X - margin, c.Y - margin)), .. centres.Select(c => (c.X + margin, c.Y + margin))];
        double left = extent.Min(p => p.X) - Padding;
        double top = extent.Min(p => p.Y) - Padding;
        double width = extent.Max(p => p.X) + Padding - left;
        double height = extent.Max(p => p.Y) + Padding - top;
        string name = $"{(side == Hemisphere.Left ? "left" : "right")} {(lateral ? "lateral" : "medial")}";
        var svg = new SvgWriter(html);
        using (html.Open("figure"))
        {
            using (svg.Drawing(width, height, ViewLabel(name, near), "view"))
            {
                svg.Path(BrainOutline.PathData([.. outline.Select(p => (p.X - left, p.Y - top))]), "hull");
                double radius = Radius(near.Count, width, height);
                WriteDots(svg, far, r => (Project(r).X - left, Project(r).Y - top), 0.6 * radius, "far ");
                WriteDots(svg, near, r => (Project(r).X - left, Project(r).Y - top), radius, "reg ");
            }

            html.Element("figcaption", $"{name} · front {(frontIsLeft ? "left" : "right")}");
        }
    }

    /// <summary>Strongest last, so that weak neighbours do not cover them.</summary>
    private static void WriteDots(SvgWriter svg, List<RegionValue> regions, Func<RegionValue, (double X, double Y)> place, double radius, string cssClass)
    {
        foreach (var region in regions.OrderBy(r => Math.Abs(r.Z)))
        {
            var (x, y) = place(region);
            svg.Dot(x, y, radius, cssClass + DivergingScale.ZScore.CssClass(region.Z));
        }
    }

    /// <summary>Wider around sparse regions: about their typical distance, within 9 to 15 mm.</summary>
    private static double Margin(List<(double X, double Y)> centres)
    {
        double area = (centres.Max(c => c.X) - centres.Min(c => c.X)) * (centres.Max(c => c.Y) - centres.Min(c => c.Y));
        return Math.Clamp(0.8 * Math.Sqrt(area / centres.Count), 9, 15);
    }

    private static string ViewLabel(string name, List<RegionValue> shown) => shown.Count == 0
        ? $"{name}: no region."
        : $"{name}: {Printed.Count(shown.Count)} regions, z from {Printed.Signed(shown.Min(r => r.Z))} to {Printed.Signed(shown.Max(r => r.Z))}.";

    /// <summary>Dots cover about half of the view whatever the parcellation.</summary>
    private static double Radius(int count, double width, double height) =>
        Math.Clamp(Math.Sqrt(0.5 * width * height / (Math.PI * Math.Max(count, 1))), 1.8, 8);
}
