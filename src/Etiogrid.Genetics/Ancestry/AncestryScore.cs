namespace Etiogrid.Genetics.Ancestry;

/// <summary>One score of one person as deviations given ancestry, each with its standard error from the size of the reference.</summary>
/// <param name="MostSimilar">Against the most similar population.</param>
/// <param name="MostSimilarError">Its standard error.</param>
/// <param name="Percentile">Mean percentage rank among that population, 0 to 100; people with an equal score count half.</param>
/// <param name="Norm1">Residual on components, constant variance.</param>
/// <param name="Norm1Error">Its standard error.</param>
/// <param name="Norm2">Residual on components, variance by components.</param>
/// <param name="Norm2Error">Its standard error.</param>
public sealed record AncestryScore(double MostSimilar, double MostSimilarError, double Percentile, double Norm1, double Norm1Error, double Norm2, double Norm2Error);
