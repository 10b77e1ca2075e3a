using Etiogrid.Core.Identifiers;

namespace Etiogrid.Knowledge.Grid;

/// <summary>A symptom dimension with its noisy-OR links.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">Display name.</param>
/// <param name="LogitLeak">logit of the probability of the symptom without any altered pathway.</param>
/// <param name="Links">Pathway states that can cause it.</param>
public sealed record SymptomParameters(SymptomId Id, string Name, UncertainValue LogitLeak, IReadOnlyList<SymptomLink> Links);
