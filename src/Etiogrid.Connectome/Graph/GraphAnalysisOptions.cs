namespace Etiogrid.Connectome.Graph;

/// <summary>What to compute of a graph.</summary>
public sealed record GraphAnalysisOptions
{
    /// <summary>Names from <see cref="MetricCatalogue.Names"/>; null means all that apply.</summary>
    public IReadOnlyList<string>? Metrics { get; init; }

    /// <summary>Metrics with signed variants come as <c>_pos</c> and <c>_neg</c>; path metrics use the positive part.</summary>
    public bool Signed { get; init; }

    /// <summary>Module of each node; null finds modules by modularity.</summary>
    public IReadOnlyList<int>? Partition { get; init; }

    /// <summary>Null graphs for the small-world measures and for null distributions of global metrics; 0 = none.</summary>
    public int Nulls { get; init; }

    /// <summary>Modularity runs; the best counts.</summary>
    public int ModularityRuns { get; init; } = 100;

    /// <summary>Seed of modularity and nulls.</summary>
    public ulong Seed { get; init; } = 20261121;

    /// <summary>Worker threads, 0 = all cores; never changes results.</summary>
    public int Threads { get; init; }
}
