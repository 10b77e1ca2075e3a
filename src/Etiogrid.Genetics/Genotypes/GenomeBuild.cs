namespace Etiogrid.Genetics.Genotypes;

/// <summary>The reference assembly that positions refer to.</summary>
public enum GenomeBuild
{
    /// <summary>Not stated.</summary>
    Unknown,

    /// <summary>NCBI36, hg18.</summary>
    Grch36,

    /// <summary>GRCh37, hg19.</summary>
    Grch37,

    /// <summary>GRCh38, hg38.</summary>
    Grch38,
}
