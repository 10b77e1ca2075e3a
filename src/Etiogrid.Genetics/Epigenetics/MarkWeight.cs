namespace Etiogrid.Genetics.Epigenetics;

/// <summary>A weight of one epigenetic mark: a CpG site, a probe, the expression of a gene.</summary>
/// <param name="Mark">Its name, as in the table.</param>
/// <param name="Weight">What one unit of it adds to the score.</param>
/// <param name="Mean">Its mean in the population that the weights come from; NaN when not stated.</param>
public readonly record struct MarkWeight(string Mark, double Weight, double Mean);
