namespace Etiogrid.Inference.Readouts;

/// <summary>The posterior when every pathway's prior log-odds of being causal are shifted.</summary>
/// <param name="LogOdds">The shift.</param>
/// <param name="Altered">P(altered) of each pathway.</param>
/// <param name="IsExact">False where it was sampled.</param>
public sealed record PriorShiftRow(double LogOdds, IReadOnlyList<double> Altered, bool IsExact);
