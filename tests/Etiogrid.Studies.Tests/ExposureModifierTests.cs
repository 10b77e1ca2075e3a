using System.Globalization;
using System.Text;
using Etiogrid.Core.Identifiers;
using Etiogrid.Studies.Pipeline;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Tests;

public sealed class ExposureModifierTests
{
    private const string Cannabis = "exposures:\n  cannabis: {file: phenotype/exposures.tsv, column: cannabis, scale: binary";
    private const string Adversity = "exposures:\n  child_adversity: {file: phenotype/exposures.tsv, column: adversity, scale: binary";

    [Fact]
    public void Use_that_began_in_adolescence_weighs_more_than_use_that_began_later()
    {
        double unknown = Prior("dopamine_pre", Cannabis + "}\n");
        double early = Prior("dopamine_pre", Cannabis + ", timing: adolescence}\n");
        double late = Prior("dopamine_pre", Cannabis + ", timing: adult_stress}\n");
        Assert.True(late < unknown && unknown < early, $"{late} {unknown} {early}");
    }

    [Fact]
    public void The_period_of_each_person_goes_before_that_of_the_study()
    {
        double late = Prior("dopamine_pre", Cannabis + ", timing: adult_stress}\n");
        Assert.True(late < Prior("dopamine_pre", Cannabis + ", timing: adult_stress, timing_column: period}\n"));
    }

    [Fact]
    public void A_high_dose_weighs_more() =>
        Assert.True(Prior("dopamine_pre", Cannabis + "}\n") < Prior("dopamine_pre", Cannabis + ", high_dose_if: '>=1'}\n"));

    [Fact]
    public void What_was_felt_as_worse_than_others_felt_it_weighs_more()
    {
        double unasked = Prior("hpa_axis", Adversity + "}\n");
        Assert.True(unasked < Prior("hpa_axis", Adversity + ", appraisal: distress}\n"));
        Assert.True(unasked > Prior("hpa_axis", Adversity + ", appraisal: distress}\n", person: "11"));
    }

    [Fact]
    public void An_epigenetic_mark_makes_the_exposure_weigh_more_in_its_pathway_only()
    {
        const string Marks = "epigenetics:\n  hpa_axis: {file: phenotype/exposures.tsv, column: distress, reliability: 0.8, role: moderator";
        double without = Prior("hpa_axis", Adversity + "}\n");
        double high = Prior("hpa_axis", Adversity + "}\n" + Marks + "}\n");
        double unreliable = Prior("hpa_axis", Adversity + "}\n" + Marks.Replace("0.8", "0.1", StringComparison.Ordinal) + "}\n");
        double low = Prior("hpa_axis", Adversity + "}\n" + Marks + ", direction: low_acts}\n");
        Assert.True(low < without && without < high, $"{low} {without} {high}");
        Assert.True(unreliable < high, $"{unreliable} {high}");
        Assert.Equal(Prior("neuroimmune", Adversity + "}\n"), Prior("neuroimmune", Adversity + "}\n" + Marks + "}\n"));
    }

    [Fact]
    public void An_epigenetic_score_without_reliability_is_refused()
    {
        using var study = Study(Adversity + "}\nepigenetics:\n  hpa_axis: {file: phenotype/exposures.tsv, column: distress}\n");
        Assert.Contains(study.ReadConfig().Diagnostics, d => d.Code == "E203");
    }

    [Fact]
    public void A_period_that_is_not_known_is_refused_with_the_nearest_one()
    {
        using var study = Study(Cannabis + ", timing: adolescense}\n");
        var finding = Assert.Single(study.Read().Diagnostics, d => d.Code == "E211");
        Assert.Contains("adolescence", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_period_in_a_cell_that_is_not_known_fails_the_person()
    {
        using var study = Study(Cannabis + ", timing_column: period}\n");
        study.Write("phenotype/exposures.tsv", "participant_id\tcannabis\tperiod\nsub-01\t1\tyouth\n");
        Assert.Contains(study.Read().Value.Findings.Of(ParticipantId.Parse("01")), d => d.Code == "E236");
    }

    private static double Prior(string pathway, string exposures, string person = "01")
    {
        using var study = Study(exposures);
        using var output = new TemporaryFolder();
        var request = new RunRequest { StudyFolder = study.Folder, OutputFolder = output.Path, Participants = [ParticipantId.Parse(person)] };
        Assert.Empty(StudyPipeline.RunParticipants(request, _ => "", _ => { }).Value.Failed);
        return ResultJson.Read<PersonResult>(File.ReadAllText(new RunFolders(output.Path).FileOf(person, "result.json"))).Pathways.Single(p => p.Id == pathway).Prior;
    }

    /// <summary>Twelve exposed people; the first is the most distressed, the last the least.</summary>
    private static SmallStudy Study(string exposures)
    {
        var study = new SmallStudy();
        var people = new StringBuilder("participant_id\tgroup\n");
        var table = new StringBuilder("participant_id\tcannabis\tadversity\tdistress\tperiod\n");
        for (int i = 0; i < 12; i++)
        {
            string label = (i == 0 ? 1 : i).ToString(i == 0 ? "D2" : "D1", CultureInfo.InvariantCulture);
            people.Append(CultureInfo.InvariantCulture, $"sub-{label}\tpatient\n");
            table.Append(CultureInfo.InvariantCulture, $"sub-{label}\t1\t1\t{20 - i}\tadolescence\n");
        }

        study.Write("participants.tsv", people.ToString());
        study.Write("phenotype/exposures.tsv", table.ToString());
        study.Write("phenotype/labs.tsv", "participant_id\tcrp_mg_l\nsub-01\t2\n");
        study.Write("phenotype/symptoms.tsv", "participant_id\tanhedonia\nsub-01\t1\n");
        study.Write("study.yaml", SmallStudy.Config + "\n" + exposures);
        return study;
    }
}
