using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>A drug by its RxNorm ingredient name.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">RxNorm ingredient name, lower case.</param>
/// <param name="RxCui">RxNorm concept id of the ingredient; empty where unknown.</param>
/// <param name="Atc">ATC code of the substance; empty where it has none.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record DrugRow(
    string Id,
    string Name,
    string RxCui,
    string Atc,
    Claim Claim)
{
    internal static DrugRow Parse(RowReader row) => new(
        row.Text("drug"),
        row.Text("name"),
        row.Text("rxcui"),
        row.Text("atc"),
        row.Claim());
}
