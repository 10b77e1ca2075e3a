using Etiogrid.Genetics.Harmonisation;

namespace Etiogrid.Studies.Configuration;

/// <summary>Where genotypes, weights and gene sets lie.</summary>
/// <param name="Genotypes">PLINK prefix or file.</param>
/// <param name="Weights">Weights file (PGS Catalog v2 or PLINK).</param>
/// <param name="Sets">GMT file of pathways, or null for the genes that the knowledge base lists for them.</param>
/// <param name="Genes">Gene locations.</param>
/// <param name="WindowUpstreamKb">Kilobases before the gene.</param>
/// <param name="WindowDownstreamKb">Kilobases after the gene.</param>
/// <param name="Frequencies">Reference allele frequencies, or null.</param>
/// <param name="GenomeBuild">Build of the genotypes, such as GRCh38.</param>
public sealed record GeneticsConfig(
    string Genotypes,
    string Weights,
    string? Sets,
    string Genes,
    int WindowUpstreamKb,
    int WindowDownstreamKb,
    string? Frequencies,
    string? GenomeBuild)
{
    /// <summary>What to do with variants whose strand cannot be seen; not for PLINK weights, which match by id.</summary>
    public AmbiguousMode Ambiguous { get; init; } = AmbiguousMode.FileStrand;

    /// <summary>Genotypes of a reference panel for ancestry, or null.</summary>
    public string? Reference { get; init; }

    /// <summary>Populations of the panel's people; given with <see cref="Reference"/>.</summary>
    public string? Labels { get; init; }

    /// <summary>Cell types, sides of the synapse and other sets that get scores of their own.</summary>
    public IReadOnlyList<UnitSource> Units { get; init; } = [];

    /// <summary>Table of the units that are evidence for a pathway; null = units are shown beside the pathways only.</summary>
    public string? UnitMap { get; init; }
}
