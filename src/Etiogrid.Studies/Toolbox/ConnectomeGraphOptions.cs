namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>connectome graph</c>.</summary>
public sealed record ConnectomeGraphOptions
{
    /// <summary>Symmetric matrix; null with a recording.</summary>
    public string? Matrix { get; init; }

    /// <summary>Recording whose correlations are the matrix; null with a matrix.</summary>
    public string? TimeSeries { get; init; }

    /// <summary>Block-bootstrap resamples of the recording, for intervals; 0 = none.</summary>
    public int Bootstrap { get; init; }

    /// <summary>Volumes a block of the bootstrap.</summary>
    public int BlockVolumes { get; init; } = 20;

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
