namespace Etiogrid.Reporting.Markup;

/// <summary>Links to the sections of a page.</summary>
internal static class PageContents
{
    /// <summary>Writes the links.</summary>
    public static void Write(HtmlWriter html, IReadOnlyList<(string Id, string Name)> contents)
    {
        using (html.Open("nav", ("aria-label", "Sections")))
        {
            foreach (var (id, name) in contents)
            {
                html.Element("a", name, ("href", "#" + id)).Text(" ");
            }
        }
    }
}
