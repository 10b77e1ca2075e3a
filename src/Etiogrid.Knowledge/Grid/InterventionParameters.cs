using Etiogrid.Core.Identifiers;

namespace Etiogrid.Knowledge.Grid;

/// <summary>An intervention as a hypothesis: what it does to pathways, how soon, at what burden.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">Display name.</param>
/// <param name="Kind">drug, stimulation, psychotherapy, lifestyle, device.</param>
/// <param name="Effects">Pathway effects.</param>
/// <param name="Horizon">state, trait or both.</param>
/// <param name="Onset">Words, such as <c>2-6 weeks</c>.</param>
/// <param name="EvidenceGrade">A to D.</param>
/// <param name="Burden">In [0, 1]: side effects, visits, money on one scale; elicited.</param>
/// <param name="Risks">Words.</param>
/// <param name="Contraindications">Condition keys as written in a study's <c>exclude_if</c>, such as <c>pregnancy</c>.</param>
public sealed record InterventionParameters(
    InterventionId Id,
    string Name,
    string Kind,
    IReadOnlyList<InterventionEffect> Effects,
    string Horizon,
    string Onset,
    string EvidenceGrade,
    double Burden,
    string Risks,
    IReadOnlyList<string> Contraindications);
