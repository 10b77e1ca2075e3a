using Etiogrid.Reporting.Markup;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Figures;

/// <summary>Methods text of the steps that ran, free to copy, with numbered citations.</summary>
internal static class MethodsSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, IReadOnlyList<MethodStatement> methods)
    {
        if (methods.Count == 0)
        {
            PageSection.Absent(html, "methods", "Methods and citations", "This run states no methods.");
            return;
        }

        var citations = methods.SelectMany(m => m.Citations).Distinct(StringComparer.Ordinal).ToList();
        using (PageSection.Open(html, "methods", "Methods and citations", "The text below is in the public domain (CC0): copy it as it is."))
        using (html.Open("details"))
        {
            html.Element("summary", $"{Printed.Count(methods.Count)} steps, {Printed.Count(citations.Count)} citations");
            foreach (var method in methods)
            {
                html.Element("p", method.Text + Marks(method, citations), ("class", "small"));
            }

            using (html.Open("ol", ("class", "small")))
            {
                foreach (string citation in citations)
                {
                    html.Element("li", citation);
                }
            }
        }
    }

    private static string Marks(MethodStatement method, List<string> citations) => method.Citations.Count == 0
        ? ""
        : $" [{string.Join(", ", method.Citations.Select(c => Printed.Count(citations.IndexOf(c) + 1)))}]";
}
