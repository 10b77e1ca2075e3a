using Etiogrid.Genetics.Weights;

namespace Etiogrid.Genetics.Harmonisation;

/// <summary>A weight row and what became of it.</summary>
/// <param name="Row">The row as read.</param>
/// <param name="Chromosome">Chromosome used, in the build chosen.</param>
/// <param name="Position">Position used, in the build chosen.</param>
/// <param name="Reason">Why it is used or not.</param>
/// <param name="Variant">The variant, or -1.</param>
/// <param name="NamesAllele1">True when the effect allele is the variant's allele 1.</param>
public readonly record struct HarmonisedRow(WeightRow Row, string? Chromosome, int Position, MatchReason Reason, int Variant, bool NamesAllele1);
