using Etiogrid.Core.Measures;

namespace Etiogrid.Studies.Measures.Brain;

/// <summary>What one map or recording of one person gives, before comparison with others.</summary>
/// <param name="Kind">Where the map comes from.</param>
/// <param name="Map">A value a region in the order of the parcellation; NaN = missing.</param>
/// <param name="OddMap">The same from odd volumes; empty for maps that are not recordings.</param>
/// <param name="EvenMap">The same from even volumes; empty for maps that are not recordings.</param>
/// <param name="NetworkMeans">Network x network mean Fisher z, row by row; empty where not a recording or without networks.</param>
/// <param name="Graph">Global graph metrics by name; empty where not a recording.</param>
/// <param name="Volumes">Volumes used, 0 for maps.</param>
/// <param name="Provenance">The file.</param>
public sealed record BrainMeasurement(
    BrainMapKind Kind,
    double[] Map,
    double[] OddMap,
    double[] EvenMap,
    double[] NetworkMeans,
    IReadOnlyList<(string Name, double Value)> Graph,
    int Volumes,
    Provenance Provenance)
{
    /// <summary>Mean Fisher z over the connections of each circuit that can be measured; empty where not a recording.</summary>
    public IReadOnlyList<(string Name, double Value)> Circuits { get; init; } = [];
}
