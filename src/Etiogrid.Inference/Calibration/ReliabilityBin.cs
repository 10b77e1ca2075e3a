namespace Etiogrid.Inference.Calibration;

/// <summary>One bin of a reliability curve.</summary>
/// <param name="Count">Probabilities in the bin.</param>
/// <param name="MeanProbability">Their mean; NaN for an empty bin.</param>
/// <param name="Observed">Share of them that was true; NaN for an empty bin.</param>
public sealed record ReliabilityBin(int Count, double MeanProbability, double Observed);
