using Etiogrid.Genetics.Harmonisation;
using Etiogrid.Genetics.Scoring;
using Etiogrid.Genetics.Sets;

namespace Etiogrid.Studies.Toolbox;

/// <summary>What <c>genetics score</c> is asked to do.</summary>
public sealed record GeneticsScoreOptions
{
    /// <summary>Genotype file or prefix.</summary>
    public required string Genotypes { get; init; }

    /// <summary>Weight files.</summary>
    public required IReadOnlyList<string> Weights { get; init; }

    /// <summary>Reference allele frequencies.</summary>
    public string? AlleleFrequencies { get; init; }

    /// <summary>Treatment of missing genotypes.</summary>
    public MissingDosage Missing { get; init; }

    /// <summary>Gene sets to score apart.</summary>
    public string? Sets { get; init; }

    /// <summary>Gene locations, needed with sets.</summary>
    public string? Genes { get; init; }

    /// <summary>Reach of a gene.</summary>
    public GeneWindow Window { get; init; } = GeneWindow.Convention;

    /// <summary>Largest p value of a weight that is used; null for all.</summary>
    public double? LargestP { get; init; }

    /// <summary>Treatment of strand-ambiguous variants for weights that are matched by position.</summary>
    public AmbiguousMode Ambiguous { get; init; } = AmbiguousMode.FileStrand;

    /// <summary>Worker threads, 0 for all cores.</summary>
    public int Threads { get; init; }
}
