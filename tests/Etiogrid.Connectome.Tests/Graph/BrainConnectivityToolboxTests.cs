using System.Text.Json;
using Etiogrid.Connectome.Graph;

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

    private void Same(string name, double[] actual, double absolute = 0) =>
        NumericAssert.AllClose(ReferenceData.Numbers(_expected.GetProperty(name)), actual, 1e-9, absolute, name);

    private void Same(string name, double actual) => NumericAssert.Close(_expected.GetProperty(name).GetDouble(), actual, 1e-9, what: name);
}
