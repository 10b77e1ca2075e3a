namespace Etiogrid.Studies.Results;

/// <summary>What a cell of the grid shows.</summary>
public enum CellState
{
    /// <summary>Measured and present: a number is shown.</summary>
    Exposed,

    /// <summary>Measured and absent.</summary>
    NotExposed,

    /// <summary>Not measured: hatched.</summary>
    Unknown,

    /// <summary>The knowledge base knows no link: left empty.</summary>
    NotLinked,
}
