namespace Etiogrid.Studies.Results;

/// <summary>Whether something was measured.</summary>
public enum Presence
{
    /// <summary>Not measured.</summary>
    Absent,

    /// <summary>Some of it.</summary>
    Partial,

    /// <summary>Measured.</summary>
    Measured,
}
