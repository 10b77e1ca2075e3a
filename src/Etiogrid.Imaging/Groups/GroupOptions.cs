namespace Etiogrid.Imaging.Groups;

/// <summary>How a group is compared with an atlas.</summary>
public sealed record GroupOptions
{
    /// <summary>How people become maps.</summary>
    public required GroupMode Mode { get; init; }

    /// <summary>The correlation; null for multiple regression on all atlas maps together.</summary>
    public ColocalizationMethod? Method { get; init; } = ColocalizationMethod.Spearman;

    /// <summary>Exchanges of people; 0 = no group permutation. Only for modes with controls.</summary>
    public int Permutations { get; init; }

    /// <summary>How people are exchanged.</summary>
    public GroupNull Null { get; init; } = GroupNull.Plain;

    /// <summary>Covariates of people for modes that compare two unpaired groups, or null.</summary>
    public PeopleCovariates? People { get; init; }

    /// <summary>A spatial null over all regions of the maps, or null for none.</summary>
    public Nulls.ISpatialNull? SpatialNull { get; init; }

    /// <summary>Surrogates of the spatial null, at least 1.</summary>
    public int SpatialDraws { get; init; } = 10_000;

    /// <summary>Seed of the exchanges.</summary>
    public ulong Seed { get; init; } = 20261121;

    /// <summary>Worker threads, 0 = all; never changes results.</summary>
    public int Threads { get; init; }
}
