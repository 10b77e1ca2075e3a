using Etiogrid.Core.Diagnostics;

namespace Etiogrid.Studies.Tests;

public sealed class StudyConfigReaderTests
{
    [Fact]
    public void A_good_configuration_is_read_with_absolute_paths()
    {
        using var study = new SmallStudy();
        var config = study.ReadConfig().Value;
        Assert.Equal("Small", config.Name);
        Assert.Equal(Path.Combine(study.Folder, "phenotype/labs.tsv"), Assert.Single(config.Labs).Source.File);
        Assert.True(config.Labs[0].Log);
        Assert.Equal("group", config.FitOn!.Column);
    }

    [Theory]
    [InlineData("symptoms:", "symptms:", "E202", "symptoms")]
    [InlineData("unit: mg/l", "units: mg/l", "E202", "unit")]
    [InlineData("research_use_only: true", "research_use_only: false", "E203", "research_use_only")]
    [InlineData("phenotype/labs.tsv", "phenotype/laps.tsv", "E208", "labs.crp.file")]
    [InlineData("present_if: \">=1\"", "present_if: many", "E209", "present_if")]
    [InlineData("log: true", "log: perhaps", "E204", "log")]
    [InlineData("phenotype/labs.tsv", "\"${ETIOGRID_NO_SUCH_VARIABLE}/labs.tsv\"", "E207", "ETIOGRID_NO_SUCH_VARIABLE")]
    [InlineData("name: Small", "name: [a, b", "E201", "YAML")]
    [InlineData("schema: etiogrid/study/1", "schema: etiogrid/study/9", "E206", "etiogrid/study/1")]
    public void A_mistake_is_named_with_its_line_and_a_remedy(string right, string wrong, string code, string mentions)
    {
        using var study = new SmallStudy();
        study.Write("study.yaml", SmallStudy.Config.Replace(right, wrong, StringComparison.Ordinal));
        var findings = study.ReadConfig().Diagnostics;
        var finding = Assert.Single(findings, f => f.Code == code);
        Assert.NotNull(finding.Place.Row);
        Assert.Contains(mentions, finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_mistake_of_a_file_is_reported_at_once()
    {
        using var study = new SmallStudy();
        study.Write("study.yaml", SmallStudy.Config.Replace("unit:", "units:", StringComparison.Ordinal).Replace("normative", "normativ", StringComparison.Ordinal));
        Assert.Equal(2, study.ReadConfig().Diagnostics.Count(f => f.Code == "E202"));
    }

    [Fact]
    public void Aliases_that_could_expand_without_end_are_refused()
    {
        using var study = new SmallStudy();
        study.Write("study.yaml", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n");
        Assert.Contains(study.ReadConfig().Diagnostics, f => f.Code == "E201" && f.Message.Contains("Aliases", StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_configuration_says_how_to_make_one()
    {
        using var study = new SmallStudy();
        File.Delete(Path.Combine(study.Folder, "study.yaml"));
        var finding = Assert.Single(study.ReadConfig().Diagnostics);
        Assert.Equal("E200", finding.Code);
        Assert.Contains("etiogrid init", finding.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_unknown_to_the_knowledge_base_names_the_nearest()
    {
        using var study = new SmallStudy();
        study.Write("study.yaml", SmallStudy.Config.Replace("anhedonia:", "anhedona:", StringComparison.Ordinal));
        var finding = Assert.Single(study.Read().Diagnostics, f => f.Code == "E211");
        Assert.Contains("anhedonia", finding.Fix, StringComparison.Ordinal);
        Assert.Equal(Severity.Error, finding.Severity);
    }
}
