using Etiogrid.Reporting.Cohort;
using Etiogrid.Reporting.Figures;
using Etiogrid.Reporting.Markup;
using Etiogrid.Reporting.Person;
using Etiogrid.Reporting.Svg;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting;

/// <summary>
/// A cohort's page: a single HTML file without network or clock. Its one small script sorts and groups the print; everything reads
/// without it. The same result gives the same bytes on any machine.
/// </summary>
public static class CohortPage
{
    private static readonly string SortScript = PageShell.Resource("sort.js");

    private static readonly IReadOnlyList<(string Id, string Name)> Contents =
    [
        ("print", "Print"), ("calibration", "Calibration"), ("coverage", "Coverage"), ("flow", "Flow"), ("reliability", "Reliability"),
        ("outcomes", "Outcomes"), ("failures", "Failures"), ("limits", "Limits"), ("methods", "Methods"), ("provenance", "Provenance"),
    ];

    /// <summary>Renders the page.</summary>
    public static string Render(CohortResult cohort)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        var view = new CohortView(cohort);
        return PageShell.Write($"{cohort.Run.StudyName} · cohort", SortScript, html => WriteBody(html, view));
    }

    private static void WriteBody(HtmlWriter html, CohortView view)
    {
        SharedPatterns.Write(html);
        CohortHeaderSection.Write(html, view);
        PageContents.Write(html, Contents);
        GridPrintSection.Write(html, view);
        CalibrationSection.Write(html, view);
        using (html.Open("div", ("class", "two")))
        {
            CoverageSection.Write(html, view);
            AttritionSection.Write(html, view);
        }

        using (html.Open("div", ("class", "two")))
        {
            ReliabilitySection.Write(html, view);
            OutcomeSection.Write(html, view);
        }

        WriteSentences(html, "failures", "Failures", view.Cohort.Failures, "Nothing failed.");
        WriteSentences(html, "limits", "Limits", view.Cohort.Limits, "This run states no limits.");
        MethodsSection.Write(html, view.Cohort.Methods);
        using (PageSection.Open(html, "provenance", "Provenance"))
        {
            ProvenanceTable.Write(html, view.Cohort.Run);
        }

        html.Element("footer", "Research use only. Not a diagnosis.", ("class", "small mute"));
    }

    private static void WriteSentences(HtmlWriter html, string id, string title, IReadOnlyList<string> sentences, string none)
    {
        if (sentences.Count == 0)
        {
            PageSection.Absent(html, id, title, none);
            return;
        }

        using (PageSection.Open(html, id, title))
        {
            LimitsSection.Sentences(html, sentences);
        }
    }
}
