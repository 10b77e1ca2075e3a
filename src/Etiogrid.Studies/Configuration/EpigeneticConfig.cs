using Etiogrid.Core.Identifiers;

namespace Etiogrid.Studies.Configuration;

/// <summary>An epigenetic score of a pathway (methylation of sites, expression of its genes): ready-made in a column, or weights for a table of marks.</summary>
public sealed record EpigeneticConfig
{
    /// <summary>Its name in study.yaml.</summary>
    public required string Id { get; init; }

    /// <summary>Which pathway.</summary>
    public required PathwayId Pathway { get; init; }

    /// <summary>What was measured: methylation, expression or other.</summary>
    public required string Measure { get; init; }

    /// <summary>What it does in the grid.</summary>
    public required EpigeneticRole Role { get; init; }

    /// <summary>Column of a ready-made score; null where it is computed of <see cref="Marks"/>.</summary>
    public required ColumnSource? Source { get; init; }

    /// <summary>Table of marks and file of weights; null for a ready-made score.</summary>
    public required MarkSource? Marks { get; init; }

    /// <summary>Test-retest reliability of the score, in (0, 1].</summary>
    public required double Reliability { get; init; }

    /// <summary>True where low values mean more liability, or make exposures act more strongly.</summary>
    public required bool LowActs { get; init; }

    /// <summary>Mean and standard deviation of a reference population; null = the study's own reference.</summary>
    public (double Mean, double Sd)? Norm { get; init; }

    /// <summary>Columns it is adjusted for: age, smoking, cell composition.</summary>
    public IReadOnlyList<ColumnSource> Covariates { get; init; } = [];

    /// <summary>Whether it is also adjusted for the study's exposures that act on the pathway, which otherwise would count twice.</summary>
    public bool AdjustExposures { get; init; } = true;

    /// <summary>Variance of the pathway's liability that the error-free score explains; null = as much as the polygenic score.</summary>
    public double? LiabilityR2 { get; init; }

    /// <summary>Correlation of the error-free score with the polygenic score; null = estimated in the study.</summary>
    public double? ScoreCorrelation { get; init; }

    /// <summary>Whether it enters the prior as evidence.</summary>
    public bool IsEvidence => Role != EpigeneticRole.Moderator;

    /// <summary>Whether it changes how exposures act.</summary>
    public bool IsModerator => Role != EpigeneticRole.Evidence;
}
