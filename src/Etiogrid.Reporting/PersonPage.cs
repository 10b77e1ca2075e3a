using Etiogrid.Reporting.Figures;
using Etiogrid.Reporting.Markup;
using Etiogrid.Reporting.Person;
using Etiogrid.Reporting.Svg;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting;

/// <summary>
/// One person's page: a single HTML file without network, script or clock. The same result gives the same bytes on any machine.
/// Sections without data say so in one line.
/// </summary>
public static class PersonPage
{
    private static readonly IReadOnlyList<(string Id, string Name)> Contents =
    [
        ("grid", "Grid"), ("before-after", "Before and after"), ("why", "Why"), ("genetics", "Genes"), ("cause", "Cause"), ("state-trait", "State or trait"), ("brain", "Brain"), ("colocalization", "Maps"),
        ("fingerprint", "Fingerprint"), ("combinations", "Combinations"), ("next", "Next"), ("change", "Change"), ("symptoms", "Symptoms"),
        ("limits", "Limits"), ("methods", "Methods"), ("provenance", "Provenance"),
    ];

    /// <summary>Renders the page.</summary>
    public static string Render(PersonResult person)
    {
        ArgumentNullException.ThrowIfNull(person);
        var view = new PersonView(person);
        string session = person.Session is null ? "" : $" ses-{person.Session}";
        return PageShell.Write($"sub-{person.Participant}{session} · individual grid · {person.Run.StudyName}", script: null, html => WriteBody(html, view));
    }

    private static void WriteBody(HtmlWriter html, PersonView view)
    {
        SharedPatterns.Write(html);
        HeaderSection.Write(html, view);
        AnswerSection.Write(html, view);
        PageContents.Write(html, Contents);
        VulnerabilityGridSection.Write(html, view);
        Pair(html, () => BeforeAfterSection.Write(html, view), () => WaterfallSection.Write(html, view));
        GeneticSection.Write(html, view);
        CauseSection.Write(html, view);
        StateTraitSection.Write(html, view);
        BrainSection.Write(html, view);
        ColocalizationSection.Write(html, view);
        FingerprintSection.Write(html, view);
        CombinationSection.Write(html, view);
        Pair(html, () => NextSection.Write(html, view), () => ChangeSection.Write(html, view));
        SymptomSection.Write(html, view);
        LimitsSection.Write(html, view);
        MethodsSection.Write(html, view.Person.Methods);
        ProvenanceSection.Write(html, view);
        html.Element("footer", "Research use only. Not a diagnosis.", ("class", "small mute"));
    }

    /// <summary>Two sections side by side where there is room.</summary>
    private static void Pair(HtmlWriter html, Action first, Action second)
    {
        using (html.Open("div", ("class", "two")))
        {
            first();
            second();
        }
    }
}
