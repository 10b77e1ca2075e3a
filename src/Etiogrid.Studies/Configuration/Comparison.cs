namespace Etiogrid.Studies.Configuration;

/// <summary>Comparison operators of conditions.</summary>
public enum Comparison
{
    /// <summary>==, ignoring case for text.</summary>
    Equal,

    /// <summary>!=.</summary>
    NotEqual,

    /// <summary>&gt;=.</summary>
    AtLeast,

    /// <summary>&lt;=.</summary>
    AtMost,

    /// <summary>&gt;.</summary>
    Above,

    /// <summary>&lt;.</summary>
    Below,
}
