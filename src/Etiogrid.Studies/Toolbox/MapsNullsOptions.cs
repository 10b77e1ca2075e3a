namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>maps nulls</c>.</summary>
public sealed record MapsNullsOptions
{
    /// <summary>Regions x maps.</summary>
    public required string Map { get; init; }

    /// <summary>Which column, by name; needed where the file has several.</summary>
    public string? Column { get; init; }

    /// <summary>Give variogram surrogates the map's own values.</summary>
    public bool Resample { get; init; }

    /// <summary>The null; its number of draws is the number of surrogates.</summary>
    public required MapsNullOptions Null { get; init; }
}
