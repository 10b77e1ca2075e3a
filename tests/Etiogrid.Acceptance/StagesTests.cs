using System.Text.Json;

namespace Etiogrid.Acceptance;

/// <summary>A real study: first-episode psychosis, resting-state connectivity and outcomes only. Runs where the data stand beside the checkout.</summary>
public sealed class StagesTests
{
    [Fact]
    public void Everybody_gets_a_page_and_outcomes_are_not_predicted()
    {
        string study = SharedData.Require("studies/stages-fep");
        Environment.SetEnvironmentVariable("ETIOGRID_SHARED", Path.GetDirectoryName(Path.GetDirectoryName(study)));
        string config = Path.Combine(Repository.Root, "examples", "stages-fep", "study.yaml");
        using var folder = new TemporaryFolder();
        var run = CommandLine.Run(study, folder["out"], "participant", "--config", config, "--quiet");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.EndsWith("ok 55/55", run.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(55, Directory.GetFiles(folder["out"], "sub-*.html").Length);

        var group = CommandLine.Run(study, folder["out"], "group", "--config", config, "--quiet");
        Assert.Equal(0, group.ExitCode);
        using var cohort = JsonDocument.Parse(File.ReadAllText(folder["out/group/result.json"]));
        var outcomes = cohort.RootElement.GetProperty("outcomes").EnumerateArray().ToList();
        Assert.NotEmpty(outcomes);
        // The study's authors found that connectivity does not predict outcome; a screen over all features must not pretend otherwise.
        Assert.DoesNotContain(outcomes, o => o.GetProperty("q").GetDouble() < 0.05);
        Assert.All(cohort.RootElement.GetProperty("reliability").EnumerateArray().ToList(), r => Assert.Equal(37, r.GetProperty("people").GetInt32()));

        using var person = JsonDocument.Parse(File.ReadAllText(folder["out/sub-001/sub-001_result.json"]));
        var presence = person.RootElement.GetProperty("modalities").EnumerateArray().ToDictionary(m => m.GetProperty("modality").GetString()!, m => m.GetProperty("presence").GetString());
        Assert.Equal("measured", presence["connectome"]);
        Assert.Equal("absent", presence["genetics"]);
        Assert.Equal("absent", presence["symptom"]);
        Assert.Contains("leave-one-out", person.RootElement.GetProperty("run").GetProperty("referenceStatement").GetString(), StringComparison.Ordinal);
    }
}
