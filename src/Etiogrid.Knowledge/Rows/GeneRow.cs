using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>A gene of the tables and its HGNC number.</summary>
/// <param name="Symbol">HGNC symbol.</param>
/// <param name="HgncId">HGNC number (without the prefix), or null where the row has none.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record GeneRow(
    string Symbol,
    int? HgncId,
    Claim Claim)
{
    internal static GeneRow Parse(RowReader row) => new(
        row.Text("gene"),
        row.OptionalNumber("hgnc_id") is { } id ? (int)id : null,
        row.Claim());
}
