using System.Globalization;
using System.Text;
using Etiogrid.Reporting.Svg;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Figures;

/// <summary>A pathway's markers over visits: a line with a dot a visit, the severity as a thin broken line behind it.</summary>
internal static class VisitsFigure
{
    private const double Width = 240;
    private const double Height = 46;
    private const double Edge = 5;

    /// <summary>Draws one series; <paramref name="reach"/> is the largest absolute value of all series of the page, so that they compare.</summary>
    public static void Write(SvgWriter svg, StateTraitResult result, double reach, string label)
    {
        var visits = result.Visits;
        double first = visits[0].Days;
        double span = visits[^1].Days - first;
        using (svg.Drawing(Width, Height, label, "visits"))
        {
            svg.Line(0, Y(0), Width, Y(0), "axisline");
            svg.Path(Line(visits.Where(v => v.Severity is not null).Select(v => (X(v), Y(v.Severity!.Value)))), "severity");
            svg.Path(Line(visits.Select(v => (X(v), Y(v.Z)))), "series");
            foreach (var visit in visits)
            {
                svg.Dot(X(visit), Y(visit.Z), 3, "cat1");
            }
        }

        double X(VisitPoint v) => Edge + ((Width - (2 * Edge)) * (v.Days - first) / span);
        double Y(double z) => (Height / 2) - (((Height / 2) - Edge) * Math.Clamp(z / reach, -1, 1));
    }

    private static string Line(IEnumerable<(double X, double Y)> points)
    {
        var path = new StringBuilder();
        foreach (var (x, y) in points)
        {
            path.Append(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? 'M' : 'L')}{SvgWriter.Length(x)} {SvgWriter.Length(y)}");
        }

        return path.ToString();
    }
}
