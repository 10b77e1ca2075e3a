using Etiogrid.Core.Identifiers;
using Etiogrid.Core.Measures;

namespace Etiogrid.Studies.Measures;

/// <summary>A person's polygenic score of one pathway.</summary>
/// <param name="Pathway">Which pathway.</param>
/// <param name="Score">Centred score in units of the weights.</param>
/// <param name="Reference">Mean and standard deviation it is compared with.</param>
/// <param name="Z">Deviation; higher means more liability.</param>
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
    Provenance Provenance);
