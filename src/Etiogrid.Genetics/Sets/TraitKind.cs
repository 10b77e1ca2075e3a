namespace Etiogrid.Genetics.Sets;

/// <summary>How a phenotype is modelled.</summary>
public enum TraitKind
{
    /// <summary>Binary when it holds exactly the codes 0 and 1, or 1 and 2; quantitative otherwise.</summary>
    Automatic,

    /// <summary>Linear regression.</summary>
    Quantitative,

    /// <summary>Logistic regression.</summary>
    Binary,
}
