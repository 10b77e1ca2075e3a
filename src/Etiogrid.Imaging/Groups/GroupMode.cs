namespace Etiogrid.Imaging.Groups;

/// <summary>How lists of people become maps (Dukart et al. 2021, doi 10.1002/hbm.25244).</summary>
public enum GroupMode
{
    /// <summary>Cohen's d between two groups: (m1 - m2) / sqrt((s1² + s2²) / 2).</summary>
    CohenBetween,

    /// <summary>Cohen's d within pairs: mean difference over its standard deviation.</summary>
    CohenWithin,

    /// <summary>Mean of the cases.</summary>
    Mean,

    /// <summary>Every case by itself.</summary>
    Each,

    /// <summary>Every case in standard deviations of the controls.</summary>
    Z,

    /// <summary>Every pair's difference.</summary>
    PairDifference,

    /// <summary>Every case in standard deviations of the other cases.</summary>
    LeaveOneOut,

    /// <summary>Every case by itself, and their mean correlation against zero.</summary>
    Null,
}
