using Etiogrid.Core.Identifiers;
using Etiogrid.Core.Measures;

namespace Etiogrid.Studies.Measures;

/// <summary>A person's polygenic score of one pathway.</summary>
/// <param name="Pathway">Which pathway.</param>
/// <param name="Score">Centred score in units of the weights.</param>
/// <param name="Reference">Mean and standard deviation it is compared with.</param>
/// <param name="Z">Deviation; higher means more liability. Adjusted for ancestry where the study names a reference panel.</param>
/// <param name="BackgroundZ">Deviation from random sets of as many variants of this person; NaN where it does not exist.</param>
/// <param name="Coverage">Share of the set's weight mass found in the genotypes, in [0, 1].</param>
/// <param name="Variants">Variants scored.</param>
/// <param name="Provenance">The genotype file.</param>
public sealed record PathwayScoreValue(
    PathwayId Pathway,
    double Score,
    ReferenceSample Reference,
    double Z,
    double BackgroundZ,
    double Coverage,
    int Variants,
    Provenance Provenance)
{
    /// <summary>Half the width of the 95 % interval of <see cref="Z"/>: missing genotypes, errors of the weights, size of the panel; 0 where none is known.</summary>
    public double HalfWidth { get; init; }

    /// <summary>True when <see cref="Z"/> is adjusted for ancestry.</summary>
    public bool AncestryAdjusted { get; init; }

    /// <summary>True when the person lies outside the panel's ancestries, so that the adjustment extrapolates.</summary>
    public bool Extrapolated { get; init; }

    /// <summary>Deviation after all of the person's scores were seen together, which is what enters the prior.</summary>
    public double JointZ { get; init; } = Z;

    /// <summary>Share of the score's variance that is known after that, in (0, 1].</summary>
    public double JointCoverage { get; init; } = Coverage is > 0 and <= 1 ? Coverage : 1;
}
