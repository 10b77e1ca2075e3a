using Etiogrid.Core.Identifiers;
using Etiogrid.Studies.Measures;

namespace Etiogrid.Studies.Tests;

public sealed class StudyReaderTests
{
    private static ParticipantId Person(string label) => ParticipantId.Parse(label);

    [Fact]
    public void A_good_study_has_no_findings()
    {
        using var study = new SmallStudy();
        var data = study.Read();
        Assert.Empty(data.Diagnostics);
        Assert.Equal(3, data.Value.Participants.Count);
        Assert.Empty(data.Value.Findings.All());
    }

    [Theory]
    [InlineData("sub-02\t1,25", "E231", "1.25")]
    [InlineData("sub-02\tmany", "E231", "n/a")]
    [InlineData("sub-02\t1.25\nsub-02\t1.3", "E223", "one of the rows")]
    [InlineData("sub-02\t1.25\nsub-09\t1.3", "E222", "participants.tsv")]
    public void Bad_data_of_one_person_is_a_finding_of_that_person_only(string row, string code, string remedy)
    {
        using var study = new SmallStudy();
        study.Write("phenotype/labs.tsv", $"participant_id\tcrp_mg_l\nsub-01\t2.5\n{row}\nsub-03\t7\n");
        var data = study.Read().Value;
        var (person, finding) = Assert.Single(data.Findings.All());
        Assert.Equal(code, finding.Code);
        Assert.Contains(remedy, finding.ToString(), StringComparison.Ordinal);
        Assert.Equal(row.Contains("sub-09", StringComparison.Ordinal) ? "09" : "02", person.Label);
        Assert.Equal(row.Contains('\n', StringComparison.Ordinal) ? 4 : 3, finding.Place.Row);
        Assert.False(data.Findings.HasError(Person("01")));
    }

    [Fact]
    public void A_person_listed_twice_fails_and_the_others_stay()
    {
        using var study = new SmallStudy();
        study.Write("participants.tsv", "participant_id\tgroup\nsub-01\tpatient\nsub-01\tpatient\nsub-02\tcontrol\nsub-03\tpatient\n");
        var data = study.Read().Value;
        Assert.True(data.Findings.HasError(Person("01")));
        Assert.False(data.Findings.HasError(Person("02")));
    }

    [Theory]
    [InlineData("participant_id\tcrp\nsub-01\t2\n", "E224")]
    [InlineData("person\tcrp_mg_l\nsub-01\t2\n", "E220")]
    [InlineData("", "E102")]
    [InlineData("participant_id\tcrp_mg_l\tcrp_mg_l\nsub-01\t2\t2\n", "E103")]
    [InlineData("participant_id\tcrp_mg_l\nsub-01\t2\t9\n", "E104")]
    [InlineData("participant_id\tcrp_mg_l\n../../x\t2\n", "E221")]
    public void A_table_that_cannot_be_used_is_an_error_of_the_study(string table, string code)
    {
        using var study = new SmallStudy();
        study.Write("phenotype/labs.tsv", table);
        var parsed = study.Read();
        Assert.False(parsed.HasValue);
        Assert.Contains(parsed.Diagnostics, d => d.Code == code && d.Place.File!.EndsWith("labs.tsv", StringComparison.Ordinal));
    }

    [Fact]
    public void Missing_is_unknown_and_never_zero()
    {
        using var study = new SmallStudy();
        var data = study.Read().Value;
        Assert.Null(Assert.Single(TableMeasures.Symptoms(data, Person("03"), null)).Present);
        Assert.True(Assert.Single(TableMeasures.Symptoms(data, Person("01"), null)).Present);
        Assert.False(Assert.Single(TableMeasures.Symptoms(data, Person("02"), null)).Present);
    }

    [Fact]
    public void The_logarithm_of_a_value_that_is_not_positive_is_a_finding()
    {
        using var study = new SmallStudy();
        study.Write("phenotype/labs.tsv", "participant_id\tcrp_mg_l\nsub-01\t0\n");
        var data = study.Read().Value;
        Assert.Empty(TableMeasures.Laboratory(data, SmallStudy.Grid, Person("01"), null));
        Assert.Equal("E232", Assert.Single(data.Findings.Of(Person("01"))).Code);
    }
}
