using Etiogrid.Reporting.Markup;
using Etiogrid.Reporting.Svg;

namespace Etiogrid.Reporting.Figures;

/// <summary>Rows of label, fluid track and value. Labels are HTML, so they wrap instead of being cut; tracks are SVG in percent.</summary>
internal sealed class RowPlot(SvgWriter svg)
{
    private const int RowHeight = 30;

    /// <summary>Middle of a track.</summary>
    public const double Middle = RowHeight / 2.0;

    /// <summary>Opens the figure.</summary>
    public MarkupScope Open(string label, string cssClass = "") =>
        svg.Html.Open("div", ("class", ("rows " + cssClass).TrimEnd()), ("role", "figure"), ("aria-label", label));

    /// <summary>The axis above the rows.</summary>
    public void Axis(IReadOnlyList<(double At, string Text)> ticks)
    {
        var html = svg.Html;
        using (html.Open("div", ("class", "row axis"), ("aria-hidden", "true")))
        {
            html.Element("span", "", ("class", "lab"));
            using (svg.Track(18, "ax"))
            {
                for (int i = 0; i < ticks.Count; i++)
                {
                    var (at, text) = ticks[i];
                    svg.TrackText(at, 12, text, i % 2 == 0 ? "tick" : ticks.Count > 5 ? "tick dense minor" : "tick minor", at < 0.02 ? "start" : at > 0.98 ? "end" : "middle");
                }
            }

            html.Element("span", "", ("class", "val"));
        }
    }

    /// <summary>A row.</summary>
    /// <param name="label">Writes the label.</param>
    /// <param name="ticks">Where the rules of the axis stand.</param>
    /// <param name="draw">Draws on the track, fractions of its width from 0 to 1.</param>
    /// <param name="value">The value in words.</param>
    /// <param name="detail">Smaller words after it.</param>
    public void Row(Action<HtmlWriter> label, IReadOnlyList<(double At, string Text)> ticks, Action<SvgWriter> draw, string value, string detail = "")
    {
        var html = svg.Html;
        using (html.Open("div", ("class", "row")))
        {
            using (html.Open("span", ("class", "lab")))
            {
                label(html);
            }

            using (svg.Track(RowHeight, "tr"))
            {
                foreach (var (at, _) in ticks)
                {
                    svg.TrackRule(at, 0, RowHeight, "rule");
                }

                draw(svg);
            }

            using (html.Open("span", ("class", "val")))
            {
                html.Element("b", value);
                if (detail.Length > 0)
                {
                    html.Text(" ").Element("small", detail);
                }
            }
        }
    }
}
