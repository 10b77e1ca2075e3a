namespace Etiogrid.Connectome.Recordings;

/// <summary>Whether a region's signal can be correlated with others.</summary>
public enum RegionState
{
    /// <summary>Every volume has a value and they differ.</summary>
    Varying,

    /// <summary>Every volume has the same value: correlation, coherence and partial correlation are undefined.</summary>
    Constant,

    /// <summary>No volume has a value: the region was not covered by the scan.</summary>
    Missing,
}
