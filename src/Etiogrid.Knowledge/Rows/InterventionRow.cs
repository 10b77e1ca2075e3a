using Etiogrid.Core.Identifiers;
using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>An intervention as a hypothesis.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">Display name.</param>
/// <param name="Kind">drug, stimulation, psychotherapy, lifestyle or device.</param>
/// <param name="Strategy">Strategy of Table 3 it belongs to.</param>
/// <param name="Horizon">state, trait or both.</param>
/// <param name="Onset">How soon.</param>
/// <param name="EvidenceGrade">A to D.</param>
/// <param name="Burden">In [0, 1], elicited.</param>
/// <param name="Risks">Risks in words.</param>
/// <param name="Contraindications">Condition keys.</param>
/// <param name="Contested">What is disputed; empty where nothing is.</param>
/// <param name="Ingredients">Keys of its drugs; empty for what is not a drug.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record InterventionRow(
    InterventionId Id,
    string Name,
    string Kind,
    string Strategy,
    string Horizon,
    string Onset,
    string EvidenceGrade,
    double Burden,
    string Risks,
    IReadOnlyList<string> Contraindications,
    string Contested,
    IReadOnlyList<string> Ingredients,
    Claim Claim)
{
    internal static InterventionRow Parse(RowReader row) => new(
        new(row.Text("intervention")),
        row.Text("name"),
        row.Text("kind"),
        row.Text("strategy"),
        row.Text("horizon"),
        row.Text("onset"),
        row.Text("evidence_grade"),
        row.Number("burden"),
        row.Text("risks"),
        row.Words("contraindications"),
        row.Text("contested"),
        row.Words("ingredients"),
        row.Claim());
}
