using System.Globalization;
using System.Text;
using Etiogrid.Core.Identifiers;
using Etiogrid.Studies.Pipeline;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Tests;

public sealed class StateTraitTests
{
    private const string Pathway = "neuroimmune";
    private static readonly double[] Days = [0, 20, 45, 90, 150, 210, 300, 380];
    private static readonly double[] Severity = [30, 12, 26, 8, 28, 10, 24, 6];

    [Fact]
    public void A_marker_that_rises_and_falls_with_the_severity_is_a_state()
    {
        using var study = Study(visit => Severity[visit] > 20 ? 12 : 0.4);
        var result = Analyze(study);
        Assert.Equal("state", result!.Verdict);
        Assert.True(result.SeveritySlope > 0.3, $"slope {result.SeveritySlope}");
        Assert.Equal(Days, result.Visits.Select(v => v.Days));
    }

    [Fact]
    public void A_marker_that_stays_high_while_the_severity_changes_is_a_trait()
    {
        using var study = Study(visit => visit % 2 == 0 ? 11.5 : 12.5);
        Assert.Equal("trait", Analyze(study)!.Verdict);
    }

    [Fact]
    public void Undated_sessions_tell_neither()
    {
        using var study = Study(_ => 12);
        study.Write("study.yaml", SmallStudy.Config + "\n");
        Assert.Null(Analyze(study));
    }

    [Fact]
    public void A_table_of_visits_without_sessions_is_refused()
    {
        using var study = Study(_ => 12);
        study.Write("phenotype/visits.tsv", "participant_id\tdays\thamd\nsub-01\t0\t20\n");
        Assert.Contains(study.Read().Diagnostics, d => d.Code == "E234");
    }

    [Fact]
    public void Two_sessions_of_one_day_are_named_and_one_is_used()
    {
        using var study = Study(_ => 12);
        study.Write("phenotype/visits.tsv", "participant_id\tsession_id\tdays\thamd\nsub-01\tses-01\t0\t20\nsub-01\tses-02\t0\t22\nsub-01\tses-03\t30\t12\n");
        using var folder = new TemporaryFolder();
        var outcome = Run(study, folder.Path);
        Assert.Contains(outcome.Findings, d => d.Code == "E235");
        Assert.Equal(2, Result(folder.Path)!.Visits.Count);
    }

    /// <summary>Twelve controls with one blood sample and one patient with eight.</summary>
    private static SmallStudy Study(Func<int, double> crp)
    {
        var study = new SmallStudy();
        var people = new StringBuilder("participant_id\tgroup\nsub-01\tpatient\n");
        var labs = new StringBuilder("participant_id\tsession_id\tcrp_mg_l\n");
        var visits = new StringBuilder("participant_id\tsession_id\tdays\thamd\n");
        for (int i = 0; i < Days.Length; i++)
        {
            labs.Append(CultureInfo.InvariantCulture, $"sub-01\tses-0{i + 1}\t{crp(i)}\n");
            visits.Append(CultureInfo.InvariantCulture, $"sub-01\tses-0{i + 1}\t{Days[i]}\t{Severity[i]}\n");
        }

        for (int i = 0; i < 12; i++)
        {
            people.Append(CultureInfo.InvariantCulture, $"sub-c{i}\tcontrol\n");
            labs.Append(CultureInfo.InvariantCulture, $"sub-c{i}\tses-01\t{0.5 + (0.4 * (i % 6))}\n");
        }

        study.Write("participants.tsv", people.ToString());
        study.Write("phenotype/labs.tsv", labs.ToString());
        study.Write("phenotype/visits.tsv", visits.ToString());
        study.Write("phenotype/symptoms.tsv", "participant_id\tanhedonia\nsub-01\t1\n");
        study.Write("study.yaml", SmallStudy.Config + "\nvisits: {file: phenotype/visits.tsv, days: days, severity: hamd}\n");
        return study;
    }

    private static RunOutcome Run(SmallStudy study, string output) =>
        StudyPipeline.RunParticipants(new() { StudyFolder = study.Folder, OutputFolder = output, Participants = [ParticipantId.Parse("01")] }, _ => "", _ => { }).Value;

    private static StateTraitResult? Analyze(SmallStudy study)
    {
        using var folder = new TemporaryFolder();
        Assert.Empty(Run(study, folder.Path).Failed);
        return Result(folder.Path);
    }

    private static StateTraitResult? Result(string output) =>
        ResultJson.Read<PersonResult>(File.ReadAllText(new RunFolders(output).FileOf("01", "result.json"))).Pathways.Single(p => p.Id == Pathway).StateTrait;
}
