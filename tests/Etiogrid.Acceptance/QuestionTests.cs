using System.Globalization;

namespace Etiogrid.Acceptance;

/// <summary>Questions about one person of the demo: <c>whatif</c>, <c>explain</c>, and what its outcomes teach.</summary>
public sealed class QuestionTests(DemoFixture demo)
{
    private static List<string[]> Rows(ProgramResult result)
    {
        Assert.True(result.ExitCode == 0, result.Error);
        return [.. result.Output.TrimEnd('\n').Split('\n').Select(l => l.Split('\t'))];
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    [Fact]
    public void What_if_starts_from_the_posterior_of_the_run_and_moves_with_the_evidence()
    {
        Assert.Equal(0, demo.Run.ExitCode);
        string[][] own = [.. File.ReadAllLines(Path.Combine(demo.Output, "sub-01", "sub-01_pathways.tsv")).Select(l => l.Split('\t'))];
        int column = Array.IndexOf(own[0], "posterior_p");
        var rows = Rows(CommandLine.Run("whatif", demo.Output, "--participant-label", "01", "--set", "crp=40"));
        var pathways = rows.Where(r => r[0] == "pathway").ToList();
        Assert.Equal(own.Length - 1, pathways.Count);
        Assert.All(pathways, r => Assert.Equal(own.Single(o => o[0] == r[1])[column], r[2]));
        var inflamed = Assert.Single(pathways, r => r[1] == "neuroimmune");
        Assert.True(Number(inflamed[3]) > Number(inflamed[2]) + 0.05);
        Assert.Contains(rows, r => r[0] == "combination");

        var same = Rows(CommandLine.Run("whatif", "--study", demo.Output, "--participant-label", "sub-01", "--without", "digital"));
        Assert.All(same.Where(r => r[0] == "pathway"), r => Assert.Equal("0", r[4]));
    }

    [Fact]
    public void What_if_says_what_is_wrong_with_a_question()
    {
        Assert.Equal(0, demo.Run.ExitCode);
        var result = CommandLine.Run("whatif", demo.Output, "--participant-label", "01", "--set", "crpp=1,psychosis=maybe,crp=1,2");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("Did you mean crp?", result.Error, StringComparison.Ordinal);
        Assert.Contains("psychosis=maybe", result.Error, StringComparison.Ordinal);
        Assert.Equal(3, CommandLine.Run("whatif", demo.Output, "--participant-label", "0l", "--set", "crp=1").ExitCode);
        Assert.Equal(2, CommandLine.Run("whatif", "--participant-label", "01", "--set", "crp=1").ExitCode);
    }

    [Fact]
    public void An_explanation_adds_up_to_the_posterior_and_names_cells_and_sources()
    {
        Assert.Equal(0, demo.Run.ExitCode);
        var rows = Rows(CommandLine.Run("explain", demo.Output, "--participant-label", "01"));
        double posterior = Number(rows.Single(r => r[0] == "answer" && r[1] == "altered")[2]);
        double logOdds = rows.Where(r => r[0] == "step").Sum(r => Number(r[2]));
        Assert.Equal(posterior, 1 / (1 + Math.Exp(-logOdds)), 9);
        Assert.Equal(posterior, Number(rows.Last(r => r[0] == "step")[5]), 9);
        Assert.Contains(rows, r => r[0] == "evidence" && r[7].Contains("phenotype/symptoms.tsv:", StringComparison.Ordinal));
        Assert.Contains(rows, r => r[0] == "parameter" && r[1].StartsWith("symptom ", StringComparison.Ordinal) && r[8] != "n/a");
        Assert.Equal(3, CommandLine.Run("explain", demo.Output, "--participant-label", "01", "--pathway", "dopamin").ExitCode);
    }

    [Fact]
    public void The_outcomes_of_the_demo_teach_a_ledger_that_a_study_can_use_and_tampering_ends_in_exit_code_six()
    {
        Assert.Equal(0, demo.Run.ExitCode);
        using var folder = new TemporaryFolder();
        string ledger = folder["ledger"];
        string outcomes = Path.Combine(demo.Study, "phenotype", "outcomes.tsv");
        var learned = Rows(CommandLine.Run("grid", "learn", "--outcomes", outcomes, "--change", "severity_change_6mo", "--study", demo.Output, "--ledger", ledger));
        Assert.Contains(learned, r => r[0] == "efficacy");
        Assert.Equal("1", Rows(CommandLine.Run("grid", "history", "--ledger", ledger))[1][0]);
        Assert.Equal(3, Rows(CommandLine.Run("grid", "revert", "--ledger", ledger, "--to", "0")).Count);
        string file = Path.Combine(ledger, "ledger.jsonl");
        File.WriteAllText(file, File.ReadAllText(file).Replace("local", "loxal", StringComparison.Ordinal));
        var broken = CommandLine.Run("grid", "history", "--ledger", ledger);
        Assert.Equal(6, broken.ExitCode);
        Assert.Contains("E712", broken.Error, StringComparison.Ordinal);
        Assert.Contains("ledger.jsonl:2", broken.Error, StringComparison.Ordinal);
    }
}
