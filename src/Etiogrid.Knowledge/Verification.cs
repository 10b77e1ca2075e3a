namespace Etiogrid.Knowledge;

/// <summary>How far a row of the knowledge base has been checked against its source.</summary>
public enum Verification
{
    /// <summary>From memory: nobody has read it in the source. Off by default.</summary>
    Memory,

    /// <summary>Looked for in public sources and not found there; the locator says when and where. Off by default.</summary>
    Sought,

    /// <summary>Part read in the source, part not; the note says which.</summary>
    Mixed,

    /// <summary>A modelling decision of this project, argued in the documentation; no outside fact.</summary>
    Editorial,

    /// <summary>Taken from a file of a public repository.</summary>
    Repository,

    /// <summary>Read on the page that the source names.</summary>
    Page,

    /// <summary>Stated in one of the founding papers at the locator; the reading (sign, strength) is ours.</summary>
    Paper,
}
