namespace Etiogrid.Genetics.Genotypes;

/// <summary>Sex as a genotype file states it.</summary>
public enum Sex
{
    /// <summary>Not stated.</summary>
    Unknown,

    /// <summary>Male.</summary>
    Male,

    /// <summary>Female.</summary>
    Female,
}
