using System.Text.Json;
using Etiogrid.Studies.Toolbox;

namespace Etiogrid.Studies.Tests.Toolbox;

public sealed class GridToolsTests
{
    private const string Model = """
        {"pc":[0.2,0.1],"rho0":0.03,"kap":[[0,0.2],[0,0]],"lam":[[0.3,0.4]],"leak":[0.1],"symptoms":[1],
         "Lc":[[1,0],[0,1]],"Lk":[[1,0],[0,1]],"S":[[1,0.5],[0.5,1]],"y":[1.5,0.2],"missing_biomarkers":[1]}
        """;

    [Fact]
    public void Equals_the_reference()
    {
        string path = SharedData.Require("reference/grid/grid3state_exact.json");
        using var expected = JsonDocument.Parse(File.ReadAllText(path));
        using var found = JsonDocument.Parse(GridTools.Infer(new(path, 0, 1, null)).Value);
        NumericAssert.Close(expected.RootElement.GetProperty("log_evidence").GetDouble(), found.RootElement.GetProperty("log_evidence").GetDouble(), 1e-10);
        foreach (string key in new[] { "p_causal", "p_comp" })
        {
            NumericAssert.AllClose(Numbers(expected.RootElement.GetProperty(key)), Numbers(found.RootElement.GetProperty(key)), 0, 1e-10, key);
        }

        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(Numbers(expected.RootElement.GetProperty("top5")[i][1]), Numbers(found.RootElement.GetProperty("top5")[i][1]));
        }
    }

    [Fact]
    public void A_noisy_or_model_needs_no_biomarkers()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("m.json", """{"pc":[0.1,0.2],"lam":[[0.5,0.5]],"leak":[0.0],"symptoms":[1]}""");
        using var json = JsonDocument.Parse(GridTools.Infer(new(path, 1, 1, null)).Value);
        double evidence = (0.1 * 0.8 * 0.5) + (0.9 * 0.2 * 0.5) + (0.1 * 0.2 * 0.75);
        NumericAssert.Close(Math.Log(evidence), json.RootElement.GetProperty("log_evidence").GetDouble(), 1e-13);
        NumericAssert.Close(((0.1 * 0.8 * 0.5) + (0.1 * 0.2 * 0.75)) / evidence, Numbers(json.RootElement.GetProperty("p_causal"))[0], 1e-13);
        NumericAssert.Close(0.1 * 0.2 * 0.75 / evidence, json.RootElement.GetProperty("pairwise_causal")[0][1].GetDouble(), 1e-13);
    }

    [Theory]
    [InlineData("0.2,0.1", "0.2,1.1", "E701", "pc[1]")]
    [InlineData("[0,0.2]", "[0,-0.2]", "E701", "kap[0][1]")]
    [InlineData("[[1,0.5],[0.5,1]]", "[[1,1.5],[1.5,1]]", "E702", "S[1]")]
    [InlineData("[[1,0.5],[0.5,1]]", "[[1,0.5],[0.4,1]]", "E702", "S[1][0]")]
    [InlineData("\"symptoms\":[1]", "\"symptoms\":[2]", "E703", "symptoms[0]")]
    [InlineData("\"leak\":[0.1]", "\"leak\":[0.1,0.2]", "E703", "leak")]
    [InlineData("\"y\":[1.5,0.2]", "\"y\":[1.5,\"x\"]", "E703", "y[1]")]
    [InlineData("\"missing_biomarkers\":[1]", "\"missing_biomarkers\":[2]", "E703", "missing_biomarkers[0]")]
    [InlineData("\"pc\"", "\"pcc\"", "E704", "pc")]
    [InlineData("[0.2,0.1],", "[0.2,0.1", "E704", null)]
    public void Broken_models_say_what_and_where(string text, string broken, string code, string? column)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("m.json", Model.Replace(text, broken, StringComparison.Ordinal));
        var result = GridTools.Infer(new(path, 1, 1, null));
        Assert.False(result.HasValue);
        Assert.Contains(result.Diagnostics, d => d.Code == code && d.Place.File == path && (column is null || d.Place.Column == column));
    }

    [Fact]
    public void Evidence_that_cannot_be_is_reported()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("m.json", """{"pc":[0.1],"lam":[[0.0]],"leak":[0.0],"symptoms":[1]}""");
        Assert.Equal("E705", Assert.Single(GridTools.Infer(new(path, 1, 1, null)).Diagnostics).Code);
    }

    [Fact]
    public void Liability_takes_exactly_one_odds_ratio()
    {
        Assert.False(GridTools.Liability(new(0.01, 2, null, null)).HasValue);
        Assert.False(GridTools.Liability(new(0.01, 2, 0.2, 3)).HasValue);
        Assert.Equal("E701", GridTools.Liability(new(1.5, 2, 0.2, null)).Diagnostics[0].Code);
        using var json = JsonDocument.Parse(GridTools.Liability(new(0.01, 1, 0.3, null)).Value);
        NumericAssert.Close(0, json.RootElement.GetProperty("b").GetDouble(), 0, 1e-15);
    }

    [Fact]
    public void A_calibration_report_has_one_row_for_each_check()
    {
        var table = GridTools.Calibrate(new(100, 100, 19, 1, 0)).Value;
        Assert.Equal(7, table.Rows.Count(r => (string)r[0]! == "ranks"));
        Assert.Equal(36, table.Rows.Count(r => (string)r[0]! == "scores"));
        Assert.Equal("E002", GridTools.Calibrate(new(10, 100, 19, 1, 0)).Diagnostics[0].Code);
    }

    [Fact]
    public void Combinations_of_a_finished_run_are_shown_up_to_a_size()
    {
        using var folder = new TemporaryFolder();
        folder.Write("sub-01/sub-01_interventions.tsv", "rank\tmembers\texpected_gain\n1\ta;b\t0.2\n2\ta\t0.1\nn/a\tc\tn/a\n");
        var table = GridTools.Combine(new(folder.Path, "sub-01", 1)).Value;
        Assert.Equal(["a", "c"], table.Rows.Select(r => (string)r[1]!));
        Assert.Equal(0.1, table.Rows[0][2]);
        Assert.Null(table.Rows[1][0]);
        Assert.Equal("E101", GridTools.Next(new(folder.Path, "01", 1)).Diagnostics[0].Code);
        Assert.Equal("Did you mean 01?", GridTools.Combine(new(folder.Path, "O1", 2)).Diagnostics[0].Fix);
        Assert.Equal("E002", GridTools.Combine(new(folder.Path, "01", 5)).Diagnostics[0].Code);
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetDouble())];

    [Fact]
    public void It_says_what_it_will_cost_before_it_starts_and_in_its_answer()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("m.json", Model);
        string announced = "";
        using var json = JsonDocument.Parse(GridTools.Infer(new(path, 1, 1, null) { Announce = line => announced = line }).Value);
        Assert.StartsWith("Enumeration: 9 configurations", announced, StringComparison.Ordinal);
        Assert.Equal(9, json.RootElement.GetProperty("forecast").GetProperty("work").GetDouble());
        Assert.True(json.RootElement.GetProperty("forecast").GetProperty("seconds").GetDouble() > 0);
    }

    [Fact]
    public void A_model_too_large_for_the_memory_given_is_refused_with_a_remedy()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("m.json", $"{{\"pc\":[{string.Join(',', Enumerable.Repeat("0.1", 200))}]}}");
        var result = GridTools.Infer(new(path, 1, 1, null) { MemoryMegabytes = 0.5 });
        Assert.Equal("E706", Assert.Single(result.Diagnostics).Code);
        Assert.Contains("leave out pathways", result.Diagnostics[0].Fix, StringComparison.Ordinal);
        Assert.Equal("E002", GridTools.Infer(new(path, 1, 1, null) { MemoryMegabytes = -1 }).Diagnostics[0].Code);
        string large = folder.Write("n.json", $"{{\"pc\":[{string.Join(',', Enumerable.Repeat("0.1", 50))}],\"rho0\":0.1}}");
        Assert.Equal("E706", Assert.Single(GridTools.Infer(new(large, 1, 1, Inference.GridEngine.Enumeration)).Diagnostics).Code);
    }

    [Fact]
    public void Heavy_tails_of_the_biomarkers_can_be_asked_for()
    {
        using var folder = new TemporaryFolder();
        double Evidence(string text)
        {
            using var json = JsonDocument.Parse(GridTools.Infer(new(folder.Write("t.json", text), 1, 1, null)).Value);
            return json.RootElement.GetProperty("log_evidence").GetDouble();
        }

        Assert.NotEqual(Evidence(Model), Evidence(Model.Replace("\"pc\"", "\"marker_freedom\":5,\"pc\"", StringComparison.Ordinal)), 3);
        var refused = GridTools.Infer(new(folder.Write("u.json", Model.Replace("\"pc\"", "\"marker_freedom\":1,\"pc\"", StringComparison.Ordinal)), 1, 1, null));
        Assert.Contains(refused.Diagnostics, d => d.Code == "E703" && d.Place.Column == "marker_freedom");
    }

    [Fact]
    public void True_false_null_and_the_bare_NaN_of_python_are_read_where_they_have_a_meaning()
    {
        using var folder = new TemporaryFolder();
        string Answer(string symptoms, string y, string pc = "0.1,0.2") => string.Join('\n', GridTools.Infer(new(folder.Write("b.json",
            $"{{\"pc\":[{pc}],\"lam\":[[0.5,0.1],[0.2,0.3],[0.3,0]],\"leak\":[0.1,0.1,0.1],\"symptoms\":{symptoms},\"Lc\":[[1,0],[0,1]],\"S\":[[1,0.2],[0.2,1]],\"y\":{y}}}"), 1, 1, null)) is { HasValue: true } found
            ? [Evidence(found.Value)] : ["refused"]);
        string Evidence(string text) => JsonDocument.Parse(text).RootElement.GetProperty("log_evidence").GetDouble().ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(Answer("[1,0,-1]", "[null,1.5]"), Answer("[true, false,null]", "[NaN, 1.5]"));
        Assert.NotEqual(Answer("[1,0,-1]", "[0,1.5]"), Answer("[1,0,-1]", "[NaN, 1.5]"));
        Assert.Equal("refused", Answer("[1,0,-1]", "[true, 1.5]"));
        Assert.Equal("refused", Answer("[1,0,-1]", "[1, 1.5]", "0.1,NaN"));
    }

    [Fact]
    public void Contradictory_observations_are_named_with_the_file_and_no_others()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("c.json", "{\"pc\":[0.1,0,0.2],\"lam\":[[1,0,0],[0.2,0.3,0],[0.5,0,0],[0.1,0.4,0]],\"leak\":[0,0.1,0,0.1],\"symptoms\":[0,1,1,0]}");
        var finding = Assert.Single(GridTools.Infer(new(path, 1, 1, null)).Diagnostics);
        Assert.Equal("E705", finding.Code);
        Assert.Equal("s0 absent, s2 present", finding.Found);
        Assert.Equal(path, finding.Place.File);
    }

    [Fact]
    public void The_calibration_report_holds_a_page_a_table_and_three_figures_that_are_well_formed()
    {
        using var folder = new TemporaryFolder();
        string report = Path.Combine(folder.Path, "report");
        var table = GridTools.Calibrate(new(200, 100, 19, 1, 0) { ReportFolder = report }).Value;
        foreach (string figure in new[] { "ranks.svg", "reliability.svg", "errors.svg" })
        {
            var svg = System.Xml.Linq.XDocument.Parse(File.ReadAllText(Path.Combine(report, figure)));
            Assert.True(svg.Descendants().Count() > 30, figure);
            Assert.DoesNotContain("NaN", svg.ToString(), StringComparison.Ordinal);
        }

        Assert.Contains("correlated", File.ReadAllText(Path.Combine(report, "calibration.html")), StringComparison.Ordinal);
        Assert.Equal(table.ToTsv(), File.ReadAllText(Path.Combine(report, "calibration.tsv")));
    }
}
