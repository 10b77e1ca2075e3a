namespace Etiogrid.Inference;

/// <summary>A continuous symptom: y ~ N(intercept + sum of shifts of causal states, sd^2), independent of the others given the states.</summary>
/// <param name="Name">Label in results.</param>
/// <param name="Intercept">Expected value without any causal pathway.</param>
/// <param name="Sd">Residual standard deviation, positive.</param>
/// <param name="Links">Shift of each causal state.</param>
/// <param name="Value">Observed value, or null for not assessed.</param>
public sealed record GridContinuousSymptom(string Name, double Intercept, double Sd, IReadOnlyList<CausalLink> Links, double? Value);
