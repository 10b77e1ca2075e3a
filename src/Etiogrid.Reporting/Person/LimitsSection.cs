using Etiogrid.Reporting.Figures;
using Etiogrid.Reporting.Markup;

namespace Etiogrid.Reporting.Person;

/// <summary>What limits the results, on the page and not in a manual.</summary>
internal static class LimitsSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, PersonView view)
    {
        using (PageSection.Open(html, "limits", "Limits"))
        {
            Sentences(html, view.Person.Limits);
            html.Element("p", $"Reference of all deviations: {view.Person.Run.ReferenceStatement.TrimEnd('.')}.");
            if (view.Person.DataFindings.Count > 0)
            {
                html.Element("h3", "Findings in this person's data");
                Sentences(html, view.Person.DataFindings);
            }
        }
    }

    /// <summary>A list of sentences; nothing when there are none.</summary>
    internal static void Sentences(HtmlWriter html, IReadOnlyList<string> sentences)
    {
        if (sentences.Count == 0)
        {
            return;
        }

        using (html.Open("ul", ("class", "sentences")))
        {
            foreach (string sentence in sentences)
            {
                html.Element("li", sentence);
            }
        }
    }
}
