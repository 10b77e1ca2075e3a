namespace Etiogrid.Studies.Toolbox;

/// <summary>Which spatial null, and what it is built from.</summary>
public sealed record MapsNullOptions
{
    /// <summary>none, spin, moran, moran-matched or variogram.</summary>
    public string Null { get; init; } = "none";

    /// <summary>Region centres: one file, or the left and the right hemisphere.</summary>
    public IReadOnlyList<string> Coordinates { get; init; } = [];

    /// <summary>Distance matrix of the regions.</summary>
    public string? Distances { get; init; }

    /// <summary>Where the maps' own places lie (voxels, dense files); stands for coordinates.</summary>
    internal Imaging.RegionGeometry? Own { get; init; }

    /// <summary>Number of draws; null takes the default of the method.</summary>
    public int? Permutations { get; init; }

    /// <summary>original, vasa or hungarian.</summary>
    public string SpinAssignment { get; init; } = "original";

    /// <summary>Rotations x 9, row by row; drawn from the seed where absent.</summary>
    public string? Rotations { get; init; }

    /// <summary>Seed of all draws.</summary>
    public ulong Seed { get; init; } = 20261121;

    /// <summary>Worker threads, 0 = all.</summary>
    public int Threads { get; init; }
}
