namespace Etiogrid.Studies.Results;

/// <summary>The polygenic score of one unit: a pathway, a cell type, one side of the synapse. A row of <c>_genetics.tsv</c>.</summary>
public sealed record GeneticUnitResult
{
    /// <summary>Name of the set; the pathway's key where it is one.</summary>
    public required string Unit { get; init; }

    /// <summary>pathway, cell_type, synaptic_pre, synaptic_post, synaptic or other.</summary>
    public required string Kind { get; init; }

    /// <summary>Display name.</summary>
    public required string Name { get; init; }

    /// <summary>Pathways whose prior it enters.</summary>
    public required IReadOnlyList<string> PathwayIds { get; init; }

    /// <summary>Genes with a scored variant.</summary>
    public required int Genes { get; init; }

    /// <summary>Scored variants.</summary>
    public required int Variants { get; init; }

    /// <summary>Centred score in units of the weights.</summary>
    public required double Score { get; init; }

    /// <summary>Its standard error.</summary>
    public required double StandardError { get; init; }

    /// <summary>Deviation from the reference.</summary>
    public required double ReferenceZ { get; init; }

    /// <summary>Deviation given ancestry; null without a panel.</summary>
    public required double? AncestryZ { get; init; }

    /// <summary>Deviation from the person's own genome; null where it does not exist.</summary>
    public required double? BackgroundZ { get; init; }

    /// <summary>Share of the weight mass that the genotypes hold; null where it cannot be told.</summary>
    public required double? Coverage { get; init; }

    /// <summary>The deviation to read: given ancestry where there is a panel.</summary>
    public required double Z { get; init; }

    /// <summary>95 % interval of <see cref="Z"/>; null where no error is known.</summary>
    public required Band? Interval { get; init; }

    /// <summary>What the interval counts, in words; empty without one.</summary>
    public required string IntervalCounts { get; init; }

    /// <summary>Deviation after all pathway scores were seen together; null for units of other kinds.</summary>
    public required double? JointZ { get; init; }

    /// <summary>Share of the score's variance known after that.</summary>
    public required double? JointCoverage { get; init; }

    /// <summary>Change of the prior log-odds of its pathway by the polygenic scores; null where it does not enter a prior alone.</summary>
    public required double? LogOdds { get; init; }

    /// <summary>Whether it enters a prior.</summary>
    public required bool UsedInGrid { get; init; }

    /// <summary>Why it does not, or what to mind.</summary>
    public required string Note { get; init; }

    /// <summary>Genotype file relative to the study.</summary>
    public required string File { get; init; }

    /// <summary>Its hash.</summary>
    public required string Sha256 { get; init; }
}
