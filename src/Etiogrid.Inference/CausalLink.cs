namespace Etiogrid.Inference;

/// <summary>The link of a causal state to a symptom: a probability for a binary symptom, a shift for a continuous one.</summary>
/// <param name="Pathway">Pathway index.</param>
/// <param name="Direction">Direction index.</param>
/// <param name="Value">lambda in [0, 1], or the shift in the symptom's units.</param>
public sealed record CausalLink(int Pathway, int Direction, double Value);
