using Etiogrid.Core.Regions;
using Etiogrid.Reporting.Markup;
using Etiogrid.Reporting.Palettes;
using Etiogrid.Reporting.Svg;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Figures;

/// <summary>
/// Lateral and medial views of both hemispheres. A region is drawn once, at its centre: in the lateral view when it lies in the outer
/// half of its hemisphere's regions (by |x|), else in the medial view.
/// </summary>
internal static class BrainFigure
{
    private const double Padding = 4;
    private const double Margin = 9;

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
                    WriteView(html, all, [.. all.Where(r => Math.Abs(r.Centre!.Value.X) >= middle)], side, lateral: true);
                    WriteView(html, all, [.. all.Where(r => Math.Abs(r.Centre!.Value.X) < middle)], side, lateral: false);
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

    private static void WriteView(HtmlWriter html, List<RegionValue> all, List<RegionValue> shown, Hemisphere side, bool lateral)
    {
        bool frontIsLeft = (side == Hemisphere.Left) == lateral;
        (double X, double Y) Project(RegionValue r) => (frontIsLeft ? -r.Centre!.Value.Y : r.Centre!.Value.Y, -r.Centre.Value.Z);
        var outline = BrainOutline.Around([.. all.Select(Project)], Margin);
        double left = (outline.Count > 0 ? outline.Min(p => p.X) : all.Min(r => Project(r).X) - Margin) - Padding;
        double top = (outline.Count > 0 ? outline.Min(p => p.Y) : all.Min(r => Project(r).Y) - Margin) - Padding;
        double width = (outline.Count > 0 ? outline.Max(p => p.X) : all.Max(r => Project(r).X) + Margin) + Padding - left;
        double height = (outline.Count > 0 ? outline.Max(p => p.Y) : all.Max(r => Project(r).Y) + Margin) + Padding - top;
        string name = $"{(side == Hemisphere.Left ? "left" : "right")} {(lateral ? "lateral" : "medial")}";
        var svg = new SvgWriter(html);
        using (html.Open("figure"))
        {
            using (svg.Drawing(width, height, ViewLabel(name, shown), "view"))
            {
                svg.Path(BrainOutline.PathData([.. outline.Select(p => (p.X - left, p.Y - top))]), "hull");
                double radius = Radius(shown.Count, width, height);
                foreach (var region in shown.OrderBy(r => Math.Abs(r.Z)))
                {
                    var (x, y) = Project(region);
                    svg.Dot(x - left, y - top, radius, "reg " + DivergingScale.ZScore.CssClass(region.Z));
                }
            }

            html.Element("figcaption", $"{name} · front {(frontIsLeft ? "left" : "right")}");
        }
    }

    private static string ViewLabel(string name, List<RegionValue> shown) => shown.Count == 0
        ? $"{name}: no region."
        : $"{name}: {Printed.Count(shown.Count)} regions, z from {Printed.Signed(shown.Min(r => r.Z))} to {Printed.Signed(shown.Max(r => r.Z))}.";

    /// <summary>Dots cover about half of the view whatever the parcellation.</summary>
    private static double Radius(int count, double width, double height) =>
        Math.Clamp(Math.Sqrt(0.5 * width * height / (Math.PI * Math.Max(count, 1))), 1.8, 6.5);
}
