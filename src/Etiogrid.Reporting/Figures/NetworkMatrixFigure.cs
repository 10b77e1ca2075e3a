using Etiogrid.Reporting.Markup;
using Etiogrid.Reporting.Palettes;

namespace Etiogrid.Reporting.Figures;

/// <summary>Deviations between large-scale networks; a table that is its own figure.</summary>
internal static class NetworkMatrixFigure
{
    /// <summary>Writes the lower triangle with its diagonal.</summary>
    public static void Write(HtmlWriter html, IReadOnlyList<string> names, IReadOnlyList<double> z)
    {
        using (html.Open("div", ("class", "scroll"), ("role", "figure"), ("aria-label", $"Connectivity between {Printed.Count(names.Count)} networks, deviation z."), ("tabindex", "0")))
        using (html.Open("table", ("class", "heat matrix")))
        using (html.Open("tbody"))
        {
            for (int row = 0; row < names.Count; row++)
            {
                WriteRow(html, names, z, row);
            }

            WriteFoot(html, names);
        }
    }

    private static void WriteRow(HtmlWriter html, IReadOnlyList<string> names, IReadOnlyList<double> z, int row)
    {
        using (html.Open("tr"))
        {
            html.Element("th", names[row], ("scope", "row"), ("class", "name"));
            for (int column = 0; column < names.Count; column++)
            {
                double value = z[(row * names.Count) + column];
                if (column > row)
                {
                    html.Element("td", "", ("class", "void"));
                }
                else if (double.IsNaN(value))
                {
                    html.Element("td", "", ("class", "hatch"), ("aria-label", "not measured"));
                }
                else
                {
                    html.Element("td", Printed.Signed(value), ("class", DivergingScale.ZScore.CssClass(value)));
                }
            }
        }
    }

    private static void WriteFoot(HtmlWriter html, IReadOnlyList<string> names)
    {
        using (html.Open("tr", ("class", "foot")))
        {
            html.Element("td", "", ("class", "void"));
            foreach (string name in names)
            {
                using (html.Open("th", ("scope", "col"), ("class", "turned")))
                {
                    html.Element("span", name);
                }
            }
        }
    }
}
