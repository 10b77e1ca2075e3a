using System.Globalization;
using Etiogrid.Reporting.Markup;

namespace Etiogrid.Reporting.Svg;

/// <summary>
/// Inline SVG. Two kinds of drawing: a <see cref="Track"/> is as wide as its column and places things in percent, so that text and
/// strokes keep their size on a phone; a <see cref="Drawing"/> has its own coordinates and scales as a whole.
/// </summary>
internal sealed class SvgWriter(HtmlWriter html)
{
    /// <summary>The markup it writes into.</summary>
    public HtmlWriter Html => html;

    /// <summary>A strip of fixed height and fluid width; decoration of text that stands beside it.</summary>
    public MarkupScope Track(int height, string cssClass) =>
        html.Open("svg", ("class", "track " + cssClass), ("height", Whole(height)), ("aria-hidden", "true"), ("focusable", "false"));

    /// <summary>A drawing with its own coordinates, named for readers who do not see it.</summary>
    public MarkupScope Drawing(double width, double height, string label, string cssClass) =>
        html.Open("svg", ("class", cssClass), ("viewBox", $"0 0 {Length(width)} {Length(height)}"), ("role", "img"), ("aria-label", label));

    /// <summary>A bar of a track, from one percentage to another; at least a hair wide.</summary>
    public void Bar(double from, double to, double top, double height, string cssClass)
    {
        double left = Math.Min(from, to);
        html.Void("rect", ("class", cssClass), ("x", Percentage(left)), ("y", Length(top)), ("width", Percentage(Math.Max(Math.Abs(to - from), 0.002))), ("height", Length(height)), ("rx", height > 8 ? "2" : Length(height / 2)));
    }

    /// <summary>A slot of a strip: its edges touch those of its neighbours.</summary>
    public void Slot(double from, double to, double top, double height, string cssClass) =>
        html.Void("rect", ("class", cssClass), ("x", Percentage(from)), ("y", Length(top)), ("width", Percentage(to - from)), ("height", Length(height)));

    /// <summary>A line of a track between two percentages.</summary>
    public void TrackLine(double from, double to, double y, string cssClass) =>
        html.Void("line", ("class", cssClass), ("x1", Percentage(from)), ("x2", Percentage(to)), ("y1", Length(y)), ("y2", Length(y)));

    /// <summary>A vertical line of a track.</summary>
    public void TrackRule(double at, double top, double bottom, string cssClass) =>
        html.Void("line", ("class", cssClass), ("x1", Percentage(at)), ("x2", Percentage(at)), ("y1", Length(top)), ("y2", Length(bottom)));

    /// <summary>A dot of a track.</summary>
    public void TrackDot(double at, double y, double radius, string cssClass) =>
        html.Void("circle", ("class", cssClass), ("cx", Percentage(at)), ("cy", Length(y)), ("r", Length(radius)));

    /// <summary>Text of a track, centred on a percentage unless anchored otherwise.</summary>
    public void TrackText(double at, double y, string text, string cssClass, string anchor = "middle") =>
        html.Element("text", text, ("class", cssClass), ("x", Percentage(at)), ("y", Length(y)), ("text-anchor", anchor));

    /// <summary>A dot of a drawing.</summary>
    public void Dot(double x, double y, double radius, string cssClass) =>
        html.Void("circle", ("class", cssClass), ("cx", Length(x)), ("cy", Length(y)), ("r", Length(radius)));

    /// <summary>A line of a drawing.</summary>
    public void Line(double x1, double y1, double x2, double y2, string cssClass) =>
        html.Void("line", ("class", cssClass), ("x1", Length(x1)), ("y1", Length(y1)), ("x2", Length(x2)), ("y2", Length(y2)));

    /// <summary>A rectangle of a drawing.</summary>
    public void Rectangle(double x, double y, double width, double height, string cssClass) =>
        html.Void("rect", ("class", cssClass), ("x", Length(x)), ("y", Length(y)), ("width", Length(width)), ("height", Length(height)));

    /// <summary>A path of a drawing.</summary>
    public void Path(string data, string cssClass) => html.Void("path", ("class", cssClass), ("d", data));

    /// <summary>Text of a drawing.</summary>
    public void Text(double x, double y, string text, string cssClass, string anchor = "middle") =>
        html.Element("text", text, ("class", cssClass), ("x", Length(x)), ("y", Length(y)), ("text-anchor", anchor));

    /// <summary>A coordinate with at most two decimals.</summary>
    public static string Length(double value) =>
        (Math.Round(value, 2, MidpointRounding.AwayFromZero) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Percentage(double fraction) => Length(fraction * 100) + "%";

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);
}
