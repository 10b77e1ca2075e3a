using Etiogrid.Reporting.Markup;
using Etiogrid.Reporting.Svg;

namespace Etiogrid.Reporting.Figures;

/// <summary>A small bar from zero and its number, for table cells.</summary>
internal static class SignedBar
{
    /// <summary>Writes the bar; <paramref name="side"/> is the value at either end.</summary>
    public static void Write(HtmlWriter html, double value, double side)
    {
        var svg = new SvgWriter(html);
        using (svg.Track(12, "mini"))
        {
            svg.TrackRule(0.5, 0, 12, "axisline");
            if (double.IsFinite(value))
            {
                svg.Bar(0.5, 0.5 + (0.5 * Math.Clamp(value / side, -1, 1)), 2, 8, value >= 0 ? "up" : "down");
            }
        }

        html.Element("span", Printed.Signed(value, 2));
    }
}
