using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Overlay;

/// <summary>
/// Which rows of a study's overlay take part in what is said about a person. How much a row moves is found by computing again with
/// <see cref="KnowledgeBase.Without(OverlayRow)"/>: the difference of the posteriors is the row's own.
/// </summary>
public static class OverlayRelevance
{
    /// <summary>The overlay rows that concern this person, in the order of the tables; empty without an overlay.</summary>
    public static IReadOnlyList<OverlayUse> Of(KnowledgeBase tables, ObservedKeys observed)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(observed);
        return [.. tables.OverlayRows.Select(row => (Row: row, Reason: Reason(tables, row, observed))).Where(x => x.Reason is not null).Select(x => new OverlayUse(x.Row, x.Reason!))];
    }

    private static string? Reason(KnowledgeBase tables, OverlayRow row, ObservedKeys observed)
    {
        var table = tables.Find(row.Table)!;
        int at = Enumerable.Range(0, table.Count).First(i => table.KeyOf(i) == row.Key);
        return row.Table switch
        {
            "exposures" or "exposure_pathways" or "exposure_effects" or "exposure_modifiers" => Known(table, at, "exposure", observed.Exposures),
            "symptoms" or "symptom_links" => Known(table, at, "symptom", observed.Symptoms),
            "markers" or "marker_loadings" => Known(table, at, "marker", observed.Markers),
            "gene_sets" => Known(table, at, "pathway", observed.ScoredPathways) is { } pathway ? "score of " + pathway : null,
            "pathways" or "couplings" => "prior of everybody",
            "interventions" or "intervention_effects" or "interactions" => "list of interventions",
            _ => null,
        };
    }

    private static string? Known(KnowledgeTable table, int row, string column, IReadOnlySet<string> observed) =>
        observed.Contains(table.Cell(row, column)) ? $"{column} {table.Cell(row, column)}" : null;
}
