namespace Etiogrid.Core.Identifiers;

/// <summary>A biological pathway, by its key in the knowledge base (such as <c>glutamate_nmda</c>).</summary>
public readonly record struct PathwayId : IComparable<PathwayId>
{
    private readonly string? _key;

    /// <summary>An id from its key.</summary>
    /// <exception cref="ArgumentException">Not a table key.</exception>
    public PathwayId(string key) =>
        _key = IdentifierSyntax.IsKey(key) ? key : throw new ArgumentException($"'{key}' is not a key: a letter, then letters, digits, underscore or hyphen.", nameof(key));

    /// <summary>The key.</summary>
    public string Key => _key ?? throw new InvalidOperationException("A default PathwayId has no key.");

    /// <summary>Ordinal order of keys.</summary>
    public int CompareTo(PathwayId other) => string.CompareOrdinal(_key, other._key);

    /// <summary>Ordinal order.</summary>
    public static bool operator <(PathwayId left, PathwayId right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >(PathwayId left, PathwayId right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator <=(PathwayId left, PathwayId right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >=(PathwayId left, PathwayId right) => left.CompareTo(right) >= 0;

    /// <summary>The key.</summary>
    public override string ToString() => _key ?? "";
}
