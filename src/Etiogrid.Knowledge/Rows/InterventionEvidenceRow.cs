using Etiogrid.Core.Identifiers;
using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>A published effect of an intervention.</summary>
/// <param name="Id">Key.</param>
/// <param name="Intervention">Intervention.</param>
/// <param name="EffectType">Effect measure.</param>
/// <param name="Effect">Point estimate.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
/// <param name="Context">Against what, in whom.</param>
/// <param name="Evidence">Kind of study: meta_analysis, systematic_review, trial, cohort, case_control, cross_sectional, measurement, review, animal or expert; empty where nobody said.</param>
/// <param name="Conflict">True where another row disagrees.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record InterventionEvidenceRow(
    string Id,
    InterventionId Intervention,
    string EffectType,
    double? Effect,
    double? Low,
    double? High,
    string Context,
    string Evidence,
    bool Conflict,
    Claim Claim)
{
    internal static InterventionEvidenceRow Parse(RowReader row) => new(
        row.Text("evidence_id"),
        new(row.Text("intervention")),
        row.Text("effect_type"),
        row.OptionalNumber("effect"),
        row.OptionalNumber("ci_low"),
        row.OptionalNumber("ci_high"),
        row.Text("context"),
        row.Text("evidence"),
        row.YesNo("conflict"),
        row.Claim());
}
