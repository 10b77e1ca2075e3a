using Etiogrid.Genetics.Ancestry;

namespace Etiogrid.Studies.Measures;

/// <summary>Polygenic scores of one person.</summary>
/// <param name="Scores">One entry a pathway that has a gene set with scored variants.</param>
/// <param name="MatchedShare">Share of weight mass that the genotypes cover, over the whole score.</param>
public sealed record GeneticsPerson(IReadOnlyList<SetScoreValue> Scores, double MatchedShare)
{
    /// <summary>Cell types, sides of the synapse and other sets, each by itself.</summary>
    public IReadOnlyList<SetScoreValue> Units { get; init; } = [];

    /// <summary>Where the person lies among the panel's populations; null without a panel.</summary>
    public PopulationCall? Ancestry { get; init; }

    /// <summary>The panel's populations, in the order of the call's probabilities.</summary>
    public IReadOnlyList<string> Populations { get; init; } = [];

    /// <summary>Correlation in the reference of the units (rows, in order) with one another.</summary>
    public Numerics.LinearAlgebra.Matrix? UnitCorrelation { get; init; }
}
