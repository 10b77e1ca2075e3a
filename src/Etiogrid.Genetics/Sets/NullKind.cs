namespace Etiogrid.Genetics.Sets;

/// <summary>What a gene set's association is compared with.</summary>
public enum NullKind
{
    /// <summary>As many variants from all genes: PRSet's null.</summary>
    Size,

    /// <summary>As many variants with the same distribution of minor allele frequency and LD score.</summary>
    Matched,

    /// <summary>As many genes of similar length and number of variants, with all their variants.</summary>
    Gene,
}
