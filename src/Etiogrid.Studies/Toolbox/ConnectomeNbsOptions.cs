namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>connectome nbs</c>.</summary>
public sealed record ConnectomeNbsOptions
{
    /// <summary>Matrices of cases, at least 2.</summary>
    public required IReadOnlyList<string> Cases { get; init; }

    /// <summary>Matrices of controls, at least 2.</summary>
    public required IReadOnlyList<string> Controls { get; init; }

    /// <summary>Matrix file: people x covariates, cases then controls; null for none.</summary>
    public string? Covariates { get; init; }

    /// <summary>Smallest |t| of an edge.</summary>
    public double Threshold { get; init; } = 3.1;

    /// <summary>Shuffles of group membership.</summary>
    public int Permutations { get; init; } = 5000;

    /// <summary>Every edge of every component instead of one row a component.</summary>
    public bool Edges { get; init; }

    /// <summary>Seed.</summary>
    public ulong Seed { get; init; } = 20261121;

    /// <summary>Threads, 0 = all.</summary>
    public int Threads { get; init; }
}
