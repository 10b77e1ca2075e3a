using Etiogrid.Reporting.Figures;
using Etiogrid.Reporting.Markup;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Person;

/// <summary>Every measured number with its file and row, every input with its hash, and the command that repeats the run.</summary>
internal static class ProvenanceSection
{
    private static readonly IReadOnlyList<Column> EvidenceColumns =
    [
        new("Evidence"), new("Modality"), new("Value", true), new("Reference", true), new("z", true), new("Reliability", true),
        new("Bears on"), new("Δ log-odds", true), new("File, row, column"), new("Sources"),
    ];

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, PersonView view)
    {
        var person = view.Person;
        using (PageSection.Open(html, "provenance", "Evidence and provenance", "Every number goes back to a file, a row and a citation."))
        {
            WriteEvidence(html, view);
            using (html.Open("details"))
            {
                html.Element("summary", Printed.Sentence($"{(person.Inputs.Count > 0 ? $"{Printed.Count(person.Inputs.Count)} input files, versions" : "versions")} and the command to repeat this run"));
                ProvenanceTable.Write(html, person.Run);
                if (person.Inputs.Count > 0)
                {
                    DataTable.Write(html, "Input files", [new("File"), new("sha256")], person.Inputs.Select(i => (IReadOnlyList<string>)[i.File, i.Sha256]));
                }
            }
        }
    }

    private static void WriteEvidence(HtmlWriter html, PersonView view)
    {
        if (view.Person.Evidence.Count == 0)
        {
            html.Element("p", "No measured feature entered for this person.", ("class", "absent"));
            return;
        }

        using (html.Open("details"))
        {
            html.Element("summary", $"Evidence: {Printed.Count(view.Person.Evidence.Count)} measured features");
            using (DataTable.OpenRegion(html, "Evidence"))
            using (html.Open("table", ("class", "evidence")))
            {
                DataTable.WriteHead(html, EvidenceColumns);
                using (html.Open("tbody"))
                {
                    foreach (var row in view.Person.Evidence.DistinctBy(e => e.Id, StringComparer.Ordinal))
                    {
                        WriteRow(html, view, row);
                    }
                }
            }
        }
    }

    private static void WriteRow(HtmlWriter html, PersonView view, EvidenceRow row)
    {
        using (html.Open("tr", ("id", view.EvidenceAnchors[row.Id])))
        {
            html.Element("th", $"{row.Id} {row.Name}", ("scope", "row"));
            html.Element("td", row.UsedInGrid ? row.Modality : row.Modality + " (shown only)");
            html.Element("td", $"{Printed.Significant(row.Value)} {row.Unit}".TrimEnd(), ("class", "n"));
            html.Element("td", $"{Printed.Significant(row.ReferenceMean)} ± {Printed.Significant(row.ReferenceSd)} (n {Printed.Count(row.ReferenceN)}, {row.ReferenceKind})", ("class", "n"));
            html.Element("td", Printed.Signed(row.Z, 2), ("class", "n"));
            html.Element("td", row.Reliability is { } r ? Printed.Number(r) : "n/a", ("class", "n"));
            html.Element("td", Printed.List([.. row.PathwayIds.Select(view.ShortName)]));
            html.Element("td", row.LogBayesFactor is { } b ? Printed.Signed(b, 2) : "jointly", ("class", "n"));
            html.Element("td", Place(row), ("title", "sha256 " + row.Sha256));
            html.Element("td", string.Join(" ", row.Sources));
        }
    }

    private static string Place(EvidenceRow row)
    {
        string line = row.Row is { } r ? $", row {Printed.Count(r)}" : "";
        return row.File + line + (row.Column is null ? "" : $", {row.Column}");
    }
}
