using Etiogrid.Core.Identifiers;
using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>A published effect of an exposure on an outcome.</summary>
/// <param name="Id">Key.</param>
/// <param name="Exposure">Exposure.</param>
/// <param name="Outcome">Outcome.</param>
/// <param name="Contrast">What was compared.</param>
/// <param name="EffectType">OR, RR, IRR, HR, g, d, r or qualitative.</param>
/// <param name="Effect">Point estimate.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end of the 95 % interval.</param>
/// <param name="Unit">Unit of the effect.</param>
/// <param name="Design">Study design.</param>
/// <param name="Population">Population.</param>
/// <param name="Conflict">True where another row disagrees.</param>
/// <param name="Evidence">Kind of study: meta_analysis, systematic_review, trial, cohort, case_control, cross_sectional, measurement, review, animal or expert; empty where nobody said.</param>
/// <param name="Period">Developmental window of the exposure in that study; empty where it is the exposure's own.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record ExposureEffectRow(
    string Id,
    ExposureId Exposure,
    string Outcome,
    string Contrast,
    string EffectType,
    double? Effect,
    double? Low,
    double? High,
    string Unit,
    string Design,
    string Population,
    bool Conflict,
    string Evidence,
    string Period,
    Claim Claim)
{
    internal static ExposureEffectRow Parse(RowReader row) => new(
        row.Text("effect_id"),
        new(row.Text("exposure")),
        row.Text("outcome"),
        row.Text("contrast"),
        row.Text("effect_type"),
        row.OptionalNumber("effect"),
        row.OptionalNumber("ci_low"),
        row.OptionalNumber("ci_high"),
        row.Text("unit"),
        row.Text("design"),
        row.Text("population"),
        row.YesNo("conflict"),
        row.Text("evidence"),
        row.Text("period"),
        row.Claim());
}
