namespace Etiogrid.Studies.Results;

/// <summary>A population of the reference panel.</summary>
/// <param name="Population">Its label in the panel.</param>
/// <param name="Probability">Posterior probability that the person's genotypes come from it, equal priors.</param>
public sealed record PopulationShare(string Population, double Probability);
