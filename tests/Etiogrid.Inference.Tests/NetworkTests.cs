using System.Text.Json;
using Etiogrid.Inference.Networks;

namespace Etiogrid.Inference.Tests;

public sealed class NetworkTests
{
    private const string Sprinkler = """
        network sprinkler { property author nobody ; }
        // comments are skipped
        variable rain { type discrete [ 2 ] { yes, no }; }
        variable sprinkler { type discrete [ 3 ] { off, low, high }; }
        variable wet { type discrete [ 2 ] { yes, no }; }
        probability ( rain ) { table 0.2, 0.8; }
        probability ( sprinkler | rain ) { (yes) 0.9, 0.07, 0.03; (no) 0.5, 0.3, 0.2; }
        probability ( wet | rain, sprinkler ) {
          default 0.9, 0.1;
          (no, off) 0.0, 1.0;
          (no, low) 0.6, 0.4;
          (yes, off) 0.8, 0.2;
        }
        """;

    [Fact]
    public void A_small_network_equals_the_sum_over_all_states()
    {
        var network = BifReader.Parse(Sprinkler, "sprinkler.bif").Value;
        var posterior = NetworkInference.Infer(network, new Dictionary<int, int> { [2] = 0 }).Value;
        double rain = 0.2 * ((0.9 * 0.8) + (0.1 * 0.9));
        double dry = 0.8 * ((0.5 * 0) + (0.3 * 0.6) + (0.2 * 0.9));
        NumericAssert.Close(Math.Log(rain + dry), posterior.LogEvidence, 1e-13);
        NumericAssert.Close(rain / (rain + dry), posterior.Marginals[0].Probabilities[0], 1e-13);
    }

    [Theory]
    [InlineData("asia")]
    [InlineData("child")]
    public void Equals_the_reference(string name)
    {
        var network = Read(name);
        using var expected = JsonDocument.Parse(File.ReadAllText(SharedData.Require($"reference/bn/{name}_expected.json")));
        foreach (var c in expected.RootElement.GetProperty("cases").EnumerateArray())
        {
            var evidence = c.GetProperty("evidence").EnumerateObject().ToDictionary(
                e => network.IndexOf(e.Name), e => network.Variables[network.IndexOf(e.Name)].States.ToList().IndexOf(e.Value.GetString()!));
            var posterior = NetworkInference.Infer(network, evidence).Value;
            NumericAssert.Close(c.GetProperty("log_p_evidence").GetDouble(), posterior.LogEvidence, 1e-7, 1e-9);
            Assert.Equal(c.GetProperty("marginals").EnumerateObject().Count(), posterior.Marginals.Count);
            foreach (var marginal in posterior.Marginals)
            {
                var variable = network.Variables[marginal.Variable];
                for (int s = 0; s < variable.States.Count; s++)
                {
                    NumericAssert.Close(c.GetProperty("marginals").GetProperty(variable.Name).GetProperty(variable.States[s]).GetDouble(), marginal.Probabilities[s], 0, 1e-9);
                }
            }
        }
    }

    [Theory]
    [InlineData("alarm")]
    [InlineData("hailfinder")]
    [InlineData("hepar2")]
    [InlineData("insurance")]
    [InlineData("win95pts")]
    public void Asking_for_one_variable_gives_the_same_as_asking_for_all(string name)
    {
        var network = Read(name);
        var evidence = new Dictionary<int, int> { [network.Variables.Count - 1] = 0, [network.Variables.Count / 2] = 0 };
        var all = NetworkInference.Infer(network, evidence).Value;
        var first = NetworkInference.Infer(network, evidence, [0]).Value;
        NumericAssert.AllClose([.. all.Marginals.Single(m => m.Variable == 0).Probabilities], [.. first.Marginals[0].Probabilities], 1e-10);
        NumericAssert.Close(all.LogEvidence, first.LogEvidence, 1e-10);
        Assert.True(first.TotalCells <= all.TotalCells);
        Assert.All(all.Marginals, m => NumericAssert.Close(1, m.Probabilities.Sum(), 1e-12));
    }

    [Fact]
    public void Contradictory_evidence_is_a_finding()
    {
        var network = BifReader.Parse(Sprinkler, "sprinkler.bif").Value;
        var result = NetworkInference.Infer(network, new Dictionary<int, int> { [0] = 1, [1] = 0, [2] = 0 });
        Assert.Equal("E705", Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void Of_contradictory_evidence_only_what_excludes_itself_is_named()
    {
        const string chain = """
            variable a { type discrete [ 2 ] { t, f }; } variable b { type discrete [ 2 ] { t, f }; }
            variable c { type discrete [ 2 ] { t, f }; } variable d { type discrete [ 2 ] { t, f }; }
            probability ( a ) { table 0.3, 0.7; }
            probability ( b | a ) { (t) 0.9, 0.1; (f) 0.4, 0.6; }
            probability ( c | b ) { (t) 1, 0; (f) 0.5, 0.5; }
            probability ( d | c ) { (t) 0.2, 0.8; (f) 0.7, 0.3; }
            """;
        var network = BifReader.Parse(chain, "chain.bif").Value;
        var finding = Assert.Single(NetworkInference.Infer(network, new Dictionary<int, int> { [0] = 0, [1] = 0, [2] = 1, [3] = 0 }).Diagnostics);
        Assert.Equal("b=t, c=f", finding.Found);
    }

    [Fact]
    public void A_network_too_large_for_the_memory_is_refused_before_any_table_is_built()
    {
        var network = BifReader.Parse(Sprinkler, "sprinkler.bif").Value;
        Assert.Equal("E706", Assert.Single(NetworkInference.Infer(network, new Dictionary<int, int>(), null, 64).Diagnostics).Code);
    }

    [Theory]
    [InlineData("(no, off) 0.0, 1.0;", "(no, off) 0.0, 1.2;", "E701")]
    [InlineData("(no, off) 0.0, 1.0;", "(no, off) 0.0, 0.8;", "E701")]
    [InlineData("(no, off) 0.0, 1.0;", "(no, of) 0.0, 1.0;", "E707")]
    [InlineData("(no, off) 0.0, 1.0;", "(no, off) 1.0;", "E703")]
    [InlineData("wet | rain, sprinkler", "wet | rain, sprinkle", "E707")]
    [InlineData("( rain ) { table 0.2, 0.8; }", "( rain | rain ) { (yes) 1, 0; (no) 0, 1; }", "E708")]
    [InlineData("( rain ) { table 0.2, 0.8; }", "( rain | wet ) { (yes) 1, 0; (no) 0, 1; }", "E708")]
    [InlineData("default 0.9, 0.1;", "", "E704")]
    [InlineData("[ 3 ]", "[ 2 ]", "E709")]
    [InlineData("0.2, 0.8;", "0.2, 0.8", "E709")]
    public void Broken_files_say_what_and_where(string text, string broken, string code)
    {
        var result = BifReader.Parse(Sprinkler.Replace(text, broken, StringComparison.Ordinal), "sprinkler.bif");
        Assert.False(result.HasValue);
        Assert.Equal(code, result.Diagnostics[0].Code);
        Assert.Equal("sprinkler.bif", result.Diagnostics[0].Place.File);
    }

    [Fact]
    public void Rows_that_almost_sum_to_one_are_normalised_and_said_so()
    {
        var result = BifReader.Parse(Sprinkler.Replace("0.9, 0.07, 0.03", "0.9, 0.07, 0.0299", StringComparison.Ordinal), "sprinkler.bif");
        NumericAssert.Close(1, result.Value.Variables[1].Table.Take(3).Sum(), 1e-15);
        Assert.Contains("normalised", Assert.Single(result.Diagnostics).Message, StringComparison.Ordinal);
    }

    private static BayesianNetwork Read(string name)
    {
        string path = SharedData.Require($"reference/bn/{name}.bif");
        return BifReader.Parse(File.ReadAllText(path), path).Value;
    }
}
