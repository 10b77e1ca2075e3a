namespace Etiogrid.Simulation.Cohorts;

/// <summary>State of a pathway in one person.</summary>
public enum PathwayState
{
    /// <summary>Not altered.</summary>
    None,

    /// <summary>Altered, and a cause of symptoms.</summary>
    Causal,

    /// <summary>Altered in response to another pathway or spontaneously; no cause of symptoms.</summary>
    Compensatory,
}
