namespace Etiogrid.Inference.Person;

/// <summary>One further measurement of a pathway's genetic layer beside its polygenic score.</summary>
/// <param name="Name">What was measured, unique within the pathway.</param>
/// <param name="Z">Deviation in standard deviations of the reference, higher = more liability.</param>
/// <param name="Reliability">Share in (0, 1] of its variance that is not error: test-retest reliability, or coverage of a score.</param>
/// <param name="LiabilityR2">
/// Variance of the pathway's liability in [0, 1) that the error-free measurement explains by itself; null = what follows from its
/// correlation with the polygenic score, so that it speaks for that score and adds nothing of its own.
/// </param>
/// <param name="IsEpigenetic">True for methylation or expression, false for scores of further gene sets.</param>
public sealed record LayerScore(string Name, double Z, double Reliability, double? LiabilityR2, bool IsEpigenetic);
