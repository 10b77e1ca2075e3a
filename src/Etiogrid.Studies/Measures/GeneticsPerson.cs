namespace Etiogrid.Studies.Measures;

/// <summary>Pathway scores of one person.</summary>
/// <param name="Scores">One entry a pathway that has a gene set with scored variants.</param>
/// <param name="MatchedShare">Share of weight mass that the genotypes cover, over the whole score.</param>
public sealed record GeneticsPerson(IReadOnlyList<PathwayScoreValue> Scores, double MatchedShare);
