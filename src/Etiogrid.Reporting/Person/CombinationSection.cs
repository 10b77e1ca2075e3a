using Etiogrid.Reporting.Figures;
using Etiogrid.Reporting.Markup;
using Etiogrid.Reporting.Svg;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Person;

/// <summary>Combinations of interventions as hypotheses, with what speaks against each.</summary>
internal static class CombinationSection
{
    private const int Cards = 6;

    private static readonly IReadOnlyList<Column> Columns =
    [
        new("Combination"), new("Rank", true), new("Gain", true), new("95 % interval", true), new("P(best)", true), new("Regret", true),
        new("Burden", true), new("Pareto"), new("Grade"), new("Horizon"),
    ];

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, PersonView view)
    {
        var all = view.Person.Combinations;
        if (all.Count == 0)
        {
            PageSection.Absent(html, "combinations", "Combinations to study", view.StandingOut.Count == 0
                ? "No pathway is altered with enough probability to rank interventions."
                : "No combination of interventions was ranked in this run.");
            return;
        }

        using (PageSection.Open(html, "combinations", "Combinations to study", "Hypotheses ranked by the expected fall of present symptoms under the whole posterior, with burden and interactions. Not advice, and not an order."))
        {
            if (all.All(c => c.Interval.Low <= 0))
            {
                html.Element("p", "Every interval reaches zero: these data do not single out an intervention for this person.", ("class", "verdict"));
            }

            WriteCards(html, view, all);
            DataTable.Behind(html, $"Numbers: {Printed.Count(all.Count)} combinations", Columns, all.Select(Row));
            WriteExcluded(html, view.Person.ExcludedInterventions);
            ReadingGuide.Write(
                html,
                "gain is the expected number of present symptoms that fall away; the bar is its 95\u00A0% interval; P(best) is how often no other combination does better.",
                "an interval away from zero, a high P(best), grade A or B, on the Pareto front.",
                "intervals that overlap each other: the data do not rank these.",
                "take them as questions for a trial; read the risks first.");
        }
    }

    private static void WriteCards(HtmlWriter html, PersonView view, IReadOnlyList<CombinationResult> all)
    {
        var shown = all.Take(Cards).ToList();
        double low = Math.Min(0, shown.Min(c => c.Interval.Low));
        double high = Math.Max(shown.Max(c => c.Interval.High), low + 0.01);
        int decimals = Math.Max(-low, high) < 1 ? 2 : 1;
        using (html.Open("div", ("class", "cards")))
        {
            foreach (var combination in shown)
            {
                WriteCard(html, view, combination, low, high, decimals);
            }
        }
    }

    private static void WriteCard(HtmlWriter html, PersonView view, CombinationResult c, double low, double high, int decimals)
    {
        using (html.Open("article", ("class", "card")))
        {
            html.Element("p", $"best in {Printed.Percent(c.ProbabilityBest)}", ("class", "rank"));
            html.Element("h3", string.Join(" + ", c.MemberNames));
            WriteGain(html, c, low, high, decimals);
            using (html.Open("ul", ("class", "small")))
            {
                html.Element("li", $"acts on {(c.PathwayIds.Count == 0 ? "no likely pathway" : Printed.List([.. c.PathwayIds.Select(view.ShortName)]))}");
                html.Element("li", $"evidence grade {c.EvidenceGrade} · burden {Printed.Number(c.Burden, 1)}{(c.OnParetoFront ? " · on the Pareto front" : "")}");
                html.Element("li", $"{c.Horizon} horizon{(c.Onset.Length > 0 ? $" · onset {c.Onset}" : "")}");
                foreach (string reason in c.Reasons)
                {
                    html.Element("li", reason);
                }
            }

            if (c.Risks.Count > 0)
            {
                html.Element("p", "Against: " + string.Join("; ", c.Risks), ("class", "small why"));
            }
        }
    }

    private static void WriteGain(HtmlWriter html, CombinationResult c, double low, double high, int decimals)
    {
        double At(double gain) => (gain - low) / (high - low);
        var svg = new SvgWriter(html);
        using (html.Open("p", ("class", "gain")))
        {
            html.Element("b", Printed.Signed(-c.ExpectedGain, decimals)).Text(" symptoms ");
            html.Element("small", $"({Printed.SignedRange(new(-c.Interval.High, -c.Interval.Low), decimals)})");
        }

        using (svg.Track(14, "mini"))
        {
            svg.TrackRule(At(0), 0, 14, "axisline");
            svg.Bar(At(c.Interval.Low), At(c.Interval.High), 4, 6, "b50");
            svg.TrackDot(At(c.ExpectedGain), 7, 5, "filled");
        }
    }

    private static void WriteExcluded(HtmlWriter html, IReadOnlyList<ExcludedIntervention> excluded)
    {
        if (excluded.Count > 0)
        {
            DataTable.Behind(html, $"Why not: {Printed.Count(excluded.Count)} options left out", [new("Option"), new("Why not")], excluded.Select(e => (IReadOnlyList<string>)[e.Name, e.WhyNot]));
        }
    }

    private static List<string> Row(CombinationResult c) =>
    [
        string.Join(" + ", c.MemberNames), Printed.Count(c.Rank), Printed.Number(c.ExpectedGain), $"{Printed.Number(c.Interval.Low)} to {Printed.Number(c.Interval.High)}",
        Printed.Percent(c.ProbabilityBest), Printed.Number(c.Regret), Printed.Number(c.Burden, 1), c.OnParetoFront ? "yes" : "no", c.EvidenceGrade, c.Horizon,
    ];
}
