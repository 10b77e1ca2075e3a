namespace Etiogrid.Imaging.Genes;

/// <summary>How the co-localisations of a set's genes become one number.</summary>
public enum SetAggregate
{
    /// <summary>Mean of Fisher's z.</summary>
    Mean,

    /// <summary>Median of Fisher's z.</summary>
    Median,

    /// <summary>Mean of |z|: genes of a set may point both ways.</summary>
    AbsoluteMean,

    /// <summary>Median of |z|.</summary>
    AbsoluteMedian,
}
