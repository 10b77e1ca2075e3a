using Etiogrid.Reporting.Figures;
using Etiogrid.Reporting.Markup;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Cohort;

/// <summary>Associations with outcomes; a null result reads as one.</summary>
internal static class OutcomeSection
{
    private const int Shown = 8;
    private const double FalseDiscoveryRate = 0.05;

    private static readonly IReadOnlyList<Column> Columns =
        [new("Outcome"), new("Feature"), new("People", true), new("Spearman", true), new("p", true), new("q", true)];

    private static readonly IReadOnlyList<Column> Head = [new("Feature"), new("Outcome"), new("Spearman"), new("q", true)];

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, CohortView view)
    {
        var all = view.Cohort.Outcomes;
        if (all.Count == 0)
        {
            PageSection.Absent(html, "outcomes", "Outcomes", "No outcome of this study could be associated with a feature.");
            return;
        }

        using (PageSection.Open(html, "outcomes", "Outcomes", "Rank correlation of leading features with outcomes; q is the false-discovery rate over all tests."))
        {
            html.Element("p", Verdict(all), ("class", "verdict"));
            WriteTable(html, all);
            DataTable.Behind(html, $"Numbers: {Printed.Count(all.Count)} tests", Columns, all.Select(Row));
        }
    }

    /// <summary>What the tests say together.</summary>
    internal static string Verdict(IReadOnlyList<OutcomeAssociation> all)
    {
        int found = all.Count(o => o.Q < FalseDiscoveryRate);
        if (found > 0)
        {
            return $"{Printed.Sentence(Printed.Words(found))} of {Printed.Count(all.Count)} associations {(found == 1 ? "survives" : "survive")} correction (q < 0.05). Associations in one sample: replicate before use.";
        }

        var known = all.Where(o => double.IsFinite(o.Q)).ToList();
        string smallest = known.Count == 0 ? "" : $" (smallest q {Printed.PValue(known.Min(o => o.Q))})";
        return $"A null result: of {Printed.Count(all.Count)} associations none survives correction{smallest}. These features do not predict these outcomes in this study.";
    }

    private static void WriteTable(HtmlWriter html, IReadOnlyList<OutcomeAssociation> all)
    {
        var rows = all.OrderBy(o => double.IsNaN(o.P) ? 2 : o.P).ThenBy(o => o.Feature, StringComparer.Ordinal).Take(Shown);
        using (html.Open("div", ("class", "scroll"), ("role", "figure"), ("aria-label", "Associations of the smallest p."), ("tabindex", "0")))
        using (html.Open("table", ("class", "outcomes")))
        {
            DataTable.WriteHead(html, Head);
            using (html.Open("tbody"))
            {
                foreach (var row in rows)
                {
                    WriteRow(html, row);
                }
            }
        }
    }

    private static void WriteRow(HtmlWriter html, OutcomeAssociation row)
    {
        using (html.Open("tr"))
        {
            html.Element("th", row.Feature, ("scope", "row"));
            html.Element("td", row.Outcome);
            using (html.Open("td", ("class", "rho")))
            {
                SignedBar.Write(html, row.Spearman, 1);
            }

            html.Element("td", Printed.PValue(row.Q), ("class", row.Q < FalseDiscoveryRate ? "n yes" : "n"));
        }
    }

    private static List<string> Row(OutcomeAssociation o) =>
        [o.Outcome, o.Feature, Printed.Count(o.N), Printed.Signed(o.Spearman, 3), Printed.PValue(o.P), Printed.PValue(o.Q)];
}
