namespace Etiogrid.Imaging.Genes;

/// <summary>Co-localisation of one map with one set of genes.</summary>
/// <param name="Value">Aggregated Fisher's z.</param>
/// <param name="Genes">Genes of the set that have a map.</param>
/// <param name="SetP">p against random sets of as many genes: two-sided around their mean, upper tail for absolute aggregates.</param>
/// <param name="SetMean">Mean of random sets.</param>
/// <param name="SetDeviation">Standard deviation of random sets.</param>
/// <param name="MapP">p against surrogates of the map (same tails, around 0), or null where none were asked for or they were refused.</param>
/// <param name="MapMean">Mean under surrogates.</param>
/// <param name="MapDeviation">Standard deviation under surrogates.</param>
public sealed record GeneSetResult(double Value, int Genes, double SetP, double SetMean, double SetDeviation, double? MapP, double? MapMean, double? MapDeviation);
