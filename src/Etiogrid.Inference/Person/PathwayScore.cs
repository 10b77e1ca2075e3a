using Etiogrid.Core.Identifiers;

namespace Etiogrid.Inference.Person;

/// <summary>A person's polygenic score of one pathway.</summary>
/// <param name="Pathway">Which pathway.</param>
/// <param name="Z">Score in standard deviations of the reference, higher = more liability.</param>
/// <param name="Coverage">Share in (0, 1] of the score's variance that the genotypes captured; the rest stays unexplained.</param>
public sealed record PathwayScore(PathwayId Pathway, double Z, double Coverage = 1);
