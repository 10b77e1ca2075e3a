namespace Etiogrid.Connectome.Cleaning;

/// <summary>Scale of cleaned signals.</summary>
public enum Standardization
{
    /// <summary>As it is.</summary>
    None,

    /// <summary>Mean 0, standard deviation 1, divisor n - 1.</summary>
    ZScoreSample,

    /// <summary>Mean 0, standard deviation 1, divisor n.</summary>
    ZScore,

    /// <summary>Percent of the signal's mean; signals with mean 0 become 0.</summary>
    PercentSignalChange,
}
