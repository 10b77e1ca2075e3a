using System.Text.Json;

namespace Etiogrid.Acceptance;

public sealed class DemoTests(DemoFixture demo)
{
    [Fact]
    public void The_demo_writes_a_page_for_everybody_and_one_for_the_cohort()
    {
        Assert.Equal(0, demo.Run.ExitCode);
        Assert.Equal(60, Directory.GetFiles(demo.Output, "sub-*.html").Length);
        Assert.True(File.Exists(Path.Combine(demo.Output, "group.html")));
        Assert.EndsWith("ok 60/60", demo.Run.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Joint_inference_is_better_calibrated_than_the_naive_product()
    {
        Assert.Equal(0, demo.Run.ExitCode);
        using var summary = JsonDocument.Parse(File.ReadAllText(Path.Combine(demo.Output, "demo_summary.json")));
        double Get(string name) => summary.RootElement.GetProperty(name).GetDouble();
        Assert.Equal(60, Get("people"));
        Assert.True(Get("seconds") > 0);
        Assert.True(Get("ece_joint") < 0.08, $"calibration error {Get("ece_joint")}");
        Assert.True(Get("ece_naive") > 2 * Get("ece_joint"));
        Assert.True(Get("auc_joint") > Get("auc_naive"));
        Assert.True(Get("brier_joint") < Get("brier_naive"));
    }

    [Fact]
    public void Pages_are_small_complete_in_themselves_and_say_research_use_only()
    {
        Assert.Equal(0, demo.Run.ExitCode);
        foreach (string page in Directory.GetFiles(demo.Output, "*.html"))
        {
            string text = File.ReadAllText(page);
            Assert.True(text.Length < 3_000_000, $"{Path.GetFileName(page)} has {text.Length} characters");
            Assert.Contains("Research use only. Not a diagnosis.", text, StringComparison.Ordinal);
            Assert.DoesNotContain("src=\"http", text, StringComparison.Ordinal);
            Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_page_calls_its_decomposition_exact_only_where_no_step_was_sampled()
    {
        Assert.Equal(0, demo.Run.ExitCode);
        foreach (string file in Directory.GetFiles(demo.Output, "sub-*_result.json", SearchOption.AllDirectories))
        {
            using var result = JsonDocument.Parse(File.ReadAllText(file));
            string label = result.RootElement.GetProperty("participant").GetString()!;
            bool sampled = result.RootElement.GetProperty("waterfallsSampled").GetBoolean();
            bool exactEngine = result.RootElement.GetProperty("engine").GetProperty("name").GetString()!.StartsWith("exact", StringComparison.Ordinal);
            Assert.True(sampled || exactEngine, label);
            Assert.Equal(!sampled, File.ReadAllText(Path.Combine(demo.Output, $"sub-{label}.html")).Contains("Exact split", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Tables_hold_one_row_a_pathway_and_no_number_without_a_value()
    {
        Assert.Equal(0, demo.Run.ExitCode);
        string[] rows = File.ReadAllLines(Path.Combine(demo.Output, "sub-01", "sub-01_pathways.tsv"));
        Assert.Equal(36, rows.Length);
        string[] header = rows[0].Split('\t');
        int posterior = Array.IndexOf(header, "posterior_p");
        int low = Array.IndexOf(header, "ci_low");
        int high = Array.IndexOf(header, "ci_high");
        foreach (string[] cells in rows.Skip(1).Select(r => r.Split('\t')))
        {
            double p = double.Parse(cells[posterior], System.Globalization.CultureInfo.InvariantCulture);
            Assert.InRange(p, 0, 1);
            Assert.InRange(p, double.Parse(cells[low], System.Globalization.CultureInfo.InvariantCulture) - 1e-9, double.Parse(cells[high], System.Globalization.CultureInfo.InvariantCulture) + 1e-9);
        }

        foreach (string file in Directory.GetFiles(demo.Output, "*.tsv", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain("NaN", File.ReadAllText(file), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void One_thread_and_two_write_the_same_bytes()
    {
        Assert.Equal(0, demo.Run.ExitCode);
        using var folder = new TemporaryFolder();
        foreach (string threads in (string[])["1", "2"])
        {
            var run = CommandLine.Run(demo.Study, folder[threads], "participant", "--participant-label", "01", "sub-02", "--threads", threads, "--quiet");
            Assert.Equal(0, run.ExitCode);
        }

        string[] files = [.. Directory.GetFiles(folder["1"], "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder["1"], f)).Where(f => f.EndsWith(".tsv", StringComparison.Ordinal) || f.EndsWith(".html", StringComparison.Ordinal)).Order()];
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            Assert.True(File.ReadAllBytes(Path.Combine(folder["1"], file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(folder["2"], file))), $"{file} differs between 1 and 2 threads");
        }
    }

    [Fact]
    public void A_page_asked_for_alone_is_the_page_of_the_whole_run()
    {
        Assert.Equal(0, demo.Run.ExitCode);
        using var folder = new TemporaryFolder();
        var run = CommandLine.Run(demo.Study, folder["out"], "participant", "--participant-label", "sub-03", "--quiet");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["sub-03.html"], Directory.GetFiles(folder["out"], "*.html").Select(Path.GetFileName));
        Assert.Equal(File.ReadAllText(Path.Combine(demo.Output, "sub-03", "sub-03_pathways.tsv")), File.ReadAllText(folder["out/sub-03/sub-03_pathways.tsv"]));
    }
}
