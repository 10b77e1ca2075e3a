using Etiogrid.Reporting.Markup;
using Etiogrid.Reporting.Svg;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Figures;

/// <summary>A deviation as a dot with its interval as a bar, on an axis with 0 in the middle.</summary>
internal static class IntervalTrack
{
    /// <summary>Writes the track; <paramref name="side"/> is the deviation at either end.</summary>
    public static void Write(HtmlWriter html, double z, Band? interval, double side)
    {
        var svg = new SvgWriter(html);
        using (svg.Track(14, "mini"))
        {
            svg.TrackRule(0.5, 0, 14, "axisline");
            if (interval is { } band)
            {
                svg.Bar(At(band.Low, side), At(band.High, side), 5, 4, "b95");
            }

            if (double.IsFinite(z))
            {
                svg.TrackDot(At(z, side), 7, 3.5, z >= 0 ? "up" : "down");
            }
        }
    }

    private static double At(double z, double side) => 0.5 + (0.48 * Math.Clamp(z / side, -1, 1));
}
