namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>connectome graph</c>.</summary>
public sealed record ConnectomeGraphOptions
{
    /// <summary>Symmetric matrix.</summary>
    public required string Matrix { get; init; }

    /// <summary><c>density:0.15</c>, <c>value:0.2</c> or null.</summary>
    public string? Threshold { get; init; }

    /// <summary>Replace every edge's weight by 1 first.</summary>
    public bool Binary { get; init; }

    /// <summary>Keep signs apart.</summary>
    public bool Signed { get; init; }

    /// <summary>Metric names; null or <c>all</c> means all.</summary>
    public IReadOnlyList<string>? Metrics { get; init; }

    /// <summary>File with one module label a region.</summary>
    public string? Partition { get; init; }

    /// <summary>Number of null graphs.</summary>
    public int Nulls { get; init; }

    /// <summary>Seed.</summary>
    public ulong Seed { get; init; } = 20261121;

    /// <summary>Threads, 0 = all.</summary>
    public int Threads { get; init; }
}
