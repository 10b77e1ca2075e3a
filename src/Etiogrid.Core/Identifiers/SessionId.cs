namespace Etiogrid.Core.Identifiers;

/// <summary>A session: a BIDS label without its <c>ses-</c> prefix.</summary>
public readonly record struct SessionId : IComparable<SessionId>
{
    private const string Prefix = "ses-";
    private readonly string? _label;

    private SessionId(string label) => _label = label;

    /// <summary>The label without prefix.</summary>
    public string Label => _label ?? throw new InvalidOperationException("A default SessionId has no label.");

    /// <summary>Reads <c>01</c> or <c>ses-01</c>.</summary>
    public static bool TryParse(string? text, out SessionId id)
    {
        string label = text is not null && text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : text ?? "";
        bool ok = IdentifierSyntax.IsLabel(label);
        id = ok ? new(label) : default;
        return ok;
    }

    /// <summary>Reads <c>01</c> or <c>ses-01</c>.</summary>
    /// <exception cref="ArgumentException">Not 1 to 64 ASCII letters and digits.</exception>
    public static SessionId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new ArgumentException($"'{text}' is not a label of 1 to 64 ASCII letters and digits.", nameof(text));

    /// <summary>Ordinal order of labels.</summary>
    public int CompareTo(SessionId other) => string.CompareOrdinal(_label, other._label);

    /// <summary>Ordinal order.</summary>
    public static bool operator <(SessionId left, SessionId right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >(SessionId left, SessionId right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator <=(SessionId left, SessionId right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >=(SessionId left, SessionId right) => left.CompareTo(right) >= 0;

    /// <summary><c>ses-label</c>.</summary>
    public override string ToString() => Prefix + _label;
}
