namespace Etiogrid.Inference;

/// <summary>A binary exposure on the liability scale of an outcome.</summary>
/// <param name="RiskUnexposed">P(outcome | not exposed).</param>
/// <param name="RiskExposed">P(outcome | exposed).</param>
/// <param name="Effect">b: shift of the liability, in its standard deviations, when exposed.</param>
/// <param name="ResidualSd">Standard deviation of the liability that the exposure does not explain.</param>
/// <param name="Threshold">T: the outcome occurs above it, the exposure being centred at its frequency.</param>
/// <param name="VarianceExplained">b^2 f (1 - f).</param>
public sealed record ExposureLiability(double RiskUnexposed, double RiskExposed, double Effect, double ResidualSd, double Threshold, double VarianceExplained);
