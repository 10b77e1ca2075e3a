using System.Globalization;
using System.Text;
using Etiogrid.Core.Identifiers;
using Etiogrid.Studies.Pipeline;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Tests;

public sealed class RatedEvidenceTests
{
    private const string Pathway = "neuroimmune";
    private const string LowMood = "  affective_dysreg: {file: phenotype/symptoms.tsv, column: affective_dysreg, ";
    private const string Crp = "  crp: {file: phenotype/labs.tsv, column: crp, ";

    [Theory]
    [InlineData("scale: continuous}")]
    [InlineData("scale: continuous, mean: 4, sd: 2}")]
    [InlineData("scale: ordinal}")]
    public void A_high_rating_raises_what_can_cause_it_and_a_low_one_lowers_it(string scale)
    {
        double high = Posterior(LowMood + scale, symptom: "9");
        double unrated = Posterior(LowMood + scale, symptom: "n/a");
        double low = Posterior(LowMood + scale, symptom: "0");
        Assert.True(low < unrated && unrated < high, $"{low} {unrated} {high}");
    }

    [Theory]
    [InlineData("scale: continuous}")]
    [InlineData("scale: ordinal}")]
    public void A_raised_rating_is_a_symptom_that_combinations_should_relieve_and_an_ordinary_one_is_not(string scale)
    {
        var raised = Analyze(LowMood + scale, symptom: "9");
        Assert.Contains(raised.NotRanked, n => n.WhyNot.Contains("alone", StringComparison.Ordinal) || n.WhyNot.Contains("burden", StringComparison.Ordinal) || n.WhyNot.Contains("worth", StringComparison.Ordinal) || n.WhyNot.Contains("cause", StringComparison.Ordinal));
        var ordinary = Analyze(LowMood + scale, symptom: "0");
        Assert.Empty(ordinary.Combinations);
        Assert.All(ordinary.NotRanked, n => Assert.Equal("no symptom is present", n.WhyNot));
    }

    [Fact]
    public void A_norm_of_the_study_file_goes_before_the_controls()
    {
        double controls = Posterior(LowMood + "scale: continuous}", symptom: "9");
        Assert.True(Posterior(LowMood + "scale: continuous, mean: 20, sd: 4}", symptom: "9") < controls);
    }

    [Fact]
    public void A_rating_without_a_norm_is_left_out_and_the_page_says_so()
    {
        var result = Analyze(LowMood + "scale: continuous}", symptom: "9", controls: 5);
        Assert.Contains(result.Limits, l => l.Contains("is not used: fewer than 10 controls", StringComparison.Ordinal));
        Assert.Equal(Posterior(LowMood + "scale: continuous}", symptom: "n/a", controls: 5), Posterior(result));
    }

    [Fact]
    public void A_level_that_is_not_whole_fails_the_person()
    {
        using var study = Study(LowMood + "scale: ordinal}", "", "1.5", "1", 12, "");
        Assert.Contains(study.Read().Value.Findings.Of(ParticipantId.Parse("01")), d => d.Code == "E237");
    }

    [Fact]
    public void A_positive_test_raises_and_a_negative_one_lowers_more_the_less_specific_it_is_not()
    {
        string Test(double specificity) => string.Create(CultureInfo.InvariantCulture, $"{Crp}positive_if: '==yes', specificity: {specificity}}}");
        double none = Posterior("", Test(0.9), lab: "n/a");
        double negative = Posterior("", Test(0.9), lab: "no");
        double positive = Posterior("", Test(0.9), lab: "yes");
        double vague = Posterior("", Test(0.6), lab: "yes");
        Assert.True(negative < none && none < vague && vague < positive, $"{negative} {none} {vague} {positive}");
    }

    [Fact]
    public void A_test_without_specificity_is_refused() =>
        Assert.Contains(Study("", Crp + "positive_if: '==yes'}", "1", "yes", 12, "").ReadConfig().Diagnostics, d => d.Code == "E203");

    [Fact]
    public void Heavy_tails_believe_an_outlier_less()
    {
        double normal = Posterior("", Crp + "unit: mg/l, log: true}", lab: "400");
        double heavy = Posterior("", Crp + "unit: mg/l, log: true}", lab: "400", more: "inference: {marker_freedom: 5}\n");
        Assert.True(heavy < normal, $"{heavy} {normal}");
    }

    [Fact]
    public void A_test_keeps_its_specificity_under_heavy_tails()
    {
        // Nothing else is measured: only P(positive | altered) may differ, through the shape of the tails.
        double normal = Posterior("", Crp + "positive_if: '==yes', specificity: 0.9}", lab: "yes");
        double heavy = Posterior("", Crp + "positive_if: '==yes', specificity: 0.9}", lab: "yes", more: "inference: {marker_freedom: 5}\n");
        Assert.NotEqual(normal, heavy);
        Assert.InRange(heavy, normal - 0.05, normal + 0.05);
    }

    private static double Posterior(string symptoms, string labs = "", string symptom = "n/a", string lab = "n/a", int controls = 12, string more = "") =>
        Posterior(Analyze(symptoms, labs, symptom, lab, controls, more));

    private static double Posterior(PersonResult result) => result.Pathways.Single(p => p.Id == Pathway).Causal;

    private static PersonResult Analyze(string symptoms, string labs = "", string symptom = "n/a", string lab = "n/a", int controls = 12, string more = "")
    {
        using var study = Study(symptoms, labs, symptom, lab, controls, more);
        using var output = new TemporaryFolder();
        var request = new RunRequest { StudyFolder = study.Folder, OutputFolder = output.Path, Participants = [ParticipantId.Parse("01")] };
        var run = StudyPipeline.RunParticipants(request, _ => "", _ => { });
        Assert.True(run.HasValue, string.Join('\n', run.Diagnostics));
        Assert.Empty(run.Value.Failed);
        return ResultJson.Read<PersonResult>(File.ReadAllText(new RunFolders(output.Path).FileOf("01", "result.json")));
    }

    private static SmallStudy Study(string symptoms, string labs, string symptom, string lab, int controls, string more)
    {
        var study = new SmallStudy();
        var people = new StringBuilder("participant_id\tgroup\nsub-01\tpatient\n");
        var ratings = new StringBuilder($"participant_id\taffective_dysreg\nsub-01\t{symptom}\n");
        var values = new StringBuilder($"participant_id\tcrp\nsub-01\t{lab}\n");
        for (int i = 0; i < controls; i++)
        {
            people.Append(CultureInfo.InvariantCulture, $"sub-c{i}\tcontrol\n");
            ratings.Append(CultureInfo.InvariantCulture, $"sub-c{i}\t{i % 5}\n");
            values.Append(labs.Contains("yes", StringComparison.Ordinal) ? $"sub-c{i}\tno\n" : $"sub-c{i}\t{1 + (i % 4)}\n");
        }

        study.Write("participants.tsv", people.ToString());
        study.Write("phenotype/symptoms.tsv", ratings.ToString());
        study.Write("phenotype/labs.tsv", values.ToString());
        study.Write("study.yaml", "schema: etiogrid/study/1\nname: Small\nresearch_use_only: true\n"
            + (symptoms.Length > 0 ? $"symptoms:\n{symptoms}\n" : "") + (labs.Length > 0 ? $"labs:\n{labs}\n" : "") + "normative: {fit_on: \"group==control\"}\n" + more);
        return study;
    }
}
