namespace Etiogrid.Genetics.Genotypes;

/// <summary>How many copies of a chromosome people carry; genotypes of all are written as 0 to 2 copies.</summary>
public enum Inheritance
{
    /// <summary>Two: autosomes and the pseudo-autosomal regions.</summary>
    Diploid,

    /// <summary>Two, in men one: X. Men's calls count 0 or 2, and half in allele frequencies.</summary>
    XLinked,

    /// <summary>One in men, none in others: Y.</summary>
    YLinked,

    /// <summary>One: mitochondria.</summary>
    Mitochondrial,
}
