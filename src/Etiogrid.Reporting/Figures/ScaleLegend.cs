using Etiogrid.Reporting.Markup;
using Etiogrid.Reporting.Palettes;

namespace Etiogrid.Reporting.Figures;

/// <summary>Keys of the colour scales.</summary>
internal static class ScaleLegend
{
    /// <summary>A mark of a figure and what it stands for, kept on one line.</summary>
    public static void Mark(HtmlWriter html, string cssClass, string words)
    {
        using (html.Open("span", ("class", "item")))
        {
            html.Element("span", "", ("class", "mark " + cssClass)).Text(words);
        }
    }

    /// <summary>A cell of a figure and what it stands for.</summary>
    public static void Swatch(HtmlWriter html, string cssClass, string sign, string words)
    {
        using (html.Open("span", ("class", "item")))
        {
            html.Element("span", sign, ("class", "sw " + cssClass)).Text(words);
        }
    }

    /// <summary>The diverging scale with the bounds of its classes.</summary>
    public static void Diverging(HtmlWriter html, DivergingScale scale, string name, int decimals)
    {
        using (html.Open("div", ("class", "legend"), ("role", "img"), ("aria-label", $"Colour scale of {name}: blue below zero, brown above, classes at {string.Join(", ", scale.Bounds.Select(b => Printed.Number(b, decimals)))}.")))
        {
            html.Element("span", name, ("class", "legend-name"));
            int last = scale.Bounds.Count * 2;
            for (int step = 0; step <= last; step++)
            {
                int side = Math.Abs(step - scale.Bounds.Count);
                string text = side == 0 ? "0" : Printed.Signed((step < scale.Bounds.Count ? -1 : 1) * scale.Bounds[side - 1], decimals);
                html.Element("span", text, ("class", "sw " + DivergingScale.ClassName(step)));
            }
        }
    }

    /// <summary>The probability scale with the bounds of its classes.</summary>
    public static void Probability(HtmlWriter html, string name)
    {
        using (html.Open("div", ("class", "legend"), ("role", "img"), ("aria-label", $"Colour scale of {name}: dark blue is low, yellow is high.")))
        {
            html.Element("span", name, ("class", "legend-name"));
            for (int step = 0; step <= ProbabilityScale.Bounds.Count; step++)
            {
                string text = step == 0 ? "<" + Printed.Percent(ProbabilityScale.Bounds[0]) : "≥" + Printed.Percent(ProbabilityScale.Bounds[step - 1]);
                html.Element("span", text, ("class", "sw " + ProbabilityScale.ClassName(step)));
            }
        }
    }
}
