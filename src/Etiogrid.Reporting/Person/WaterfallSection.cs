using Etiogrid.Reporting.Figures;
using Etiogrid.Reporting.Markup;
using Etiogrid.Reporting.Svg;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Person;

/// <summary>Why the leading pathway stands where it stands; the others unfold.</summary>
internal static class WaterfallSection
{
    private static readonly IReadOnlyList<Column> Columns = [new("Step"), new("Kind"), new("Log-odds", true), new("Evidence")];

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, PersonView view)
    {
        var lead = view.Lead;
        if (lead is null || lead.Waterfall.Count == 0)
        {
            PageSection.Absent(html, "why", "Why", "There is no decomposition for this person.");
            return;
        }

        string split = view.Person.WaterfallsSampled ? "Split of the joint posterior, sampled (a step is off by about 0.01 in probability)," : "Exact split of the joint posterior";
        using (PageSection.Open(html, "why", $"Why {lead.ShortName}", split + " into steps of log-odds, ticks in probability. A linked step opens its file and row."))
        {
            WriteOne(html, view, lead);
            WriteOthers(html, view, lead);
            ReadingGuide.Write(
                html,
                "each bar is what one piece of evidence adds, given all steps above it; the bars sum to the posterior.",
                "several bars of different kinds that point the same way.",
                "one bar does it all: the result hangs on one measurement.",
                "follow the largest bar to its row and check that number first.");
        }
    }

    private static void WriteOne(HtmlWriter html, PersonView view, PathwayResult pathway)
    {
        WaterfallFigure.Write(new SvgWriter(html), view, pathway);
        WriteCriteria(html, pathway);
        DataTable.Behind(html, $"Numbers: {Printed.Count(pathway.Waterfall.Count)} steps", Columns, pathway.Waterfall.Select(Row));
    }

    private static void WriteCriteria(HtmlWriter html, PathwayResult p)
    {
        bool[] met = [p.GeneticSupport, p.ExposureLink, p.SymptomLink];
        string[] names = ["genetic support", "a known exposure", "a link to a symptom that is present"];
        var holds = names.Where((_, i) => met[i]).ToList();
        var fails = names.Where((_, i) => !met[i]).ToList();
        string without = fails.Count == 0 ? "" : $" Without: {Printed.List(fails)}.";
        string with = holds.Count == 0 ? "" : $": {Printed.List(holds)}";
        html.Element("p", $"Causal criteria met: {Printed.Words(holds.Count)} of three{with}.{without} Causal {Printed.Percent(p.Causal)}, compensatory {Printed.Percent(p.Compensatory)}.", ("class", "small"));
    }

    private static void WriteOthers(HtmlWriter html, PersonView view, PathwayResult lead)
    {
        var others = view.Leading.Where(p => p.Id != lead.Id && p.Waterfall.Count > 0).ToList();
        if (others.Count == 0)
        {
            return;
        }

        using (html.Open("details"))
        {
            html.Element("summary", $"Why the other {Printed.Words(others.Count)} stand where they stand");
            foreach (var pathway in others)
            {
                using (html.Open("details", ("class", "inner")))
                {
                    html.Element("summary", $"{pathway.ShortName}, {Printed.Percent(pathway.Posterior)}");
                    WriteOne(html, view, pathway);
                }
            }
        }
    }

    private static List<string> Row(WaterfallStep step) => [step.Label, step.Group, Printed.Signed(step.LogOdds, 3), string.Join(" ", step.EvidenceIds)];
}
