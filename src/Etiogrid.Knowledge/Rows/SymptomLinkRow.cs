using Etiogrid.Core.Identifiers;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>An altered pathway that can bring about a symptom.</summary>
/// <param name="Pathway">Pathway.</param>
/// <param name="Direction">Which way it is off.</param>
/// <param name="Symptom">Symptom dimension.</param>
/// <param name="Strength">Editorial strength, 1 to 3.</param>
/// <param name="SignUncertain">True where the source gives no sign.</param>
/// <param name="State">The state in words.</param>
/// <param name="Disorders">Disorders in which it is reported.</param>
/// <param name="Evidence">Kind of study: meta_analysis, systematic_review, trial, cohort, case_control, cross_sectional, measurement, review, animal or expert; empty where nobody said.</param>
/// <param name="Disputed">True where the literature disagrees.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record SymptomLinkRow(
    PathwayId Pathway,
    AlterationDirection Direction,
    SymptomId Symptom,
    int Strength,
    bool SignUncertain,
    string State,
    string Disorders,
    string Evidence,
    bool Disputed,
    Claim Claim)
{
    internal static SymptomLinkRow Parse(RowReader row) => new(
        new(row.Text("pathway")),
        row.Direction("direction")!.Value,
        new(row.Text("symptom")),
        row.Integer("strength"),
        row.YesNo("sign_uncertain"),
        row.Text("state"),
        row.Text("disorders"),
        row.Text("evidence"),
        row.YesNo("disputed"),
        row.Claim());
}
