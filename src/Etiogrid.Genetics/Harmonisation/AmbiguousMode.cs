namespace Etiogrid.Genetics.Harmonisation;

/// <summary>What to do with variants whose alleles are each other's complement (A/T, C/G): their strand cannot be seen.</summary>
public enum AmbiguousMode
{
    /// <summary>Leave them out.</summary>
    Drop,

    /// <summary>Take weights and genotypes to be on the same strand.</summary>
    Forward,

    /// <summary>Compare effect-allele frequencies; leave out where either is near one half.</summary>
    Frequency,

    /// <summary>Take them as forward where at least 99 % of the file's unambiguous variants are; leave them out otherwise.</summary>
    FileStrand,
}
