using Etiogrid.Reporting.Figures;
using Etiogrid.Reporting.Markup;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Person;

/// <summary>Epigenetic scores with their reliability and what they were adjusted for.</summary>
internal static class EpigeneticTable
{
    private static readonly IReadOnlyList<Column> Head =
        [new("Score"), new("Error-free z, 95 % interval"), new("z", true), new("Reliability", true), new("Coverage", true), new("With polygenic score", true), new("Prior", true), new("Adjusted for")];

    /// <summary>Writes the table; nothing where there are no scores.</summary>
    public static void Write(HtmlWriter html, PersonView view, IReadOnlyList<EpigeneticResult> scores, double side)
    {
        if (scores.Count == 0)
        {
            return;
        }

        html.Element("h3", "Epigenetic scores");
        html.Element("p", "A second kind of genetic-layer evidence: it enters the prior together with the polygenic score, by their correlation, so that what both say counts once.", ("class", "small mute"));
        using (html.Open("div", ("class", "scroll"), ("role", "figure"), ("aria-label", "Epigenetic scores as deviations with their intervals."), ("tabindex", "0")))
        using (html.Open("table", ("class", "genes")))
        {
            DataTable.WriteHead(html, Head);
            using (html.Open("tbody"))
            {
                foreach (var score in scores)
                {
                    WriteRow(html, view, score, side);
                }
            }
        }
    }

    private static void WriteRow(HtmlWriter html, PersonView view, EpigeneticResult e, double side)
    {
        using (html.Open("tr"))
        {
            html.Element("th", $"{Printed.Sentence(e.Measure)}: {view.ShortName(e.PathwayId)}", ("scope", "row"), ("class", "name"), ("title", e.Note.Length > 0 ? e.Note : null));
            using (html.Open("td", ("class", "bar")))
            {
                IntervalTrack.Write(html, e.Z * e.Reliability, e.Interval, side);
            }

            html.Element("td", Printed.Signed(e.Z, 2), ("class", "n"));
            html.Element("td", Printed.Number(e.Reliability), ("class", "n"));
            html.Element("td", e.Coverage is { } c ? Printed.Percent(c) : "n/a", ("class", "n"));
            html.Element("td", double.IsFinite(e.ScoreCorrelation) ? "r " + Printed.Number(e.ScoreCorrelation) : "n/a", ("class", "n"));
            html.Element("td", e.LogOdds is { } odds ? Printed.Signed(odds, 2) : "moderator", ("class", "n"));
            html.Element("td", e.AdjustedFor.Count > 0 ? Printed.List(e.AdjustedFor) : "nothing", ("class", "small mute"));
        }
    }
}
