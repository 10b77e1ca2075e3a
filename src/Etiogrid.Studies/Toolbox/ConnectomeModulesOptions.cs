namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>connectome modules</c>.</summary>
public sealed record ConnectomeModulesOptions
{
    /// <summary>Symmetric matrix; negative weights take the signed modularity.</summary>
    public required string Matrix { get; init; }

    /// <summary>Resolution.</summary>
    public double Gamma { get; init; } = 1;

    /// <summary>Independent runs.</summary>
    public int Runs { get; init; } = 100;

    /// <summary>Seed.</summary>
    public ulong Seed { get; init; } = 20261121;

    /// <summary>Threads, 0 = all.</summary>
    public int Threads { get; init; }
}
