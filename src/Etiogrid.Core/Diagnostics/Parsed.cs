namespace Etiogrid.Core.Diagnostics;

/// <summary>
/// The outcome of reading user data: a value with warnings, or no value and the errors that prevented it.
/// Bad data is a result, not an exception; exceptions are for a caller's bug.
/// </summary>
/// <typeparam name="T">What was to be read.</typeparam>
public sealed class Parsed<T>
{
    private readonly T? _value;

    internal Parsed(bool hasValue, T? value, IReadOnlyList<Diagnostic> diagnostics, int dropped)
    {
        HasValue = hasValue;
        _value = value;
        Diagnostics = diagnostics;
        DroppedDiagnostics = dropped;
    }

    /// <summary>True when there is a value; then no diagnostic is an error that concerns the value as a whole.</summary>
    public bool HasValue { get; }

    /// <summary>Everything found, in order.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>Findings beyond the limit that were counted but not kept.</summary>
    public int DroppedDiagnostics { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is none; the message lists the first finding.</exception>
    public T Value => HasValue
        ? _value!
        : throw new InvalidOperationException(Diagnostics.Count > 0 ? Diagnostics[0].ToString() : "There is no value.");

    /// <summary>The value, if there is one.</summary>
    public bool TryGetValue([System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T value)
    {
        value = _value;
        return HasValue;
    }

    /// <summary>Applies a function to the value and keeps the findings.</summary>
    public Parsed<TResult> Select<TResult>(Func<T, TResult> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return HasValue ? new(true, selector(_value!), Diagnostics, DroppedDiagnostics) : new(false, default, Diagnostics, DroppedDiagnostics);
    }

    /// <summary>Goes on with a second reading and joins the findings of both.</summary>
    public Parsed<TResult> Then<TResult>(Func<T, Parsed<TResult>> next)
    {
        ArgumentNullException.ThrowIfNull(next);
        if (!HasValue)
        {
            return new(false, default, Diagnostics, DroppedDiagnostics);
        }

        var second = next(_value!);
        return new(second.HasValue, second._value, [.. Diagnostics, .. second.Diagnostics], DroppedDiagnostics + second.DroppedDiagnostics);
    }
}

/// <summary>Makes <see cref="Parsed{T}"/>.</summary>
public static class Parsed
{
    /// <summary>A value with no findings.</summary>
    public static Parsed<T> Of<T>(T value) => new(true, value, [], 0);

    /// <summary>A value with findings that do not prevent its use.</summary>
    public static Parsed<T> Of<T>(T value, IEnumerable<Diagnostic> diagnostics) => new(true, value, [.. diagnostics], 0);

    /// <summary>No value, and why.</summary>
    public static Parsed<T> Failed<T>(params IEnumerable<Diagnostic> diagnostics) => Failed<T>(diagnostics, 0);

    /// <summary>No value, why, and how many findings were not kept.</summary>
    public static Parsed<T> Failed<T>(IEnumerable<Diagnostic> diagnostics, int dropped)
    {
        Diagnostic[] items = [.. diagnostics];
        if (items.Length == 0)
        {
            throw new ArgumentException("A failure needs at least one diagnostic.", nameof(diagnostics));
        }

        return new(false, default, items, dropped);
    }
}
