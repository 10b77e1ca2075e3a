namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>simulate cohort</c>.</summary>
public sealed record SimulateCohortOptions
{
    /// <summary>Study folder to make; absent or empty.</summary>
    public required string Folder { get; init; }

    /// <summary>Everybody, controls included; at least 2.</summary>
    public required int People { get; init; }

    /// <summary>How many of them are controls, fewer than all; null = a third.</summary>
    public int? Controls { get; init; }

    /// <summary>Dated visits of each patient, at least 1.</summary>
    public int Visits { get; init; } = 1;

    /// <summary>Seed of everything.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Worker threads, 0 = all cores.</summary>
    public int Threads { get; init; }

    /// <summary>True to simulate from unverified rows of the knowledge base as well.</summary>
    public bool IncludeUnverified { get; init; }
}
