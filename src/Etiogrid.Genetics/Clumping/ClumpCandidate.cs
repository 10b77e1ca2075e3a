namespace Etiogrid.Genetics.Clumping;

/// <summary>A variant with a p value.</summary>
/// <param name="Variant">In the genotype file.</param>
/// <param name="P">P value.</param>
public readonly record struct ClumpCandidate(int Variant, double P);
