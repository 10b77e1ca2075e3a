namespace Etiogrid.Connectome.Graph;

/// <summary>Metrics of one graph.</summary>
public sealed record GraphAnalysisResult
{
    /// <summary>Values by metric name, in the order of the catalogue.</summary>
    public required IReadOnlyList<KeyValuePair<string, MetricValue>> Metrics { get; init; }

    /// <summary>The partition that module metrics refer to, null when none was needed.</summary>
    public required IReadOnlyList<int>? Modules { get; init; }

    /// <summary>Global metrics against null graphs; empty without nulls.</summary>
    public required IReadOnlyList<KeyValuePair<string, NullComparison>> Nulls { get; init; }

    /// <summary>Number of connected components.</summary>
    public required int Components { get; init; }

    /// <summary>What a reader must know: why values are undefined, what was left out.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
