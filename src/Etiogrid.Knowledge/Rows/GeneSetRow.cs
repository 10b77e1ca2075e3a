using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>A gene set of a pathway.</summary>
/// <param name="Id">Key.</param>
/// <param name="Pathway">Pathway; empty where it belongs to none.</param>
/// <param name="Kind">reactome, cell_marker, curated or named.</param>
/// <param name="N">Number of genes.</param>
/// <param name="Genes">Gene symbols.</param>
/// <param name="SourceIds">Ids in the source.</param>
/// <param name="Licence">Licence.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record GeneSetRow(
    string Id,
    string Pathway,
    string Kind,
    int N,
    IReadOnlyList<string> Genes,
    string SourceIds,
    string Licence,
    Claim Claim)
{
    internal static GeneSetRow Parse(RowReader row) => new(
        row.Text("gene_set"),
        row.Text("pathway"),
        row.Text("kind"),
        row.Integer("n"),
        row.Words("genes"),
        row.Text("source_ids"),
        row.Text("licence"),
        row.Claim());
}
