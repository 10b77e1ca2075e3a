namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>connectome dynamics</c>.</summary>
public sealed record ConnectomeDynamicsOptions
{
    /// <summary>Recording; null when layers are given.</summary>
    public string? TimeSeries { get; init; }

    /// <summary>Ready connectivity matrices, one a layer, instead of a recording.</summary>
    public IReadOnlyList<string> Layers { get; init; } = [];

    /// <summary>Volumes a window.</summary>
    public int Window { get; init; } = 44;

    /// <summary>Volumes between windows.</summary>
    public int Step { get; init; } = 1;

    /// <summary>Standard deviation of the Gaussian taper in volumes; null for a rectangular window.</summary>
    public double? TaperSigma { get; init; }

    /// <summary>Number of states; 0 for none.</summary>
    public int States { get; init; }

    /// <summary>Resolution of multilayer modularity; null for none.</summary>
    public double? Gamma { get; init; }

    /// <summary>Coupling between layers.</summary>
    public double Omega { get; init; } = 1;

    /// <summary>Modularity runs.</summary>
    public int Runs { get; init; } = 100;

    /// <summary>Systems for recruitment and integration: one label a region; null takes the modules of the mean matrix.</summary>
    public string? Partition { get; init; }

    /// <summary>Seed.</summary>
    public ulong Seed { get; init; } = 20261121;

    /// <summary>Threads, 0 = all.</summary>
    public int Threads { get; init; }
}
