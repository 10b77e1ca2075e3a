using System.Text.Json;
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
}
