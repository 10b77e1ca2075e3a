namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>maps colocalize</c>.</summary>
public sealed record MapsColocalizeOptions
{
    /// <summary>Regions x maps.</summary>
    public required string Maps { get; init; }

    /// <summary>Regions x atlas maps.</summary>
    public required string Atlas { get; init; }

    /// <summary>Regions x covariates, for the partial methods.</summary>
    public string? Covariate { get; init; }

    /// <summary>Image whose voxels other than 0 are compared (voxel-wise), or regions with 0 or 1 (one column); null for all.</summary>
    public string? Mask { get; init; }

    /// <summary>left or right: regions of one side only, by coordinates or names; null for both.</summary>
    public string? Side { get; init; }

    /// <summary>spearman, pearson, partial-spearman, partial-pearson, mlr, dominance, ridge or pls.</summary>
    public required string Method { get; init; }

    /// <summary>Which side is replaced by surrogates: maps, atlas or both; null takes the null's own convention.</summary>
    public string? SurrogatesOf { get; init; }

    /// <summary>Dominance from adjusted instead of plain R².</summary>
    public bool Adjusted { get; init; }

    /// <summary>Ridge penalty on z-scored atlas maps, at least 0.</summary>
    public double Penalty { get; init; } = 1;

    /// <summary>Components of partial least squares, at least 1.</summary>
    public int Components { get; init; } = 10;

    /// <summary>Adds a note with the null's false-positive rate on maps as smooth as the smoothest one (a warning where it fails).</summary>
    public bool Card { get; init; }

    /// <summary>File for the calibration card of each map, or null for none. Needs regions with coordinates or distances.</summary>
    public string? Calibration { get; init; }

    /// <summary>The spatial null.</summary>
    public MapsNullOptions Null { get; init; } = new();
}
