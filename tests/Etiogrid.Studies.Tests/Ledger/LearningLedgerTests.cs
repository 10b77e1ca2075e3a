using Etiogrid.Core.Diagnostics;
using Etiogrid.Numerics.Random;
using Etiogrid.Studies.Configuration;
using Etiogrid.Studies.Ledger;
using Etiogrid.Studies.Pipeline;
using Etiogrid.Studies.Toolbox;

namespace Etiogrid.Studies.Tests.Ledger;

public sealed class LearningLedgerTests
{
    private static string Outcomes(ulong seed, int people, double relief)
    {
        var random = new Philox(seed, 1);
        var text = new System.Text.StringBuilder("participant_id\tarm\tcausal_dopamine_pre\tcausal_serotonin_sert\tsymptom_psychosis\tsymptom_anhedonia\n");
        for (int i = 0; i < people; i++)
        {
            bool treated = i % 2 == 1;
            string row = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"sub-{i:000}\t{(treated ? "olanzapine" : "placebo")}\t0.9\t0.2\t{(random.NextBernoulli(treated ? 0.6 - relief : 0.6) ? 1 : 0)}\t{(random.NextBernoulli(0.4) ? 1 : 0)}\n");
            text.Append(row);
        }

        return text.ToString();
    }

    private static Parsed<Files.Table> Learn(TemporaryFolder folder, string ledger, string contribution, string outcomes) => GridTools.Learn(new(
        folder.Write(contribution + ".tsv", outcomes), folder[ledger], null, null, "site", null, 100, null, false, 1, 1));

    private static GridRevertOptions Revert(TemporaryFolder folder, string ledger, int? to, string? remove) => new(folder[ledger], to, remove, null, false, 1);

    [Fact]
    public void Removing_a_contribution_leaves_the_very_bytes_that_stand_where_it_never_was()
    {
        using var folder = new TemporaryFolder();
        string[] data = [Outcomes(1, 40, 0.4), Outcomes(2, 30, -0.2), Outcomes(3, 30, 0.3)];
        Assert.All(((string[])["a", "b", "c"]).Select((name, i) => Learn(folder, "with", name, data[i])), r => Assert.True(r.HasValue));
        Assert.True(GridTools.Revert(Revert(folder, "with", null, "b")).HasValue);
        Assert.True(Learn(folder, "without", "c", data[2]).HasValue);
        Assert.True(Learn(folder, "without", "a", data[0]).HasValue);
        Assert.Equal(File.ReadAllBytes(folder["without/versions/v0002_parameters.tsv"]), File.ReadAllBytes(folder["with/versions/v0004_parameters.tsv"]));
        Assert.NotEqual(File.ReadAllBytes(folder["with/versions/v0003_parameters.tsv"]), File.ReadAllBytes(folder["with/versions/v0004_parameters.tsv"]));
        Assert.Equal(3, Directory.GetFiles(folder["with/contributions"]).Length);

        var back = GridTools.Revert(Revert(folder, "with", 1, null)).Value;
        Assert.Equal(5, back.Rows.Count);
        Assert.Equal(File.ReadAllBytes(folder["with/versions/v0001_parameters.tsv"]), File.ReadAllBytes(folder["with/versions/v0005_parameters.tsv"]));
        Assert.Equal("a", back.Rows[4][5]);
        var entry = LearningLedger.Open(folder["with"], false).Value.Entries[2];
        Assert.Equal(("learn", "c", "site", 2), (entry.Action, entry.Subject, entry.Contributor, entry.Parent));
        Assert.NotEmpty(entry.Deltas);
    }

    [Theory]
    [InlineData("ledger.jsonl", 1, "\"contributor\":\"site\"", "\"contributor\":\"other\"", 2)]
    [InlineData("ledger.jsonl", 2, "\"contributor\":\"site\"", "\"contributor\":\"other\"", 2)]
    [InlineData("ledger.jsonl", 2, null, null, 1)]
    [InlineData("versions/v0001_parameters.tsv", 2, "0", "1", null)]
    public void Tampering_is_found_with_its_place(string file, int line, string? text, string? changed, int? found)
    {
        using var folder = new TemporaryFolder();
        Learn(folder, "l", "a", Outcomes(1, 10, 0));
        Learn(folder, "l", "b", Outcomes(2, 10, 0));
        Assert.True(LearningLedger.Open(folder["l"], false).HasValue);
        string path = folder["l/" + file];
        var lines = File.ReadAllLines(path).ToList();
        if (text is null)
        {
            lines.RemoveAt(line - 1);
        }
        else
        {
            lines[line - 1] = lines[line - 1].Replace(text, changed, StringComparison.Ordinal);
        }

        File.WriteAllText(path, string.Join('\n', lines) + "\n");
        var result = GridTools.History(folder["l"]);
        var finding = Assert.Single(result.Diagnostics);
        Assert.Equal("E712", finding.Code);
        Assert.Equal((path, (long?)found), (finding.Place.File, finding.Place.Row));
        Assert.False(Learn(folder, "l", "c", Outcomes(3, 10, 0)).HasValue);
    }

    [Fact]
    public void A_missing_contribution_is_found()
    {
        using var folder = new TemporaryFolder();
        Learn(folder, "l", "a", Outcomes(1, 10, 0));
        File.Delete(Directory.GetFiles(folder["l/contributions"]).Single());
        Assert.Equal("E712", Assert.Single(GridTools.History(folder["l"]).Diagnostics).Code);
    }

    [Fact]
    public void The_data_of_a_removed_contribution_can_be_erased_and_then_no_version_rests_on_it_again()
    {
        using var folder = new TemporaryFolder();
        Learn(folder, "l", "a", Outcomes(1, 10, 0));
        Learn(folder, "l", "b", Outcomes(2, 10, 0));
        string data = folder["l/contributions/" + LearningLedger.Open(folder["l"], false).Value.Entries[1].DataSha256 + ".json"];
        Assert.True(GridTools.Revert(Revert(folder, "l", null, "b")).HasValue);
        File.Delete(data);
        Assert.True(GridTools.History(folder["l"]).HasValue);
        var refused = Assert.Single(GridTools.Revert(Revert(folder, "l", 2, null)).Diagnostics);
        Assert.Equal(("E713", data), (refused.Code, refused.Place.File));
        Assert.True(GridTools.Revert(Revert(folder, "l", 1, null)).HasValue);
    }

    [Fact]
    public void A_study_uses_the_version_that_its_configuration_names()
    {
        using var study = new SmallStudy();
        using var folder = new TemporaryFolder();
        Learn(folder, "l", "a", Outcomes(1, 60, 0.5));
        string config = SmallStudy.Config + "\ngrid: {ledger: " + folder["l"] + ", version: 1}\n";
        study.Write("study.yaml", config);
        var opened = StudyPipeline.Open(new RunRequest { StudyFolder = study.Folder, OutputFolder = folder["out"] }).Value;
        Assert.Equal(SmallStudy.Grid.Version + "+ledger.1", opened.Grid.Version);
        Assert.NotEqual(SmallStudy.Grid.Sha256, opened.Grid.Sha256);
        double Efficacy(Knowledge.Grid.GeneralGrid grid) => grid.Interventions.Single(i => i.Id.Key == "olanzapine").Effects.Single(e => e.Pathway.Key == "dopamine_pre").LogitEfficacy.Mean;
        Assert.True(Efficacy(opened.Grid) > Efficacy(SmallStudy.Grid));

        study.Write("study.yaml", config.Replace("version: 1", "version: 0", StringComparison.Ordinal));
        Assert.Equal(SmallStudy.Grid.Sha256, StudyPipeline.Open(new RunRequest { StudyFolder = study.Folder, OutputFolder = folder["out"] }).Value.Grid.Sha256);
        study.Write("study.yaml", config.Replace("version: 1", "version: 2", StringComparison.Ordinal));
        Assert.Contains(StudyPipeline.Open(new RunRequest { StudyFolder = study.Folder, OutputFolder = folder["out"] }).Diagnostics, d => d.Code == "E713");
        study.Write("study.yaml", config.Replace("version: 1", "versoin: 1", StringComparison.Ordinal));
        Assert.Contains(StudyConfigReader.Read(Path.Combine(study.Folder, "study.yaml"), study.Folder).Diagnostics, d => d.Code == "E202");
    }

    [Theory]
    [InlineData("olanzapine", "olanzapin", "arm")]
    [InlineData("symptom_psychosis", "symptom_psychosiss", "symptom_psychosiss")]
    [InlineData("0.9", "1.9", "causal_dopamine_pre")]
    [InlineData("sub-001", "sub-000", "participant_id")]
    [InlineData("\tarm\t", "\tarms\t", "arm")]
    public void Broken_outcomes_say_what_and_where_and_leave_no_ledger(string text, string broken, string column)
    {
        using var folder = new TemporaryFolder();
        var result = Learn(folder, "l", "a", Outcomes(1, 6, 0).Replace(text, broken, StringComparison.Ordinal));
        Assert.False(result.HasValue);
        Assert.Contains(result.Diagnostics, d => d.Code == "E714" && d.Place.Column == column && d.Place.Row is not null);
        Assert.False(Directory.Exists(folder["l"]));
    }

    [Fact]
    public void Symptoms_may_be_yes_or_no()
    {
        using var folder = new TemporaryFolder();
        string numbers = Outcomes(1, 20, 0.2);
        string words = numbers.Replace("\t1\n", "\tyes\n", StringComparison.Ordinal).Replace("\t0\n", "\tno\n", StringComparison.Ordinal);
        Assert.Contains("yes", words, StringComparison.Ordinal);
        Assert.True(Learn(folder, "n", "a", numbers).HasValue);
        Assert.True(Learn(folder, "w", "a", words).HasValue);
        Assert.Equal(File.ReadAllBytes(folder["n/versions/v0001_parameters.tsv"]), File.ReadAllBytes(folder["w/versions/v0001_parameters.tsv"]));
    }

    [Fact]
    public void A_name_is_used_once_and_unknown_versions_and_contributions_are_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains(GridTools.History(folder["l"]).Diagnostics, d => d.Code == "E101");
        Learn(folder, "l", "a", Outcomes(1, 6, 0));
        Assert.Contains(Learn(folder, "l", "a", Outcomes(2, 6, 0)).Diagnostics, d => d.Code == "E713");
        Assert.Contains(GridTools.Revert(Revert(folder, "l", 7, null)).Diagnostics, d => d.Code == "E713");
        Assert.Contains(GridTools.Revert(Revert(folder, "l", null, "b")).Diagnostics, d => d.Code == "E713");
        Assert.Contains(GridTools.Revert(Revert(folder, "l", null, null)).Diagnostics, d => d.Code == "E002");
    }
}
