namespace Etiogrid.Studies.Results;

/// <summary>What the brain section shows.</summary>
/// <param name="MapName">What the map is, such as <c>connectivity strength</c> or <c>grey-matter volume</c>.</param>
/// <param name="MapReference">Against whom it is a deviation, in words.</param>
/// <param name="Regions">Regions with coordinates and z.</param>
/// <param name="Colocalization">Co-localisation with the atlas maps.</param>
/// <param name="NullName">Null model in words, such as <c>Moran spectral randomisation, 10,000 surrogates</c>.</param>
/// <param name="Calibration">False-positive rate of that null in words, or null where it was not simulated.</param>
/// <param name="NetworkNames">Networks of the matrix, or empty.</param>
/// <param name="NetworkZ">Network x network deviations, row by row; NaN where not measured.</param>
/// <param name="Graph">Global graph metrics with deviations.</param>
public sealed record BrainResult(
    string MapName,
    string MapReference,
    IReadOnlyList<RegionValue> Regions,
    IReadOnlyList<ColocalizationRow> Colocalization,
    string NullName,
    string? Calibration,
    IReadOnlyList<string> NetworkNames,
    IReadOnlyList<double> NetworkZ,
    IReadOnlyList<GraphMetricResult> Graph);
