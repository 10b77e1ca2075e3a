namespace Etiogrid.Genetics.Weights;

/// <summary>The kind of file that weights came from.</summary>
public enum WeightFormat
{
    /// <summary>PLINK score file: id, allele, weights; matched by id and exact allele.</summary>
    Plink,

    /// <summary>PGS Catalog scoring file v2; matched by position and alleles.</summary>
    PgsCatalog,

    /// <summary>GWAS summary statistics; matched by position and alleles, by id where there is no position.</summary>
    SummaryStatistics,
}
