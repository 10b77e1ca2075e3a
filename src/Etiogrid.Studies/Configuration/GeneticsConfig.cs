namespace Etiogrid.Studies.Configuration;

/// <summary>Where genotypes, weights and gene sets lie.</summary>
/// <param name="Genotypes">PLINK prefix or file.</param>
/// <param name="Weights">Weights file (PGS Catalog v2 or PLINK).</param>
/// <param name="Sets">GMT file, or null for the knowledge base's own sets.</param>
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
    /// <summary>Genotypes of a reference panel for ancestry, or null.</summary>
    public string? Reference { get; init; }

    /// <summary>Populations of the panel's people; given with <see cref="Reference"/>.</summary>
    public string? Labels { get; init; }
}
