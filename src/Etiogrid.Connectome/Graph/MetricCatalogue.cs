namespace Etiogrid.Connectome.Graph;

/// <summary>All graph metrics by name; the list of <c>connectome graph</c>.</summary>
public static class MetricCatalogue
{
    /// <summary>Metrics that compare with null graphs and need <c>--nulls</c>.</summary>
    public static IReadOnlyList<string> SmallWorldNames { get; } = ["small_world_sigma", "small_world_omega", "small_world_propensity"];

    internal static IReadOnlyList<MetricDefinition> Definitions { get; } =
    [
        new("density", false, false, static v => MetricValue.Of(GraphMetrics.Density(v.Graph))),
        new("degree", false, true, static v => MetricValue.Of(GraphMetrics.Degree(v.Graph))),
        new("strength", false, true, static v => MetricValue.Of(GraphMetrics.Strength(v.Graph))),
        new("clustering", true, true, static v => MetricValue.Of(GraphMetrics.Clustering(v.Graph))),
        new("transitivity", true, false, static v => MetricValue.Of(GraphMetrics.Transitivity(v.Graph))),
        new("path_length", true, false, static v => MetricValue.Of(v.Paths.MeanLength)),
        new("eccentricity", true, false, static v => MetricValue.Of(v.Paths.Eccentricity)),
        new("radius", true, false, static v => MetricValue.Of(v.Paths.Radius)),
        new("diameter", true, false, static v => MetricValue.Of(v.Paths.Diameter)),
        new("efficiency_global", true, false, static v => MetricValue.Of(GraphMetrics.EfficiencyGlobal(v.PathLengths))),
        new("efficiency_local", true, false, static v => MetricValue.Of(GraphMetrics.EfficiencyLocal(v.Graph))),
        new("efficiency_local_original", false, false, static v => MetricValue.Of(GraphMetrics.EfficiencyLocalOriginal(v.Graph))),
        new("betweenness", true, false, static v => MetricValue.Of(v.Betweenness.Nodes)),
        new("edge_betweenness", true, false, static v => MetricValue.Of(v.Betweenness.Edges)),
        new("eigenvector", true, false, static v => MetricValue.Of(GraphMetrics.Eigenvector(v.Eigen))),
        new("pagerank", true, false, static v => MetricValue.Of(GraphMetrics.PageRank(v.Graph))),
        new("subgraph", true, false, static v => MetricValue.Of(GraphMetrics.Subgraph(v.Eigen))),
        new("kcore", true, false, static v => MetricValue.Of(GraphMetrics.KCore(v.Graph))),
        new("rich_club", true, false, static v => new() { Curve = v.IsBinary ? GraphMetrics.RichClubBinary(v.Graph) : GraphMetrics.RichClubWeighted(v.Graph) }),
        new("hub_score", true, false, static v => MetricValue.Of(GraphMetrics.HubScore(v.Graph, v.PathLengths, v.Betweenness.Nodes))),
        new("participation", true, true, static v => MetricValue.Of(GraphMetrics.Participation(v.Graph, v.Modules()))),
        new("module_z", true, false, static v => MetricValue.Of(GraphMetrics.ModuleZ(v.Graph, v.Modules()))),
        new("diversity", false, true, static v => MetricValue.Of(GraphMetrics.Diversity(v.Graph, v.Modules()))),
        new("gateway", false, true, static v => MetricValue.Of(GraphMetrics.Gateway(v.Graph, v.Modules()))),
        new("assortativity", true, false, static v => MetricValue.Of(GraphMetrics.Assortativity(v.Graph))),
        new("assortativity_local", false, true, static v => MetricValue.Of(GraphMetrics.AssortativityLocal(v.Graph))),
        new("mean_first_passage", false, false, static v => MetricValue.Of(v.MeanFirstPassage)),
        new("search_information", false, false, static v => MetricValue.Of(GraphMetrics.SearchInformation(v.Graph))),
        new("diffusion_efficiency", false, false, static v => MetricValue.Of(GraphMetrics.DiffusionEfficiency(v.MeanFirstPassage))),
        new("matching", false, false, static v => MetricValue.Of(GraphMetrics.Matching(v.Graph))),
        new("matching_published", false, false, static v => MetricValue.Of(GraphMetrics.MatchingPublished(v.Graph))),
        new("topological_overlap", false, false, static v => MetricValue.Of(GraphMetrics.TopologicalOverlap(v.Graph))),
        new("topological_overlap_published", false, false, static v => MetricValue.Of(GraphMetrics.TopologicalOverlapPublished(v.Graph))),
        new("core_periphery", true, false, static v => CoreAndPeriphery(v)),
    ];

    /// <summary>Every name that may be asked for, variants included.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Definitions.SelectMany(VariantNames), "modularity_q", .. SmallWorldNames];

    private static IEnumerable<string> VariantNames(MetricDefinition definition)
    {
        yield return definition.Name;
        if (definition.Binary)
        {
            yield return definition.Name + "_bin";
        }

        if (definition.Signed)
        {
            yield return definition.Name + "_pos";
            yield return definition.Name + "_neg";
        }
    }

    private static MetricValue CoreAndPeriphery(GraphVariant variant)
    {
        var found = CorePeriphery.Find(variant.Graph);
        return new() { Scalar = found.Quality, Nodes = [.. found.IsCore.Select(c => c ? 1.0 : 0.0)] };
    }
}
