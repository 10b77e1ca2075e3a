using Etiogrid.Reporting.Figures;
using Etiogrid.Reporting.Markup;
using Etiogrid.Reporting.Svg;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Cohort;

/// <summary>Test-retest reliability of features, ICC(2,1).</summary>
internal static class ReliabilitySection
{
    private const int Shown = 20;

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, CohortView view)
    {
        var rows = view.Cohort.Reliability.Where(r => double.IsFinite(r.Icc)).OrderByDescending(r => r.Icc).ThenBy(r => r.Feature, StringComparer.Ordinal).ToList();
        if (rows.Count == 0)
        {
            PageSection.Absent(html, "reliability", "Reliability", "Nobody has two sessions of one feature: reliability could not be measured.");
            return;
        }

        using (PageSection.Open(html, "reliability", "Reliability", "ICC(2,1) between two sessions of the same people, with its 95\u00A0% interval."))
        {
            WriteFigure(html, rows);
            DataTable.Behind(
                html, $"Numbers: {Printed.Count(view.Cohort.Reliability.Count)} features", [new("Feature"), new("People", true), new("ICC(2,1)", true), new("95 % interval", true)],
                view.Cohort.Reliability.Select(r => (IReadOnlyList<string>)[r.Name, Printed.Count(r.People), Printed.Number(r.Icc), $"{Printed.Number(r.Interval.Low)} to {Printed.Number(r.Interval.High)}"]));
            ReadingGuide.Write(
                html,
                $"{(rows.Count > Shown ? $"the {Printed.Count(Shown)} most reliable of {Printed.Count(rows.Count)} features" : "every feature that was measured twice")}; 1 is perfect, 0 is noise.",
                "an interval above 0.6.",
                "an interval that reaches 0: one visit says little about the person.",
                "weigh deviations of unreliable features accordingly, or measure twice.");
        }
    }

    private static void WriteFigure(HtmlWriter html, List<ReliabilityRow> rows)
    {
        var shown = rows.Take(Shown).ToList();
        double low = Math.Min(0, Math.Floor(shown.Min(r => r.Interval.Low) * 4) / 4);
        double At(double icc) => Math.Clamp((icc - low) / (1 - low), 0, 1);
        double tick = low < 0 ? 0.5 : 0.25;
        int first = (int)Math.Ceiling(low / tick);
        var ticks = Enumerable.Range(first, (int)(1 / tick) - first + 1).Select(i => (At(i * tick), Printed.Number(i * tick, low < 0 ? 1 : 2))).ToList();
        var plot = new RowPlot(new SvgWriter(html));
        using (plot.Open($"Reliability of {Printed.Count(shown.Count)} features."))
        {
            plot.Axis(ticks);
            foreach (var row in shown)
            {
                plot.Row(
                    h => h.Text(row.Name), ticks,
                    s =>
                    {
                        s.Bar(At(row.Interval.Low), At(row.Interval.High), RowPlot.Middle - 4, 8, "b95");
                        s.TrackDot(At(row.Icc), RowPlot.Middle, 5, "filled");
                    },
                    Printed.Number(row.Icc), $"n {Printed.Count(row.People)}");
            }
        }
    }
}
