namespace Etiogrid.Core.Identifiers;

/// <summary>An intervention, by its key in the knowledge base (such as <c>ssri</c>).</summary>
public readonly record struct InterventionId : IComparable<InterventionId>
{
    private readonly string? _key;

    /// <summary>An id from its key.</summary>
    /// <exception cref="ArgumentException">Not a table key.</exception>
    public InterventionId(string key) =>
        _key = IdentifierSyntax.IsKey(key) ? key : throw new ArgumentException($"'{key}' is not a key: a letter, then letters, digits, underscore or hyphen.", nameof(key));

    /// <summary>The key.</summary>
    public string Key => _key ?? throw new InvalidOperationException("A default InterventionId has no key.");

    /// <summary>Ordinal order of keys.</summary>
    public int CompareTo(InterventionId other) => string.CompareOrdinal(_key, other._key);

    /// <summary>Ordinal order.</summary>
    public static bool operator <(InterventionId left, InterventionId right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >(InterventionId left, InterventionId right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator <=(InterventionId left, InterventionId right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >=(InterventionId left, InterventionId right) => left.CompareTo(right) >= 0;

    /// <summary>The key.</summary>
    public override string ToString() => _key ?? "";
}
