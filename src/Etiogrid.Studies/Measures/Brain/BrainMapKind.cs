namespace Etiogrid.Studies.Measures.Brain;

/// <summary>Where a person's brain map comes from.</summary>
public enum BrainMapKind
{
    /// <summary>A regional map the study provides.</summary>
    RegionalMap,

    /// <summary>Connectivity strength of a recording.</summary>
    ConnectivityStrength,
}
