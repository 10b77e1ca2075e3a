using Etiogrid.Reporting.Figures;
using Etiogrid.Reporting.Markup;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Person;

/// <summary>The genetic row: every scored unit with its deviations, interval and coverage; epigenetic scores beside them.</summary>
internal static class GeneticSection
{
    private const int ShownPathways = 12;
    private const int ShownUnits = 8;
    private const double LeastSide = 2;

    private static readonly IReadOnlyList<Column> Head =
        [new("Unit"), new("z with its 95 % interval"), new("z", true), new("Own genome", true), new("Ancestry", true), new("Coverage", true), new("Variants", true), new("Prior", true)];

    private static readonly IReadOnlyList<Column> Columns =
    [
        new("Unit"), new("Kind"), new("Pathways"), new("Genes", true), new("Variants", true), new("Score", true), new("SE", true), new("Reference z", true), new("Ancestry z", true),
        new("Background z", true), new("95 % interval of z"), new("Coverage", true), new("Joint z", true), new("Prior log-odds", true), new("Remark"), new("File"),
    ];

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, PersonView view)
    {
        if (view.Person.Genetics is not { } genetics)
        {
            PageSection.Absent(html, "genetics", "Genetic row", "No genotypes and no epigenetic scores of this person.");
            return;
        }

        using (PageSection.Open(html, "genetics", "Genetic row", Lead(genetics)))
        {
            var all = genetics.Pathways.Concat(genetics.Units).ToList();
            double side = Side(genetics, all);
            foreach (var (heading, units, shown, lead) in Groups(genetics))
            {
                html.Element("h3", Heading(heading, units.Count, shown));
                if (lead.Length > 0)
                {
                    html.Element("p", lead, ("class", "small mute"));
                }

                WriteFigure(html, view, heading, [.. units.OrderByDescending(u => Math.Abs(u.Z)).Take(shown)], side);
            }

            EpigeneticTable.Write(html, view, genetics.Epigenetics, side);
            html.Element("p", genetics.Ancestry, ("class", "small"));
            WritePopulations(html, genetics);
            if (all.Count > 0)
            {
                DataTable.Behind(html, $"Numbers: all {Printed.Count(all.Count)} units", Columns, all.Select(u => Row(view, u)));
            }

            ReadingGuide.Write(
                html,
                "how far each polygenic score lies from the reference (bar: 95 % interval, where an error is known), from random variants of the same genome, and from what this ancestry leads to expect.",
                "a z that stands out against the reference and against the person's own genome, with nearly full coverage.",
                "a z near the others of the same genome: the whole genome is high, not this pathway; an interval across 0.",
                "read a score as a prior that shifts a pathway, never as the alteration itself.");
        }
    }

    private static string Lead(GeneticResult genetics)
    {
        List<string> parts = [];
        if (genetics.Pathways.Count + genetics.Units.Count > 0)
        {
            parts.Add($"Polygenic scores of {Printed.Words(genetics.Pathways.Count)} pathways" + (genetics.Units.Count > 0 ? $" and {Printed.Words(genetics.Units.Count)} further units" : "") + $"; {genetics.Reference.TrimEnd('.')}.");
        }

        if (genetics.Epigenetics.Count > 0)
        {
            parts.Add($"{Printed.Sentence(Printed.Words(genetics.Epigenetics.Count))} epigenetic {(genetics.Epigenetics.Count == 1 ? "score" : "scores")}.");
        }

        return string.Join(" ", parts);
    }

    private static double Side(GeneticResult genetics, List<GeneticUnitResult> all) => Math.Max(
        LeastSide,
        all.SelectMany(u => new[] { u.Z, u.Interval?.Low ?? u.Z, u.Interval?.High ?? u.Z })
            .Concat(genetics.Epigenetics.SelectMany(e => new[] { e.Z, e.Interval.Low, e.Interval.High }))
            .Select(Math.Abs).Where(double.IsFinite).DefaultIfEmpty(LeastSide).Max());

    private static IEnumerable<(string Heading, List<GeneticUnitResult> Units, int Shown, string Lead)> Groups(GeneticResult genetics)
    {
        if (genetics.Pathways.Count > 0)
        {
            yield return ("Pathways", [.. genetics.Pathways], ShownPathways, "");
        }

        foreach (var group in genetics.Units.GroupBy(u => u.Kind, StringComparer.Ordinal))
        {
            string lead = group.Any(u => u.UsedInGrid)
                ? "Those mapped under Prior are evidence for a pathway by the study's map, given the pathway's own score; the others are shown only."
                : "Shown beside the pathways: their variants are counted in the pathways already and enter no prior again.";
            yield return (KindName(group.Key), [.. group], ShownUnits, lead);
        }
    }

    private static string KindName(string kind) => kind switch
    {
        "cell_type" => "Cell types",
        "synaptic_pre" => "Presynaptic",
        "synaptic_post" => "Postsynaptic",
        "synaptic" => "Synapse",
        _ => "Other sets",
    };

    private static string Heading(string heading, int count, int shown) =>
        count > shown ? $"{heading}: the {Printed.Words(shown)} largest of {Printed.Count(count)}" : heading;

    private static void WriteFigure(HtmlWriter html, PersonView view, string label, List<GeneticUnitResult> units, double side)
    {
        using (html.Open("div", ("class", "scroll"), ("role", "figure"), ("aria-label", $"{label}: polygenic scores as deviations with their intervals."), ("tabindex", "0")))
        using (html.Open("table", ("class", "genes")))
        {
            DataTable.WriteHead(html, Head);
            using (html.Open("tbody"))
            {
                foreach (var unit in units)
                {
                    WriteRow(html, view, unit, side);
                }
            }
        }
    }

    private static void WriteRow(HtmlWriter html, PersonView view, GeneticUnitResult u, double side)
    {
        using (html.Open("tr"))
        {
            html.Element("th", view.ShortName(u.Unit) is var known && known != u.Unit ? known : u.Name, ("scope", "row"), ("class", "name"), ("title", u.Note.Length > 0 ? u.Note : null));
            using (html.Open("td", ("class", "bar")))
            {
                IntervalTrack.Write(html, u.Z, u.Interval, side);
            }

            html.Element("td", Printed.Signed(u.Z, 2), ("class", "n"));
            html.Element("td", Signed(u.BackgroundZ), ("class", "n"));
            html.Element("td", Signed(u.AncestryZ), ("class", "n"));
            html.Element("td", u.Coverage is { } c ? Printed.Percent(c) : "n/a", ("class", "n"));
            html.Element("td", Printed.Count(u.Variants), ("class", "n"));
            html.Element("td", u.LogOdds is { } odds ? Printed.Signed(odds, 2) : u.UsedInGrid ? "mapped" : "—", ("class", u.UsedInGrid ? "n" : "n mute"));
        }
    }

    private static void WritePopulations(HtmlWriter html, GeneticResult genetics)
    {
        if (genetics.Populations.Count == 0)
        {
            return;
        }

        var likely = genetics.Populations.Where(p => p.Probability >= 0.01).Take(5).Select(p => $"{p.Population} {Printed.Percent(p.Probability)}").ToArray();
        html.Element("p", $"Panel populations, equal priors: {Printed.List(likely)}.", ("class", "small mute"));
    }

    private static string Signed(double? z) => z is { } value ? Printed.Signed(value, 2) : "n/a";

    private static List<string> Row(PersonView view, GeneticUnitResult u) =>
    [
        u.Name, u.Kind.Replace('_', ' '), Printed.List([.. u.PathwayIds.Select(view.ShortName)]), Printed.Count(u.Genes), Printed.Count(u.Variants), Printed.Significant(u.Score), Printed.Significant(u.StandardError),
        Printed.Signed(u.ReferenceZ, 2), Signed(u.AncestryZ), Signed(u.BackgroundZ), u.Interval is { } i ? $"{Printed.SignedRange(i)} ({u.IntervalCounts})" : "n/a: no error known",
        u.Coverage is { } c ? Printed.Percent(c) : "n/a", Signed(u.JointZ), Signed(u.LogOdds), u.Note, u.File,
    ];
}
