namespace Etiogrid.Genetics.Clumping;

/// <summary>How linkage disequilibrium between two variants is measured.</summary>
public enum LdMeasure
{
    /// <summary>Squared correlation of haplotypes whose frequencies maximise the two-locus likelihood: plink 1.9 and PRSice.</summary>
    Em,

    /// <summary>Squared Pearson correlation of dosages: plink2 and bigsnpr.</summary>
    Dosage,
}
