namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>connectome retest</c>.</summary>
public sealed record ConnectomeRetestOptions
{
    /// <summary>First recordings, one a person.</summary>
    public required IReadOnlyList<string> Session1 { get; init; }

    /// <summary>Second recordings of the same people in the same order.</summary>
    public required IReadOnlyList<string> Session2 { get; init; }

    /// <summary>Group atlas: one network a region; regions without one are left out. Null leaves out what needs it.</summary>
    public string? GroupNetworks { get; init; }

    /// <summary>Density of the graphs.</summary>
    public double Density { get; init; } = 0.15;

    /// <summary>Shuffles of the second session's people for the p value of identification.</summary>
    public int Permutations { get; init; } = 1000;

    /// <summary>Seed.</summary>
    public ulong Seed { get; init; } = 20261121;
}
