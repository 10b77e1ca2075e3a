namespace Etiogrid.Connectome.Connectivity;

/// <summary>How the coupling of two regions is measured.</summary>
public enum ConnectivityKind
{
    /// <summary>Pearson correlation, [-1, 1].</summary>
    Correlation,

    /// <summary>Covariance, in squared units of the signal.</summary>
    Covariance,

    /// <summary>Inverse covariance.</summary>
    Precision,

    /// <summary>Correlation of two regions given all others, [-1, 1].</summary>
    Partial,

    /// <summary>Deviation of a covariance from the group's geometric mean, in its tangent space.</summary>
    Tangent,

    /// <summary>Mean magnitude-squared coherence, [0, 1].</summary>
    Coherence,
}
