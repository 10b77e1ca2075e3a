namespace Etiogrid.Studies.Configuration;

/// <summary>Where brain data lie.</summary>
/// <param name="Parcellation">Region table: name, hemisphere, x_mni, y_mni, z_mni, network.</param>
/// <param name="Networks">Table of name and network that adds to the parcellation's own column, or null.</param>
/// <param name="Atlases">Region x map matrix of pathway atlases, or null.</param>
/// <param name="AtlasNames">Names of the maps where the matrix has no header, or empty.</param>
/// <param name="AtlasRows">How atlas rows are tied to regions.</param>
/// <param name="Maps">Path pattern of region maps with <c>{participant}</c> and <c>{session}</c>, or null.</param>
/// <param name="TimeSeries">Path pattern of parcellated time series, or null.</param>
/// <param name="Null">moran-matched, moran or spin.</param>
/// <param name="NullCount">Surrogate maps.</param>
/// <param name="Density">Share of edges kept for graph metrics.</param>
/// <param name="MinimumVolumes">Shorter time series are not used.</param>
public sealed record BrainConfig(
    string Parcellation,
    string? Networks,
    string? Atlases,
    IReadOnlyList<string> AtlasNames,
    AtlasRowOrder AtlasRows,
    string? Maps,
    string? TimeSeries,
    string Null,
    int NullCount,
    double Density,
    int MinimumVolumes);
