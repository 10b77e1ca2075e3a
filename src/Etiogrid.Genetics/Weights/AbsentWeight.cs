namespace Etiogrid.Genetics.Weights;

/// <summary>A weight that found no genotype.</summary>
/// <param name="Row">The row.</param>
/// <param name="Chromosome">Chromosome in the build that was compared, null where it is not known.</param>
/// <param name="Position">Position in the build that was compared.</param>
public readonly record struct AbsentWeight(WeightRow Row, string? Chromosome, int Position);
