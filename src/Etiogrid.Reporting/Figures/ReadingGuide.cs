using Etiogrid.Reporting.Markup;

namespace Etiogrid.Reporting.Figures;

/// <summary>The four lines under every figure.</summary>
internal static class ReadingGuide
{
    /// <summary>Writes what a figure shows, what speaks for and against it, and what to do.</summary>
    public static void Write(HtmlWriter html, string shows, string strong, string weak, string toDo)
    {
        using (html.Open("dl", ("class", "read")))
        {
            Pair(html, "Shows", shows);
            Pair(html, "Strong", strong);
            Pair(html, "Weak", weak);
            Pair(html, "To do", toDo);
        }
    }

    private static void Pair(HtmlWriter html, string term, string words) => html.Element("dt", term).Element("dd", words);
}
