using Etiogrid.Core.Identifiers;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>What an intervention does to a pathway.</summary>
/// <param name="Intervention">Intervention.</param>
/// <param name="Pathway">Pathway.</param>
/// <param name="Corrects">The direction it corrects; null for either.</param>
/// <param name="Role">primary or secondary.</param>
/// <param name="Action">How.</param>
/// <param name="Evidence">Kind of study: meta_analysis, systematic_review, trial, cohort, case_control, cross_sectional, measurement, review, animal or expert; empty where nobody said.</param>
/// <param name="Disputed">True where the literature disagrees.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record InterventionEffectRow(
    InterventionId Intervention,
    PathwayId Pathway,
    AlterationDirection? Corrects,
    string Role,
    string Action,
    string Evidence,
    bool Disputed,
    Claim Claim)
{
    internal static InterventionEffectRow Parse(RowReader row) => new(
        new(row.Text("intervention")),
        new(row.Text("pathway")),
        row.Direction("corrects"),
        row.Text("role"),
        row.Text("action"),
        row.Text("evidence"),
        row.YesNo("disputed"),
        row.Claim());
}
