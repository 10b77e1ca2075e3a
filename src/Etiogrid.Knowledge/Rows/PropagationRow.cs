using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>How a disturbance at one scale reaches another.</summary>
/// <param name="Id">Key.</param>
/// <param name="Cause">Where it starts, in words.</param>
/// <param name="CauseLevel">Its level.</param>
/// <param name="CausePathway">Pathway it belongs to; empty where none.</param>
/// <param name="Effect">Where it arrives, in words.</param>
/// <param name="EffectLevel">Its level.</param>
/// <param name="EffectPathway">Pathway it belongs to; empty where none.</param>
/// <param name="EffectSymptom">Symptom it belongs to; empty where none.</param>
/// <param name="Sign">+, -, unsigned or restores.</param>
/// <param name="Feedback">True for declared feedback, which may close a loop.</param>
/// <param name="EvidenceKind">Kind of evidence.</param>
/// <param name="Disputed">True where other evidence disagrees.</param>
/// <param name="Statement">What was found.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record PropagationRow(
    string Id,
    string Cause,
    string CauseLevel,
    string CausePathway,
    string Effect,
    string EffectLevel,
    string EffectPathway,
    string EffectSymptom,
    string Sign,
    bool Feedback,
    string EvidenceKind,
    bool Disputed,
    string Statement,
    Claim Claim)
{
    internal static PropagationRow Parse(RowReader row) => new(
        row.Text("propagation"),
        row.Text("cause"),
        row.Text("cause_level"),
        row.Text("cause_pathway"),
        row.Text("effect"),
        row.Text("effect_level"),
        row.Text("effect_pathway"),
        row.Text("effect_symptom"),
        row.Text("sign"),
        row.YesNo("feedback"),
        row.Text("evidence_kind"),
        row.YesNo("disputed"),
        row.Text("statement"),
        row.Claim());
}
