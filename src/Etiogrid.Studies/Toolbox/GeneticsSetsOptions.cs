using Etiogrid.Genetics.Clumping;
using Etiogrid.Genetics.Harmonisation;
using Etiogrid.Genetics.Sets;

namespace Etiogrid.Studies.Toolbox;

/// <summary>What <c>genetics sets</c> is asked to do.</summary>
public sealed record GeneticsSetsOptions
{
    /// <summary>Genotype file or prefix.</summary>
    public required string Genotypes { get; init; }

    /// <summary>Summary statistics or weights.</summary>
    public required string Statistics { get; init; }

    /// <summary>Gene sets.</summary>
    public required string Sets { get; init; }

    /// <summary>Gene locations.</summary>
    public required string Genes { get; init; }

    /// <summary>Reach of a gene.</summary>
    public GeneWindow Window { get; init; } = GeneWindow.Convention;

    /// <summary>Clumping of each set; null for none.</summary>
    public ClumpOptions? Clumping { get; init; } = new() { Distance = 1_000_000 };

    /// <summary>Reference allele frequencies.</summary>
    public string? AlleleFrequencies { get; init; }

    /// <summary>Phenotype file.</summary>
    public string? Phenotype { get; init; }

    /// <summary>Covariate file.</summary>
    public string? Covariates { get; init; }

    /// <summary>How the phenotype is modelled.</summary>
    public TraitKind Trait { get; init; }

    /// <summary>Exceedances after which a set is drawn no more; 0 to use all draws.</summary>
    public int StopAfter { get; init; }

    /// <summary>Draws of the competitive null.</summary>
    public int Permutations { get; init; }

    /// <summary>Kind of null.</summary>
    public NullKind Null { get; init; }

    /// <summary>Treatment of strand-ambiguous variants.</summary>
    public AmbiguousMode Ambiguous { get; init; } = AmbiguousMode.FileStrand;

    /// <summary>Reference genotypes for ancestry.</summary>
    public string? Reference { get; init; }

    /// <summary>Populations of the reference people.</summary>
    public string? Labels { get; init; }

    /// <summary>Seed of the draws.</summary>
    public ulong Seed { get; init; }

    /// <summary>Worker threads, 0 for all cores.</summary>
    public int Threads { get; init; }
}
