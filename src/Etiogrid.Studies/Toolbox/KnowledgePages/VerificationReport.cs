using Etiogrid.Files;
using Etiogrid.Knowledge;
using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Studies.Toolbox.KnowledgePages;

/// <summary>How far the tables were checked, what is off, and the exceptions that are on nevertheless.</summary>
internal static class VerificationReport
{
    private const string Frequencies = "exposures.frequency";
    private static readonly string[] Grades = ["paper", "page", "repository", "mixed", "editorial", "sought", "memory"];

    /// <summary>Tables whose rows inference reads.</summary>
    private static readonly string[] Inference =
    [
        "pathways", "symptoms", "exposures", "outcomes", "outcome_symptoms", "exposure_effects", "exposure_modifiers", "exposure_pathways", "exposure_correlations", "critical_periods",
        "symptom_links", "couplings", "markers", "marker_loadings", "interventions", "intervention_effects", "interactions",
    ];

    /// <summary>
    /// Rows per table and verification, then the rows that inference uses and all rows. <c>verified_share</c> is (paper + page + repository +
    /// mixed) over all rows that state an outside fact, that is, without our own decisions; <c>used_unverified</c> counts rows that nobody read,
    /// and rows looked for and not found, that are on nevertheless.
    /// </summary>
    public static Table Counts(KnowledgeBase tables)
    {
        var result = new Table(["table", "rows", .. Grades, "verified_share", "used_unverified"]);
        var inference = new int[Grades.Length + 2];
        var all = new int[Grades.Length + 2];
        foreach (var table in tables.Tables.Where(t => t.Schema.HasClaims))
        {
            int[] counts = [table.Count, .. Grades.Select(g => Enumerable.Range(0, table.Count).Count(i => table.Cell(i, "verification") == g)), Enumerable.Range(0, table.Count).Count(i => IsOff(table.Cell(i, "verification")) && WhyOn(table.Name) is not null)];
            Add(result, table.Name, counts);
            all = [.. all.Zip(counts, (a, b) => a + b)];
            if (Inference.Contains(table.Name))
            {
                inference = [.. inference.Zip(counts, (a, b) => a + b)];
            }
        }

        var exposures = tables.Find("exposures")!;
        int[] frequencies = [.. Grades.Select(g => Enumerable.Range(0, exposures.Count).Count(i => exposures.Cell(i, "frequency_verification") == g))];
        Add(result, Frequencies, [exposures.Count, .. frequencies, 0]);
        Add(result, "used by inference", inference);
        Add(result, "total", all);
        return result;
    }

    /// <summary>Rows and frequencies that nobody read in a source, whether anybody looked (<c>sought</c>, with the place and the day) or not (<c>memory</c>), with what becomes of them.</summary>
    public static Table Unverified(KnowledgeBase tables)
    {
        var result = new Table("table", "row", "verification", "used", "why", "source", "locator", "note");
        foreach (var table in tables.Tables.Where(t => t.Schema.HasClaims))
        {
            for (int i = 0; i < table.Count; i++)
            {
                if (IsOff(table.Cell(i, "verification")))
                {
                    string? why = WhyOn(table.Name);
                    result.Add(table.Name, table.KeyOf(i), table.Cell(i, "verification"), why is not null, why ?? "off by default", table.Cell(i, "source"), table.Cell(i, "locator"), Note(table, i));
                }
            }
        }

        foreach (var e in tables.Exposures.Where(e => !e.FrequencyClaim.IsVerified))
        {
            result.Add(Frequencies, e.Id.Key, e.FrequencyClaim.Verification.ToString().ToLowerInvariant(), false, "off by default: the exposure moves no pathway", e.FrequencySource.Key, e.FrequencyMeaning, null);
        }

        return result;
    }

    /// <summary>The checklist; a missing row is an error of the tables and never gets here.</summary>
    public static Table Coverage(KnowledgeBase tables)
    {
        var result = new Table("paper", "locator", "named", "table", "row");
        foreach (var item in tables.Coverage)
        {
            result.Add(item.Paper, item.Locator, item.Named, item.Table, item.Key);
        }

        return result;
    }

    private static bool IsOff(string verification) => verification is "memory" or "sought";

    /// <summary>Why an unread row of this table is on; null where it is off.</summary>
    private static string? WhyOn(string table) => table switch
    {
        "pathways" => "no pathway has a prior of zero; its unread links are off",
        "symptoms" => "a dimension that can be reported; its unread links are off",
        _ => null,
    };

    private static void Add(Table result, string name, int[] counts)
    {
        int stated = counts[0] - counts[5];
        double? share = stated > 0 ? (double)(counts[1] + counts[2] + counts[3] + counts[4]) / stated : null;
        result.Add([name, .. counts[..^1].Cast<object?>(), share, counts[^1]]);
    }

    private static string? Note(KnowledgeTable table, int row) => table.Cell(row, "note") is "n/a" ? null : table.Cell(row, "note");
}
