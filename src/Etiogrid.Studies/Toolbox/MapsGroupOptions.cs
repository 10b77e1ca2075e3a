namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>maps group</c>.</summary>
public sealed record MapsGroupOptions
{
    /// <summary>People x regions.</summary>
    public required string Cases { get; init; }

    /// <summary>People x regions; null for modes without controls.</summary>
    public string? Controls { get; init; }

    /// <summary>Regions x atlas maps, or the transpose.</summary>
    public required string Atlas { get; init; }

    /// <summary>Regions x covariates, or the transpose; for the partial methods.</summary>
    public string? Covariate { get; init; }

    /// <summary>The k-th case belongs to the k-th control.</summary>
    public bool Paired { get; init; }

    /// <summary>cohen-between, cohen-within, mean, each, z, pairdiff, loo or null.</summary>
    public required string Mode { get; init; }

    /// <summary>spearman, pearson, partial-spearman, partial-pearson or mlr.</summary>
    public required string Method { get; init; }

    /// <summary>Exchanges of people; 0 = none.</summary>
    public int Permutations { get; init; }

    /// <summary>plain or proportional.</summary>
    public string GroupNull { get; init; } = "plain";

    /// <summary>People x covariates (age, sex, …), cases first and then controls, or matched by name; null for none. For cohen-between and z.</summary>
    public string? People { get; init; }

    /// <summary>A spatial null on the atlas maps; the only null of modes without controls.</summary>
    public MapsNullOptions Null { get; init; } = new();

    /// <summary>Adds a note with the spatial null's false-positive rate on maps as smooth as the smoothest one (a warning where it fails).</summary>
    public bool Card { get; init; }

    /// <summary>Seed of the exchanges.</summary>
    public ulong Seed { get; init; } = 20261121;

    /// <summary>Worker threads, 0 = all.</summary>
    public int Threads { get; init; }
}
