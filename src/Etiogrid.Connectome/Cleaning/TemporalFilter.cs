namespace Etiogrid.Connectome.Cleaning;

/// <summary>How slow and fast fluctuations are removed.</summary>
public enum TemporalFilter
{
    /// <summary>None.</summary>
    None,

    /// <summary>Butterworth band-pass of order 5, forwards and backwards, on signals and confounds alike.</summary>
    Butterworth,

    /// <summary>Discrete cosines below the high-pass frequency join the confounds.</summary>
    Cosine,
}
