using System.Text.Json;
using Etiogrid.Connectome.Graph;
using Etiogrid.Connectome.Modules;

namespace Etiogrid.Connectome.Tests.Graph;

/// <summary>Parity with bctpy on a structural network of 68 regions.</summary>
public sealed class BrainConnectivityToolboxTests
{
    private readonly JsonElement _expected = ReferenceData.Json("bctpy/hcp_sc68_weighted/expected.json");
    private readonly WeightedGraph _graph = WeightedGraph.FromMatrix(ReferenceData.Matrix("bctpy/hcp_sc68_weighted/W.csv"));
    private readonly int[] _modules;

    public BrainConnectivityToolboxTests() => _modules = ReferenceData.Labels(_expected.GetProperty("modularity_und").GetProperty("ci"));

    [Fact]
    public void Density_degree_and_strength_agree()
    {
        NumericAssert.Close(_expected.GetProperty("density_und")[0].GetDouble(), GraphMetrics.Density(_graph), 1e-9);
        Same("degrees_und", GraphMetrics.Degree(_graph));
        Same("strengths_und", GraphMetrics.Strength(_graph));
    }

    [Fact]
    public void Triangles_agree()
    {
        Same("clustering_coef_wu", GraphMetrics.Clustering(_graph));
        Same("clustering_coef_bu", GraphMetrics.Clustering(_graph.Binarised()));
        Same("transitivity_wu", GraphMetrics.Transitivity(_graph));
        Same("transitivity_bu", GraphMetrics.Transitivity(_graph.Binarised()));
    }

    [Fact]
    public void Efficiencies_agree()
    {
        Same("efficiency_wei_global", GraphMetrics.EfficiencyGlobal(_graph));
        Same("efficiency_bin_global", GraphMetrics.EfficiencyGlobal(_graph.Binarised()));
        Same("efficiency_wei_local_True_(modified_2018)", GraphMetrics.EfficiencyLocal(_graph));
        Same("efficiency_wei_local_original", GraphMetrics.EfficiencyLocalOriginal(_graph));
        Same("efficiency_bin_local", GraphMetrics.EfficiencyLocal(_graph.Binarised()));
    }

    [Theory]
    [InlineData("charpath_wei", false)]
    [InlineData("charpath_bin", true)]
    public void Path_lengths_agree(string name, bool binary)
    {
        var expected = _expected.GetProperty(name);
        var paths = GraphMetrics.Paths(binary ? _graph.Binarised() : _graph);
        NumericAssert.Close(expected[0].GetDouble(), paths.MeanLength, 1e-9);
        NumericAssert.AllClose(ReferenceData.Numbers(expected[2]), [.. paths.Eccentricity], 1e-9);
        NumericAssert.Close(expected[3].GetDouble(), paths.Radius, 1e-9);
        NumericAssert.Close(expected[4].GetDouble(), paths.Diameter, 1e-9);
    }

    [Fact]
    public void Measures_of_a_partition_agree()
    {
        Same("participation_coef", GraphMetrics.Participation(_graph, _modules));
        Same("module_degree_zscore", GraphMetrics.ModuleZ(_graph, _modules), absolute: 1e-12);
        Same("diversity_coef_sign", GraphMetrics.Diversity(_graph, _modules));
    }

    [Fact]
    public void Centralities_agree()
    {
        var (nodes, edges) = GraphMetrics.BetweennessOfNodesAndEdges(_graph);
        Same("betweenness_wei_on_inverse_lengths", nodes);
        Same("betweenness_bin", GraphMetrics.Betweenness(_graph.Binarised()));
        NumericAssert.Close(_expected.GetProperty("edge_betweenness_wei_sum")[0].GetDouble(), edges.Values.Sum(), 1e-9);
        Same("eigenvector_centrality_und", GraphMetrics.Eigenvector(_graph));
        Same("pagerank_d085", GraphMetrics.PageRank(_graph));
        Same("subgraph_centrality_bin", GraphMetrics.Subgraph(_graph.Binarised()));
        Same("kcoreness_centrality_bu", GraphMetrics.KCore(_graph));
    }

    [Fact]
    public void Rich_clubs_and_assortativity_agree()
    {
        NumericAssert.AllClose(ReferenceData.Numbers(_expected.GetProperty("rich_club_bu")[0]), GraphMetrics.RichClubBinary(_graph), 1e-9);
        Same("rich_club_wu", GraphMetrics.RichClubWeighted(_graph));
        Same("assortativity_wei", GraphMetrics.Assortativity(_graph));
        Same("assortativity_bin", GraphMetrics.Assortativity(_graph.Binarised()));
        Same("local_assortativity_wu_sign", GraphMetrics.AssortativityLocal(_graph));
    }

    [Fact]
    public void Walks_agree()
    {
        var passage = GraphMetrics.MeanFirstPassage(_graph);
        Same("mean_first_passage_time_rowmean", [.. Enumerable.Range(0, 68).Select(i => passage.Row(i).ToArray().Average())]);
        Same("diffusion_efficiency", GraphMetrics.DiffusionEfficiency(passage));
    }

    [Fact]
    public void Neighbourhood_similarities_agree_and_the_published_forms_differ()
    {
        Same("matching_ind_und_rowsum", RowSums(GraphMetrics.Matching(_graph)));
        Same("topological_overlap_rowsum", RowSums(GraphMetrics.TopologicalOverlap(_graph)));
        var published = GraphMetrics.MatchingPublished(_graph);
        Assert.Equal(published[3, 9], published[9, 3]);
        Assert.All(published.Values, v => Assert.InRange(v, 0, 1));
    }

    [Fact]
    public void Core_and_periphery_agree()
    {
        var expected = _expected.GetProperty("nodal_core_periphery");
        var found = CorePeriphery.Find(_graph);
        Assert.Equal(ReferenceData.Labels(expected[0]), found.IsCore.Select(c => c ? 1 : 0));
        NumericAssert.Close(expected[1].GetDouble(), found.Quality, 1e-9);
    }

    [Fact]
    public void Modularity_reaches_the_peers_best_of_100_runs()
    {
        Same("q_of_modularity_und_ci", Louvain.Quality(_graph, _modules));
        double peer = _expected.GetProperty("louvain_seed0_g1_q_best_of_100").GetDouble();
        var best = Louvain.Best(_graph, 1, 100, 1);
        Assert.True(best.Quality >= peer - 1e-12, $"found {best.Quality}, peer {peer}");
        NumericAssert.Close(best.Quality, Louvain.Quality(_graph, best.Labels), 1e-12);
    }

    private static double[] RowSums(Numerics.LinearAlgebra.Matrix m) => [.. Enumerable.Range(0, m.Rows).Select(i => m.Row(i).ToArray().Sum())];

    private void Same(string name, double[] actual, double absolute = 0) =>
        NumericAssert.AllClose(ReferenceData.Numbers(_expected.GetProperty(name)), actual, 1e-9, absolute, name);

    private void Same(string name, double actual) => NumericAssert.Close(_expected.GetProperty(name).GetDouble(), actual, 1e-9, what: name);
}
