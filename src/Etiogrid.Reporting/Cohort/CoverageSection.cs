using Etiogrid.Reporting.Figures;
using Etiogrid.Reporting.Markup;
using Etiogrid.Reporting.Svg;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Cohort;

/// <summary>Who was measured with what: one strip a modality, one slot a person.</summary>
internal static class CoverageSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, CohortView view)
    {
        if (view.Cohort.Coverage.Count == 0)
        {
            PageSection.Absent(html, "coverage", "Coverage", "No modality was looked for.");
            return;
        }

        using (PageSection.Open(html, "coverage", "Coverage", "Each strip holds one slot a person, by group and site; striped is not measured."))
        {
            var svg = new SvgWriter(html);
            var plot = new RowPlot(svg);
            using (plot.Open($"Coverage of {Printed.Count(view.Cohort.Coverage.Count)} modalities over {Printed.Count(view.People.Count)} people.", "coverage"))
            {
                for (int k = 0; k < view.Cohort.Coverage.Count; k++)
                {
                    int modality = k;
                    var coverage = view.Cohort.Coverage[k];
                    plot.Row(h => h.Text(coverage.Name), [], s => Draw(s, view, modality), Share(coverage), Partly(coverage));
                }
            }

            DataTable.Behind(
                html, $"Numbers: {Printed.Count(view.Cohort.Coverage.Count)} modalities", [new("Modality"), new("Measured", true), new("Partly", true), new("Absent", true)],
                view.Cohort.Coverage.Select(c => (IReadOnlyList<string>)[c.Name, Printed.Count(c.Measured), Printed.Count(c.Partial), Printed.Count(c.Absent)]));
        }
    }

    private static string Share(ModalityCoverage c)
    {
        int all = c.Measured + c.Partial + c.Absent;
        return all == 0 ? "n/a" : Printed.Percent((c.Measured + c.Partial) / (double)all);
    }

    private static string Partly(ModalityCoverage c) => c.Partial > 0 ? $"{Printed.Count(c.Partial)} partly" : "";

    /// <summary>Neighbours of one state are one bar.</summary>
    private static void Draw(SvgWriter svg, CohortView view, int modality)
    {
        double n = view.People.Count;
        int start = 0;
        for (int i = 1; i <= view.People.Count; i++)
        {
            if (i == view.People.Count || StateOf(view, i, modality) != StateOf(view, start, modality))
            {
                string css = StateOf(view, start, modality) switch
                {
                    Presence.Measured => "have",
                    Presence.Partial => "part",
                    _ => "lack",
                };
                svg.Slot(start / n, i / n, RowPlot.Middle - 8, 16, css);
                start = i;
            }
        }
    }

    private static Presence StateOf(CohortView view, int person, int modality) =>
        modality < view.People[person].Modalities.Count ? view.People[person].Modalities[modality] : Presence.Absent;
}
