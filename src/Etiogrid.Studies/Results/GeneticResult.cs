namespace Etiogrid.Studies.Results;

/// <summary>The genetic row of a person's grid: every scored unit, and epigenetic evidence.</summary>
/// <param name="Pathways">Scores of pathways, in the order of the knowledge base.</param>
/// <param name="Units">Scores of cell types, sides of the synapse and other sets.</param>
/// <param name="Epigenetics">Epigenetic scores.</param>
/// <param name="Reference">Against whom scores are compared, in a sentence.</param>
/// <param name="Ancestry">How ancestry was taken into account, in a sentence.</param>
public sealed record GeneticResult(IReadOnlyList<GeneticUnitResult> Pathways, IReadOnlyList<GeneticUnitResult> Units, IReadOnlyList<EpigeneticResult> Epigenetics, string Reference, string Ancestry)
{
    /// <summary>Posterior probability of the panel's populations, most probable first; empty without a panel.</summary>
    public IReadOnlyList<PopulationShare> Populations { get; init; } = [];
}
