using Etiogrid.Core.Identifiers;
using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>A published difference of a biomarker.</summary>
/// <param name="Id">Key.</param>
/// <param name="Marker">What was measured.</param>
/// <param name="Pathway">Pathway it speaks for.</param>
/// <param name="Disorder">Disorder.</param>
/// <param name="Direction">increase, decrease or none.</param>
/// <param name="EffectType">Effect measure.</param>
/// <param name="Effect">Point estimate.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
/// <param name="Population">Sample.</param>
/// <param name="Evidence">Kind of study: meta_analysis, systematic_review, trial, cohort, case_control, cross_sectional, measurement, review, animal or expert; empty where nobody said.</param>
/// <param name="Conflict">True where another row disagrees.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record BiomarkerEvidenceRow(
    string Id,
    string Marker,
    PathwayId Pathway,
    string Disorder,
    string Direction,
    string EffectType,
    double? Effect,
    double? Low,
    double? High,
    string Population,
    string Evidence,
    bool Conflict,
    Claim Claim)
{
    internal static BiomarkerEvidenceRow Parse(RowReader row) => new(
        row.Text("evidence_id"),
        row.Text("marker"),
        new(row.Text("pathway")),
        row.Text("disorder"),
        row.Text("direction"),
        row.Text("effect_type"),
        row.OptionalNumber("effect"),
        row.OptionalNumber("ci_low"),
        row.OptionalNumber("ci_high"),
        row.Text("population"),
        row.Text("evidence"),
        row.YesNo("conflict"),
        row.Claim());
}
