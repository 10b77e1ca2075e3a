using Etiogrid.Reporting.Markup;

namespace Etiogrid.Reporting.Figures;

/// <summary>A named section of a page.</summary>
internal static class PageSection
{
    /// <summary>Opens a section with its heading and a line that says what it is.</summary>
    public static MarkupScope Open(HtmlWriter html, string id, string title, string? lead = null)
    {
        html.Line();
        var scope = html.Open("section", ("id", id), ("aria-labelledby", id + "-title"));
        html.Element("h2", title, ("id", id + "-title"));
        if (!string.IsNullOrEmpty(lead))
        {
            html.Element("p", lead, ("class", "lead"));
        }

        return scope;
    }

    /// <summary>A section without data: one line that says so.</summary>
    public static void Absent(HtmlWriter html, string id, string title, string sentence)
    {
        using (Open(html, id, title))
        {
            html.Element("p", sentence, ("class", "absent"));
        }
    }
}
