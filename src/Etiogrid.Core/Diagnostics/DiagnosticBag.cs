namespace Etiogrid.Core.Diagnostics;

/// <summary>Collects findings up to a limit and counts the rest, so that a broken file of a million rows stays readable.</summary>
/// <param name="limit">How many findings of each severity are kept; at least 1.</param>
public sealed class DiagnosticBag(int limit = 100)
{
    private readonly List<Diagnostic> _items = [];
    private readonly int[] _counts = new int[3];

    /// <summary>The findings kept, in the order of discovery.</summary>
    public IReadOnlyList<Diagnostic> Items => _items;

    /// <summary>True when at least one error was added.</summary>
    public bool HasErrors => ErrorCount > 0;

    /// <summary>Errors added, kept or not.</summary>
    public int ErrorCount => _counts[(int)Severity.Error];

    /// <summary>Findings that were counted but not kept.</summary>
    public int Dropped { get; private set; }

    /// <summary>Adds a finding.</summary>
    public void Add(Diagnostic diagnostic)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        int severity = (int)diagnostic.Severity;
        _counts[severity]++;
        if (_counts[severity] <= limit)
        {
            _items.Add(diagnostic);
        }
        else
        {
            Dropped++;
        }
    }

    /// <summary>Adds all findings of another list.</summary>
    public void AddRange(IEnumerable<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        foreach (var diagnostic in diagnostics)
        {
            Add(diagnostic);
        }
    }

    /// <summary>The value with everything found on the way, or no value if there was an error.</summary>
    public Parsed<T> Finish<T>(Func<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return HasErrors ? Parsed.Failed<T>(_items, Dropped) : Parsed.Of(value(), _items);
    }

    /// <summary>A result without a value.</summary>
    public Parsed<T> Fail<T>() => Parsed.Failed<T>(_items, Dropped);
}
