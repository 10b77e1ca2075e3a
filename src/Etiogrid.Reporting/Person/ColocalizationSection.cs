using Etiogrid.Reporting.Figures;
using Etiogrid.Reporting.Markup;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Person;

/// <summary>The person's map against the atlas maps, each with its spatial null.</summary>
internal static class ColocalizationSection
{
    private const int Shown = 12;

    private static readonly IReadOnlyList<Column> Head =
        [new("Map"), new("Spearman rho"), new("p, null", true), new("z", true), new("Note")];

    private static readonly IReadOnlyList<Column> Columns =
    [
        new("Map"), new("Pathways"), new("Spearman", true), new("Pearson", true), new("p, null", true), new("p, parametric (invalid)", true),
        new("Regions", true), new("z", true), new("Note"),
    ];

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, PersonView view)
    {
        var brain = view.Person.Brain;
        if (brain is null || brain.Colocalization.Count == 0)
        {
            PageSection.Absent(html, "colocalization", "Spatial co-localisation", "No brain map of this person to compare with receptor maps.");
            return;
        }

        using (PageSection.Open(html, "colocalization", "Spatial co-localisation", $"{Printed.Sentence(brain.MapName)} against receptor maps; null: {brain.NullName}."))
        {
            WriteTable(html, view, brain);
            html.Element("p", Calibration(brain), ("class", "small"));
            DataTable.Behind(html, $"Numbers: all {Printed.Count(brain.Colocalization.Count)} maps", Columns, brain.Colocalization.Select(r => Row(view, r)));
            ReadingGuide.Write(
                html,
                "rank correlation of the person's map with each atlas map, and how often a map of the same smoothness does as well by chance; z compares with the reference people.",
                "a small p and a large z on a map that is ambiguous with no other.",
                "several maps with the same rho: they share their variance and count once.",
                "read the note; a parametric p is printed in the table only to show how far it misleads.");
        }
    }

    private static void WriteTable(HtmlWriter html, PersonView view, BrainResult brain)
    {
        var rows = brain.Colocalization.OrderBy(r => double.IsNaN(r.PNull) ? 2 : r.PNull).ThenByDescending(r => Math.Abs(r.Rho)).Take(Shown).ToList();
        double side = Math.Max(rows.Max(r => double.IsFinite(r.Rho) ? Math.Abs(r.Rho) : 0), 0.1);
        using (html.Open("div", ("class", "scroll"), ("role", "figure"), ("aria-label", $"Co-localisation with the {Printed.Count(rows.Count)} maps of the smallest p."), ("tabindex", "0")))
        using (html.Open("table", ("class", "coloc")))
        {
            DataTable.WriteHead(html, Head);
            using (html.Open("tbody"))
            {
                foreach (var row in rows)
                {
                    WriteRow(html, view, row, side);
                }
            }
        }
    }

    private static void WriteRow(HtmlWriter html, PersonView view, ColocalizationRow row, double side)
    {
        using (html.Open("tr"))
        {
            html.Element("th", row.Atlas, ("scope", "row"), ("title", Printed.List([.. row.PathwayIds.Select(view.ShortName)])));
            using (html.Open("td", ("class", "rho")))
            {
                SignedBar.Write(html, row.Rho, side);
            }

            html.Element("td", Printed.PValue(row.PNull), ("class", row.PNull < 0.05 ? "n yes" : "n"));
            html.Element("td", Printed.Signed(row.Z), ("class", "n"));
            html.Element("td", row.Note, ("class", "small mute"));
        }
    }

    private static string Calibration(BrainResult brain) => brain.Calibration is null
        ? "Calibration: the false-positive rate of this null was not simulated in this run."
        : $"Calibration: {brain.Calibration.TrimEnd('.')}.";

    private static List<string> Row(PersonView view, ColocalizationRow r) =>
    [
        r.Atlas, Printed.List([.. r.PathwayIds.Select(view.ShortName)]), Printed.Signed(r.Rho, 3), Printed.Signed(r.Pearson, 3), Printed.PValue(r.PNull),
        Printed.PValue(r.PParametric), Printed.Count(r.N), Printed.Signed(r.Z, 2), r.Note,
    ];
}
