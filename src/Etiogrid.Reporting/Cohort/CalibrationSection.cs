using Etiogrid.Reporting.Figures;
using Etiogrid.Reporting.Markup;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Cohort;

/// <summary>Posteriors against the simulated truth, joint and naive side by side.</summary>
internal static class CalibrationSection
{
    private static readonly IReadOnlyList<Column> Columns = [new("Bin"), new("Inference"), new("Mean predicted", true), new("Observed", true), new("Pairs", true)];

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, CohortView view)
    {
        if (view.Cohort.Truth is not { } truth)
        {
            PageSection.Absent(html, "calibration", "Calibration", "The truth is not known in a real study: calibration of these posteriors cannot be shown here.");
            return;
        }

        using (PageSection.Open(html, "calibration", "Calibration", $"P(altered) against the simulated truth, all pathways of {Printed.Count(truth.People)} people."))
        {
            using (html.Open("div", ("class", "pair centred")))
            {
                CalibrationFigure.Write(html, "Joint inference", truth.Joint, "cat1");
                CalibrationFigure.Write(html, "Naive product of likelihood ratios", truth.Naive, "cat2");
            }

            DataTable.Behind(html, "Numbers: every bin", Columns, Rows("joint", truth.Joint).Concat(Rows("naive", truth.Naive)));
            ReadingGuide.Write(
                html,
                "people-pathway pairs in bins of equal count: what was predicted, and how often it was true; the dashed diagonal is perfect.",
                "points on the diagonal over the whole range, and a high AUC.",
                "points below the diagonal at the right: overconfident, as when correlated markers are counted twice.",
                "trust the numbers of a person page as far as this curve allows.");
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(string name, CalibrationResult result) =>
        result.Bins.Select((b, i) => (IReadOnlyList<string>)[Printed.Count(i + 1), name, Printed.Number(b.MeanPredicted, 3), Printed.Number(b.Observed, 3), Printed.Count(b.Count)]);
}
