namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>maps picture</c>.</summary>
public sealed record MapsPictureOptions
{
    /// <summary>Regions x maps; null where only the atlas is drawn.</summary>
    public string? Map { get; init; }

    /// <summary>Columns of the map file to draw; the first four where empty.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Atlas to draw below, or null.</summary>
    public string? Atlas { get; init; }

    /// <summary>Maps of the atlas to draw; the first four where empty.</summary>
    public IReadOnlyList<string> AtlasMaps { get; init; } = [];

    /// <summary>Region centres: one file, or left and right.</summary>
    public IReadOnlyList<string> Coordinates { get; init; } = [];

    /// <summary>Meshes (.surf.gii), left and right or one, with labels.</summary>
    public IReadOnlyList<string> Meshes { get; init; } = [];

    /// <summary>Surface labels on the same meshes.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>surface or axial.</summary>
    public string View { get; init; } = "surface";
}
