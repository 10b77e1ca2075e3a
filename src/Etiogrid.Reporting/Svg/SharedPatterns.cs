using Etiogrid.Reporting.Markup;

namespace Etiogrid.Reporting.Svg;

/// <summary>Patterns that the style sheet refers to, once a page.</summary>
internal static class SharedPatterns
{
    /// <summary>Writes the definitions; they take no room.</summary>
    public static void Write(HtmlWriter html)
    {
        using (html.Open("svg", ("class", "defs"), ("width", "0"), ("height", "0"), ("aria-hidden", "true"), ("focusable", "false")))
        using (html.Open("defs"))
        {
            Write(html, "stripe", "2.5");
            Write(html, "gap", "1.5");
        }
    }

    private static void Write(HtmlWriter html, string id, string bar)
    {
        using (html.Open("pattern", ("id", id), ("width", "5"), ("height", "5"), ("patternUnits", "userSpaceOnUse"), ("patternTransform", "rotate(45)")))
        {
            html.Void("rect", ("class", id + "-ground"), ("width", "5"), ("height", "5"));
            html.Void("rect", ("class", id + "-bar"), ("width", bar), ("height", "5"));
        }
    }
}
