using System.Text.Json;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Studies.Toolbox;

namespace Etiogrid.Studies.Tests.Toolbox;

public sealed class NetworkToolsTests
{
    private const string Network = """
        variable a { type discrete [ 2 ] { yes, no }; }
        variable b { type discrete [ 2 ] { <5, >=5 }; }
        probability ( a ) { table 0.3, 0.7; }
        probability ( b | a ) { (yes) 1.0, 0.0; (no) 0.5, 0.5; }
        """;

    [Fact]
    public void Reports_evidence_and_marginals_with_names()
    {
        using var folder = new TemporaryFolder();
        using var json = JsonDocument.Parse(NetworkTools.Infer(new(folder.Write("n.bif", Network), ["b=<5"], [], 1)).Value);
        NumericAssert.Close(0.65, json.RootElement.GetProperty("p_evidence").GetDouble(), 1e-14);
        NumericAssert.Close(0.3 / 0.65, json.RootElement.GetProperty("marginals").GetProperty("a").GetProperty("yes").GetDouble(), 1e-14);
        Assert.False(json.RootElement.GetProperty("marginals").TryGetProperty("b", out _));
    }

    [Theory]
    [InlineData("a=yes,b=>=5", "E705")]
    [InlineData("a=yes,a=no", "E705")]
    [InlineData("c=yes", "E707")]
    [InlineData("a=maybe", "E707")]
    [InlineData("a", "E002")]
    public void Bad_evidence_says_what_is_wrong(string evidence, string code)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(code, NetworkTools.Infer(new(folder.Write("n.bif", Network), [evidence], [], 1)).Diagnostics[0].Code);
    }

    [Fact]
    public void Too_little_memory_is_a_matter_of_resources()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal("E706", NetworkTools.Infer(new(folder.Write("n.bif", Network), [], [], 1e-8)).Diagnostics[0].Code);
    }

    [Fact]
    public void Many_evidence_sets_are_answered_row_by_row_and_an_impossible_one_spoils_no_other()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("t.bif", "variable a { type discrete [ 2 ] { t, f }; } variable b { type discrete [ 2 ] { t, f }; } probability ( a ) { table 0.3, 0.7; } probability ( b | a ) { (t) 0.9, 0.1; (f) 0.0, 1.0; }");
        string cases = folder.Write("cases.tsv", "case\ta\tb\none\tn/a\tt\ntwo\tf\tt\nthree\tn/a\tf\n");
        var result = NetworkTools.Infer(new(file, [], [], 1) { EvidenceFile = cases });
        using var json = System.Text.Json.JsonDocument.Parse(result.Value);
        NumericAssert.Close(0.27, json.RootElement[0].GetProperty("p_evidence").GetDouble(), 1e-13);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, json.RootElement[1].GetProperty("marginals").ValueKind);
        NumericAssert.Close(0.03 / 0.73, json.RootElement[2].GetProperty("marginals").GetProperty("a").GetProperty("t").GetDouble(), 1e-13);
        var warning = Assert.Single(result.Diagnostics);
        Assert.Equal(("E705", Severity.Warning, (long?)3), (warning.Code, warning.Severity, warning.Place.Row));
        var broken = NetworkTools.Infer(new(file, [], [], 1) { EvidenceFile = folder.Write("broken.tsv", "a\tc\nt\tt\n") });
        Assert.Contains(broken.Diagnostics, d => d.Code == "E707" && d.Place.Column == "c");
        broken = NetworkTools.Infer(new(file, [], [], 1) { EvidenceFile = folder.Write("state.tsv", "a\tb\nt\tx\n") });
        Assert.Contains(broken.Diagnostics, d => d is { Code: "E707", Place: { Row: 2, Column: "b" } });
    }

    [Fact]
    public void Joint_uncertain_and_interventional_questions_are_answered()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("t.bif", "variable a { type discrete [ 2 ] { t, f }; } variable b { type discrete [ 2 ] { t, f }; } probability ( a ) { table 0.3, 0.7; } probability ( b | a ) { (t) 0.9, 0.1; (f) 0.2, 0.8; }");
        using var joint = System.Text.Json.JsonDocument.Parse(NetworkTools.Infer(new(file, [], [], 1) { Joint = ["b,a"] }).Value);
        NumericAssert.Close(0.7 * 0.2, joint.RootElement.GetProperty("joint")[1].GetProperty("p").GetDouble(), 1e-13);
        Assert.Equal("f", joint.RootElement.GetProperty("joint")[1].GetProperty("states").GetProperty("a").GetString());
        using var soft = System.Text.Json.JsonDocument.Parse(NetworkTools.Infer(new(file, [], ["a"], 1) { Soft = ["b=0.5:1"] }).Value);
        NumericAssert.Close(0.3 * 0.55 / ((0.3 * 0.55) + (0.7 * 0.9)), soft.RootElement.GetProperty("marginals").GetProperty("a").GetProperty("t").GetDouble(), 1e-13);
        using var done = System.Text.Json.JsonDocument.Parse(NetworkTools.Infer(new(file, [], ["a"], 1) { Do = ["b=t"] }).Value);
        NumericAssert.Close(0.3, done.RootElement.GetProperty("marginals").GetProperty("a").GetProperty("t").GetDouble(), 1e-13);
        Assert.Contains(NetworkTools.Infer(new(file, ["a=t"], [], 1) { Joint = ["a"] }).Diagnostics, d => d.Code == "E705");
        Assert.Contains(NetworkTools.Infer(new(file, [], [], 1) { Soft = ["a=1"] }).Diagnostics, d => d.Code == "E701");
        Assert.Contains(NetworkTools.Infer(new(file, ["a=f"], [], 1) { Do = ["a=t"] }).Diagnostics, d => d.Code == "E705");
    }

    [Fact]
    public void Propagation_names_the_rows_behind_a_change()
    {
        var table = NetworkTools.Propagate(new(["glutamate_nmda=down"], [], ["gaba_pv"], null, false)).Value;
        Assert.Equal(["down", "usual", "up"], table.Rows.Select(r => r[2]));
        Assert.All(table.Rows, r => Assert.Equal("P01", r[6]));
        Assert.Contains(NetworkTools.Propagate(new(["glutamate_nmd=down"], [], [], null, false)).Diagnostics, d => d.Fix == "Did you mean glutamate_nmda?");
    }
}
