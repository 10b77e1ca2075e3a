namespace Etiogrid.Genetics.Ancestry;

/// <summary>Where a person lies among the reference populations.</summary>
/// <param name="Probabilities">Posterior probability of each population, equal priors, normal components.</param>
/// <param name="MostSimilar">The most probable one.</param>
/// <param name="TypicalityP">Chance that one of its people lies at least as far from its centre; small means that nobody in the reference is alike.</param>
public sealed record PopulationCall(double[] Probabilities, string MostSimilar, double TypicalityP)
{
    /// <summary>True when adjusted scores rest on extrapolation: the typicality is below 0.001.</summary>
    public bool Extrapolated => !(TypicalityP >= 0.001);
}
