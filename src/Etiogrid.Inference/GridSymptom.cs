namespace Etiogrid.Inference;

/// <summary>A binary symptom: P(present | causal set A) = 1 - (1 - leak) prod over A of (1 - lambda).</summary>
/// <param name="Name">Label in results.</param>
/// <param name="Leak">Probability without any causal pathway, in [0, 1].</param>
/// <param name="Links">lambda of each causal state that can bring it about.</param>
/// <param name="Present">Observed present, observed absent, or null for not assessed.</param>
public sealed record GridSymptom(string Name, double Leak, IReadOnlyList<CausalLink> Links, bool? Present);
