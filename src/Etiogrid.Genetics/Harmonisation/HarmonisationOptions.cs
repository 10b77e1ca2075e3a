using Etiogrid.Genetics.Weights;

namespace Etiogrid.Genetics.Harmonisation;

/// <summary>How weights are matched to genotypes.</summary>
public sealed record HarmonisationOptions
{
    /// <summary>Treatment of strand-ambiguous variants.</summary>
    public AmbiguousMode Ambiguous { get; init; } = AmbiguousMode.FileStrand;

    /// <summary>Reference frequencies for <see cref="AmbiguousMode.Frequency"/>; null to count them in the founders.</summary>
    public AlleleFrequencies? Frequencies { get; init; }
}
