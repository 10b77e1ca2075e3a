using Etiogrid.Reporting.Figures;
using Etiogrid.Reporting.Markup;
using Etiogrid.Reporting.Svg;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Person;

/// <summary>Does a deviation come and go, or does it stay: the pathways' markers over dated visits.</summary>
internal static class StateTraitSection
{
    private static readonly IReadOnlyList<Column> Head = [new("Pathway"), new("Markers over the visits"), new("P(state)", true), new("With severity", true), new("Reads as")];

    private static readonly IReadOnlyList<Column> Columns =
        [new("Pathway"), new("Session"), new("Day", true), new("z", true), new("Severity z", true), new("Markers")];

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, PersonView view)
    {
        var followed = view.Leading.Where(p => p.StateTrait is not null).ToList();
        if (followed.Count == 0)
        {
            PageSection.Absent(html, "state-trait", "State or trait", $"{Printed.Sentence(view.Person.StateTraitStatement)}.");
            return;
        }

        using (PageSection.Open(html, "state-trait", "State or trait", $"Which deviations come and go with the illness, and which stay: {view.Person.StateTraitStatement}."))
        {
            WriteFigure(html, followed);
            var all = view.Person.Pathways.Where(p => p.StateTrait is not null).ToList();
            DataTable.Behind(html, $"Numbers: {Printed.Count(all.Count)} pathways", Columns, all.SelectMany(Rows));
            ReadingGuide.Write(
                html,
                "each line is the pathway's markers, summed by their loadings, at every dated visit (one common scale, the line in the middle is the reference mean); the broken line is symptom severity. P(state) is the probability that what passes varies more than what stays.",
                "many visits, a line that follows the severity or a line that stays put.",
                "two visits, or markers of low reliability: error looks like a state, and the verdict stays undetermined.",
                "match the horizon: what is a state can be treated while it lasts; a trait asks for something that can be kept up.");
        }
    }

    private static void WriteFigure(HtmlWriter html, List<PathwayResult> pathways)
    {
        double reach = Math.Max(2, pathways.SelectMany(p => p.StateTrait!.Visits).Max(v => Math.Max(Math.Abs(v.Z), Math.Abs(v.Severity ?? 0))));
        var svg = new SvgWriter(html);
        using (html.Open("div", ("class", "scroll"), ("role", "figure"), ("aria-label", "Markers of the leading pathways over the visits, with the severity of symptoms."), ("tabindex", "0")))
        using (html.Open("table", ("class", "followed")))
        {
            DataTable.WriteHead(html, Head);
            using (html.Open("tbody"))
            {
                foreach (var pathway in pathways)
                {
                    var result = pathway.StateTrait!;
                    using (html.Open("tr"))
                    {
                        html.Element("th", pathway.ShortName, ("scope", "row"), ("class", "name"));
                        using (html.Open("td"))
                        {
                            VisitsFigure.Write(svg, result, reach, $"{pathway.ShortName} over {Printed.Count(result.Visits.Count)} visits");
                        }

                        html.Element("td", Printed.Percent(result.StateDominant), ("class", "n"));
                        html.Element("td", result.Visits.Any(v => v.Severity is not null) ? Printed.Signed(result.SeveritySlope) : "n/a", ("class", "n"));
                        html.Element("td", result.Verdict, ("class", result.Verdict == "undetermined" ? "call mute" : "call"));
                    }
                }
            }
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(PathwayResult pathway) =>
        pathway.StateTrait!.Visits.Select(v => (IReadOnlyList<string>)
        [
            pathway.Name, v.Session, Printed.Number(v.Days, 0), Printed.Signed(v.Z), v.Severity is { } s ? Printed.Signed(s) : "n/a", string.Join(", ", pathway.StateTrait!.Markers),
        ]);
}
