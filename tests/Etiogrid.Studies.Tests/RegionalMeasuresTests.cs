using Etiogrid.Core.Identifiers;
using Etiogrid.Studies.Measures;
using Etiogrid.Studies.Measures.Brain;

namespace Etiogrid.Studies.Tests;

public sealed class RegionalMeasuresTests
{
    private const string Section = "regional:\n  pet_fdopa: {file: phenotype/pet.tsv, columns: [caudate_l, caudate_r], unit: 1/min, quality: \"noise<=0.1\"}\n";

    [Fact]
    public void The_mean_over_the_stated_regions_becomes_evidence_against_the_controls()
    {
        using var study = Study();
        var rows = new System.Text.StringBuilder("participant_id\tcaudate_l\tcaudate_r\tnoise\n");
        var people = new System.Text.StringBuilder("participant_id\tgroup\nsub-01\tpatient\n");
        double[] controls = [.. Enumerable.Range(0, 12).Select(i => 10.0 + (i % 5))];
        rows.Append("sub-01\t20\t22\t0.05\n");
        for (int i = 0; i < controls.Length; i++)
        {
            people.Append(System.Globalization.CultureInfo.InvariantCulture, $"sub-c{i:00}\tcontrol\n");
            rows.Append(System.Globalization.CultureInfo.InvariantCulture, $"sub-c{i:00}\t{controls[i] - 1}\t{controls[i] + 1}\t0.05\n");
        }

        study.Write("participants.tsv", people.ToString());
        study.Write("phenotype/symptoms.tsv", "participant_id\tanhedonia\nsub-01\t1\n");
        study.Write("phenotype/labs.tsv", "participant_id\tcrp_mg_l\nsub-01\t2.5\n");
        study.Write("phenotype/pet.tsv", rows.ToString());
        var measures = new StudyMeasures(study.Read().Value, SmallStudy.Grid, null, [], new Dictionary<ParticipantId, GeneticsPerson>(), null);
        var person = measures.Of(ParticipantId.Parse("sub-01"));
        var evidence = measures.EvidenceOf(person).Single(e => e.Feature.ToString() == "imaging/pet/FDOPA");
        Assert.Equal(21, evidence.Value);
        double mean = controls.Average();
        double deviation = Math.Sqrt(controls.Sum(c => (c - mean) * (c - mean)) / (controls.Length - 1));
        Assert.Equal((21 - mean) / deviation, evidence.Z, 12);
        Assert.Contains(SmallStudy.Grid.Markers, m => m.Measure == "pet" && m.Target == "FDOPA" && m.Loadings.Count > 0);
    }

    [Theory]
    [InlineData("sub-01\t20\tn/a\t0.05\n", "E236")]
    [InlineData("sub-01\t20\t22\t0.5\n", "E237")]
    [InlineData("sub-01\t20\t22\tn/a\n", "E237")]
    public void A_row_that_cannot_be_compared_is_left_out_and_says_why(string row, string code)
    {
        using var study = Study();
        study.Write("phenotype/pet.tsv", "participant_id\tcaudate_l\tcaudate_r\tnoise\n" + row);
        var data = study.Read().Value;
        Assert.Empty(RegionalMeasures.Of(data, SmallStudy.Grid, ParticipantId.Parse("sub-01")));
        Assert.Equal(code, Assert.Single(data.Findings.Of(ParticipantId.Parse("sub-01"))).Code);
    }

    [Fact]
    public void A_marker_the_knowledge_base_does_not_have_is_refused()
    {
        using var study = Study();
        study.Write("phenotype/pet.tsv", "participant_id\tcaudate_l\tcaudate_r\tnoise\nsub-01\t1\t2\t0\n");
        study.Write("study.yaml", SmallStudy.Config + "\n" + Section.Replace("pet_fdopa", "pet_fdop", StringComparison.Ordinal));
        Assert.Equal("E211", Assert.Single(study.Read().Diagnostics).Code);
    }

    [Fact]
    public void A_metabolite_and_a_quantitative_value_the_study_adds_to_the_grid_bring_their_loadings()
    {
        using var study = new SmallStudy();
        study.Write("study.yaml", SmallStudy.Config + "\nregional:\n  mrs_glx: {file: phenotype/mrs.tsv, columns: [acc], unit: i.u., log: true}\n  qmri_r1: {file: phenotype/mrs.tsv, columns: [cortex], unit: 1/s}\n");
        study.Write("phenotype/mrs.tsv", "participant_id\tacc\tcortex\nsub-01\t8\t0.7\nsub-02\t9\t0.8\n");
        study.Write("knowledge/markers.tsv", "marker\tname\tmodality\tscale\tmeasure\ttarget\treliability\tcost\tsigned\tsource\tlocator\tverification\tnote\n"
            + "mrs_glx\tGlx, anterior cingulate (MRS)\timaging\tmolecular\tmrs\tglx\t0.7\t10\tyes\tgupta2026\tour pilot\tpaper\tn/a\n"
            + "qmri_r1\tR1, cortex\timaging\tcellular\tqmri\tr1\t0.9\t8\tyes\tgupta2026\tour pilot\tpaper\tn/a\n");
        study.Write("knowledge/marker_loadings.tsv", "marker\tpathway\tdirection\tloading\tsd\tgrade\tsource\tlocator\tverification\tnote\n"
            + "mrs_glx\tglutamate_nmda\thypo\t0.4\t0.3\telicited\tgupta2026\tour pilot\tpaper\tn/a\n");
        var opened = Pipeline.StudyPipeline.Open(new() { StudyFolder = study.Folder, OutputFolder = study.Folder + "-out" });
        Assert.True(opened.HasValue, opened.HasValue ? "" : opened.Diagnostics[0].ToString());
        var features = RegionalMeasures.Of(opened.Value.Study, opened.Value.Grid, ParticipantId.Parse("sub-01"));
        Assert.Equal(["imaging/mrs/glx", "imaging/qmri/r1"], features.Select(f => f.Feature.ToString()));
        Assert.Equal(Math.Log(8), features[0].Comparable, 12);
        var loading = Assert.Single(opened.Value.Grid.Markers.Single(m => m.Id == "mrs_glx").Loadings);
        Assert.Equal("glutamate_nmda", loading.Pathway.Key);
    }

    private static SmallStudy Study()
    {
        var study = new SmallStudy();
        study.Write("study.yaml", SmallStudy.Config + "\n" + Section);
        return study;
    }
}
