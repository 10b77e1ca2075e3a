namespace Etiogrid.Studies.Results;

/// <summary>Posteriors against simulated truth, for joint inference and for the naive product of likelihood ratios.</summary>
/// <param name="People">People compared.</param>
/// <param name="Joint">Joint inference.</param>
/// <param name="Naive">Naive product.</param>
public sealed record TruthComparison(int People, CalibrationResult Joint, CalibrationResult Naive);
