using Etiogrid.Genetics.Genotypes;

namespace Etiogrid.Genetics.Scoring;

/// <summary>Scores of all people with plink2's counts.</summary>
/// <param name="Samples">People.</param>
/// <param name="AlleleCounts">Twice the scored variants with a call, by person.</param>
/// <param name="Denominators">Denominator of the averages over all scored variants, by person.</param>
/// <param name="NamedDosageSums">Sum of observed dosages of named alleles, by person.</param>
/// <param name="Scores">The scores.</param>
public sealed record ScoreTable(IReadOnlyList<GenotypeSample> Samples, long[] AlleleCounts, long[] Denominators, double[] NamedDosageSums, IReadOnlyList<ScoreResult> Scores);
