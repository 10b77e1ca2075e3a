using Etiogrid.Reporting.Markup;

namespace Etiogrid.Reporting.Figures;

/// <summary>Tables of text. Wide ones scroll inside their own region, never the page.</summary>
internal static class DataTable
{
    /// <summary>The numbers behind a figure, folded.</summary>
    public static void Behind(HtmlWriter html, string summary, IReadOnlyList<Column> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        using (html.Open("details"))
        {
            html.Element("summary", summary);
            Write(html, summary, columns, rows);
        }
    }

    /// <summary>A table; the first cell of each row is its head.</summary>
    public static void Write(HtmlWriter html, string label, IReadOnlyList<Column> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        using (OpenRegion(html, label))
        using (html.Open("table"))
        {
            WriteHead(html, columns);
            using (html.Open("tbody"))
            {
                foreach (var row in rows)
                {
                    WriteRow(html, columns, row);
                }
            }
        }

        html.Line();
    }

    /// <summary>A region that scrolls sideways where it must, reachable by keyboard.</summary>
    public static MarkupScope OpenRegion(HtmlWriter html, string label) =>
        html.Open("div", ("class", "scroll"), ("role", "region"), ("aria-label", label), ("tabindex", "0"));

    /// <summary>The head row.</summary>
    public static void WriteHead(HtmlWriter html, IReadOnlyList<Column> columns)
    {
        using (html.Open("thead"))
        using (html.Open("tr"))
        {
            foreach (var column in columns)
            {
                html.Element("th", column.Name, ("scope", "col"), ("class", column.CssClass));
            }
        }
    }

    private static void WriteRow(HtmlWriter html, IReadOnlyList<Column> columns, IReadOnlyList<string> cells)
    {
        using (html.Open("tr"))
        {
            html.Element("th", cells[0], ("scope", "row"), ("class", columns[0].CssClass));
            for (int i = 1; i < cells.Count; i++)
            {
                html.Element("td", cells[i], ("class", columns[i].CssClass));
            }
        }
    }
}
