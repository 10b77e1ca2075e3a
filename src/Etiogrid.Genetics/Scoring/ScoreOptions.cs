using Etiogrid.Genetics.Weights;

namespace Etiogrid.Genetics.Scoring;

/// <summary>How to score.</summary>
/// <param name="Missing">Treatment of missing genotypes.</param>
/// <param name="Frequencies">Reference frequencies; null to count in the founders.</param>
/// <param name="Sets">Gene sets to score apart; null for one score over all terms.</param>
/// <param name="Threads">Worker threads, at least 1; never changes a result.</param>
public sealed record ScoreOptions(MissingDosage Missing = MissingDosage.Mean, AlleleFrequencies? Frequencies = null, ScoreTargets? Sets = null, int Threads = 1);
