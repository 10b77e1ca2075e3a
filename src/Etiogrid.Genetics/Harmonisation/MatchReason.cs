namespace Etiogrid.Genetics.Harmonisation;

/// <summary>What became of one weight row; exactly one for each row.</summary>
public enum MatchReason
{
    /// <summary>Effect = REF (allele 2), other = ALT (allele 1).</summary>
    RefAlt,

    /// <summary>Effect = ALT, other = REF.</summary>
    AltRef,

    /// <summary>As <see cref="RefAlt"/> on the other strand.</summary>
    RefAltFlip,

    /// <summary>As <see cref="AltRef"/> on the other strand.</summary>
    AltRefFlip,

    /// <summary>No other allele given; effect = REF.</summary>
    NoOtherRef,

    /// <summary>No other allele given; effect = ALT.</summary>
    NoOtherAlt,

    /// <summary>Left out: strand-ambiguous alleles.</summary>
    Ambiguous,

    /// <summary>Left out: strand-ambiguous, and a frequency is unknown.</summary>
    AmbiguousNoFrequency,

    /// <summary>Left out: strand-ambiguous, and a minor allele frequency is 0.42 or more.</summary>
    AmbiguousNearHalf,

    /// <summary>Left out: effect-allele frequencies differ by more than 0.2.</summary>
    FrequencyConflict,

    /// <summary>Left out: the position holds several variants of this kind.</summary>
    MultiAllelic,

    /// <summary>Left out: another row has the same variant.</summary>
    Duplicate,

    /// <summary>Left out: the row's rs id stands elsewhere in the genotypes, and another rs id at the row's position: one of both is in another build.</summary>
    IdElsewhere,

    /// <summary>Left out: a variant stands at the position, with other alleles.</summary>
    AlleleMismatch,

    /// <summary>Left out: the alleles are not spelled with A, C, G, T.</summary>
    InvalidAllele,

    /// <summary>Left out: no variant at the position, nor (for rows without position) with the id.</summary>
    NoMatch,
}
