using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>An outcome of the epidemiological literature: a view over symptom dimensions, never a node of the grid.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">Display name.</param>
/// <param name="LifetimePrevalence">Lifetime prevalence in the population.</param>
/// <param name="Icd10">ICD-10 codes.</param>
/// <param name="Dsm">DSM-5 chapter or disorder.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record OutcomeRow(
    string Id,
    string Name,
    double LifetimePrevalence,
    string Icd10,
    string Dsm,
    Claim Claim)
{
    internal static OutcomeRow Parse(RowReader row) => new(
        row.Text("outcome"),
        row.Text("name"),
        row.Number("lifetime_prevalence"),
        row.Text("icd10"),
        row.Text("dsm"),
        row.Claim());
}
