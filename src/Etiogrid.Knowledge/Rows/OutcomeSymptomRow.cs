using Etiogrid.Core.Identifiers;
using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>How much a symptom dimension counts in an outcome.</summary>
/// <param name="Outcome">Outcome.</param>
/// <param name="Symptom">Symptom dimension.</param>
/// <param name="Weight">Relative weight.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record OutcomeSymptomRow(
    string Outcome,
    SymptomId Symptom,
    double Weight,
    Claim Claim)
{
    internal static OutcomeSymptomRow Parse(RowReader row) => new(
        row.Text("outcome"),
        new(row.Text("symptom")),
        row.Number("weight"),
        row.Claim());
}
