namespace Etiogrid.Studies.Results;

/// <summary>An epigenetic score of a pathway. A row of <c>_genetics.tsv</c>.</summary>
public sealed record EpigeneticResult
{
    /// <summary>Name in study.yaml.</summary>
    public required string Id { get; init; }

    /// <summary>Display name.</summary>
    public required string Name { get; init; }

    /// <summary>methylation, expression or other.</summary>
    public required string Measure { get; init; }

    /// <summary>Pathway it bears on.</summary>
    public required string PathwayId { get; init; }

    /// <summary>evidence, moderator or both.</summary>
    public required string Role { get; init; }

    /// <summary>Score as measured.</summary>
    public required double Value { get; init; }

    /// <summary>Score after adjustment for covariates; null where there are none.</summary>
    public required double? Adjusted { get; init; }

    /// <summary>What it is adjusted for.</summary>
    public required IReadOnlyList<string> AdjustedFor { get; init; }

    /// <summary>Deviation from the reference, higher = more liability.</summary>
    public required double Z { get; init; }

    /// <summary>95 % interval of the error-free deviation.</summary>
    public required Band Interval { get; init; }

    /// <summary>Share of the weights' mass whose marks were measured; null for ready-made scores.</summary>
    public required double? Coverage { get; init; }

    /// <summary>Marks with a weight; 0 for ready-made scores.</summary>
    public required int Marks { get; init; }

    /// <summary>Test-retest reliability, times coverage.</summary>
    public required double Reliability { get; init; }

    /// <summary>Variance of the pathway's liability that the error-free score explains by itself.</summary>
    public required double LiabilityR2 { get; init; }

    /// <summary>Correlation of the error-free score with the pathway's polygenic score.</summary>
    public required double ScoreCorrelation { get; init; }

    /// <summary>Change of the pathway's prior log-odds by epigenetic evidence, given everything else; null where it is a moderator only.</summary>
    public required double? LogOdds { get; init; }

    /// <summary>Input file relative to the study.</summary>
    public required string File { get; init; }

    /// <summary>Its hash.</summary>
    public required string Sha256 { get; init; }

    /// <summary>What to mind.</summary>
    public required string Note { get; init; }
}
