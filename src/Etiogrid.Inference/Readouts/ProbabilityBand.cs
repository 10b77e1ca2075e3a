namespace Etiogrid.Inference.Readouts;

/// <summary>Bands of P(altered) of one pathway under uncertain parameters.</summary>
/// <param name="LogOddsSd">Standard deviation of its log-odds.</param>
/// <param name="Low50">Lower end of the 50 % band.</param>
/// <param name="High50">Upper end.</param>
/// <param name="Low95">Lower end of the 95 % band.</param>
/// <param name="High95">Upper end.</param>
public sealed record ProbabilityBand(double LogOddsSd, double Low50, double High50, double Low95, double High95);
