using Etiogrid.Core.Identifiers;
using Etiogrid.Core.Measures;
using Etiogrid.Genetics.Sets;

namespace Etiogrid.Studies.Measures;

/// <summary>A person's polygenic score of one gene set: a pathway, a cell type, one side of the synapse.</summary>
public sealed record SetScoreValue
{
    /// <summary>Name of the set; the key of the pathway where it is one.</summary>
    public required string Unit { get; init; }

    /// <summary>What the set is.</summary>
    public required GeneUnitKind Kind { get; init; }

    /// <summary>Display name.</summary>
    public required string Title { get; init; }

    /// <summary>Centred score in units of the weights.</summary>
    public required double Score { get; init; }

    /// <summary>Its standard error: missing genotypes and, where the weights have them, errors of the weights.</summary>
    public required double StandardError { get; init; }

    /// <summary>Mean and standard deviation that <see cref="ReferenceZ"/> compares with.</summary>
    public required ReferenceSample Reference { get; init; }

    /// <summary>People of the ancestry panel; 0 without one.</summary>
    public required int PanelPeople { get; init; }

    /// <summary>Deviation from the reference; higher means more liability.</summary>
    public required double ReferenceZ { get; init; }

    /// <summary>Deviation from what the panel expects at this ancestry; NaN without a panel.</summary>
    public required double AncestryZ { get; init; }

    /// <summary>Deviation from random sets of as many variants of this person; NaN where it does not exist.</summary>
    public required double BackgroundZ { get; init; }

    /// <summary>Share of the set's weight mass found in the genotypes, in [0, 1]; NaN where absent weights cannot be placed.</summary>
    public required double Coverage { get; init; }

    /// <summary>Variants scored.</summary>
    public required int Variants { get; init; }

    /// <summary>Genes of the set with a scored variant.</summary>
    public required int Genes { get; init; }

    /// <summary>Half the width of the 95 % interval of <see cref="Z"/>; 0 where no error is known.</summary>
    public required double HalfWidth { get; init; }

    /// <summary>What that interval counts, in words; empty where it is 0.</summary>
    public required string HalfWidthCounts { get; init; }

    /// <summary>True when the person lies outside the panel's ancestries, so that the adjustment extrapolates.</summary>
    public required bool Extrapolated { get; init; }

    /// <summary>The genotype file.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Pathways that a map of the study gives this unit to, with the variance of liability it states; empty for pathways.</summary>
    public IReadOnlyList<UnitBearing> Bearings { get; init; } = [];

    /// <summary>Deviation after all of the person's pathway scores were seen together, which is what enters the prior.</summary>
    public double JointZ { get; init; } = double.NaN;

    /// <summary>Share of the score's variance that is known after that, in (0, 1].</summary>
    public double JointCoverage { get; init; } = double.NaN;

    /// <summary>True when <see cref="Z"/> is adjusted for ancestry.</summary>
    public bool AncestryAdjusted => double.IsFinite(AncestryZ);

    /// <summary>The deviation to read: adjusted for ancestry where the study names a panel.</summary>
    public double Z => AncestryAdjusted ? AncestryZ : ReferenceZ;

    /// <summary>The pathway; only for sets of that kind.</summary>
    public PathwayId Pathway => Kind == GeneUnitKind.Pathway ? new(Unit) : throw new InvalidOperationException($"'{Unit}' is no pathway.");
}
