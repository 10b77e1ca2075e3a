using Etiogrid.Reporting.Figures;
using Etiogrid.Reporting.Markup;
using Etiogrid.Reporting.Svg;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Cohort;

/// <summary>How many people were listed, had data, were computed, failed.</summary>
internal static class AttritionSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, CohortView view)
    {
        var steps = view.Cohort.Attrition;
        if (steps.Count == 0)
        {
            PageSection.Absent(html, "flow", "Flow of people", "The flow of people was not recorded.");
            return;
        }

        using (PageSection.Open(html, "flow", "Flow of people"))
        {
            double most = Math.Max(steps.Max(s => s.People), 1);
            var plot = new RowPlot(new SvgWriter(html));
            using (plot.Open("Flow of people: " + string.Join(", ", steps.Select(s => $"{s.Name} {Printed.Count(s.People)}")) + ".", "flow"))
            {
                foreach (var step in steps)
                {
                    plot.Row(h => WriteName(h, step), [], s => s.Bar(0, step.People / most, RowPlot.Middle - 8, 16, "filled"), Printed.Count(step.People));
                }
            }

            DataTable.Behind(html, $"Numbers: {Printed.Count(steps.Count)} steps", [new("Step"), new("People", true), new("Detail")], steps.Select(s => (IReadOnlyList<string>)[s.Name, Printed.Count(s.People), s.Detail]));
        }
    }

    private static void WriteName(HtmlWriter html, AttritionStep step)
    {
        html.Text(step.Name);
        if (step.Detail.Length > 0)
        {
            html.Text(" ").Element("small", step.Detail);
        }
    }
}
