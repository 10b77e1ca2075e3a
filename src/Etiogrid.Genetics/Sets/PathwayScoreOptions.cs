using Etiogrid.Genetics.Weights;

namespace Etiogrid.Genetics.Sets;

/// <summary>How pathway scores are formed.</summary>
public sealed record PathwayScoreOptions
{
    /// <summary>Reach of a gene.</summary>
    public GeneWindow Window { get; init; } = GeneWindow.Convention;

    /// <summary>Reference allele frequencies; needed below 50 founders. With them z is formed against Hardy-Weinberg moments, without against the sample.</summary>
    public AlleleFrequencies? Frequencies { get; init; }

    /// <summary>Worker threads, at least 1; never changes a result.</summary>
    public int Threads { get; init; } = 1;
}
