namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>connectome structural</c>.</summary>
public sealed record ConnectomeStructuralOptions
{
    /// <summary>Matrices of streamline counts or weights, one a person.</summary>
    public required IReadOnlyList<string> Matrices { get; init; }

    /// <summary><c>none</c>, <c>mean</c> or <c>max</c> of both directions.</summary>
    public string Symmetrize { get; init; } = "none";

    /// <summary><c>none</c>, <c>density</c> (needs <see cref="Volumes"/>), <c>log</c> or <c>max</c>.</summary>
    public string Normalize { get; init; } = "none";

    /// <summary>Table name, volume; null for none.</summary>
    public string? Volumes { get; init; }

    /// <summary>Matrix of mean lengths of connections; null for none.</summary>
    public string? Lengths { get; init; }

    /// <summary>Share of people who must have a connection of the group's network; null for one person.</summary>
    public double? Consensus { get; init; }

    /// <summary>Functional matrix of the same regions to couple with; null for none.</summary>
    public string? Functional { get; init; }

    /// <summary>No names in header and first column.</summary>
    public bool Bare { get; init; }
}
