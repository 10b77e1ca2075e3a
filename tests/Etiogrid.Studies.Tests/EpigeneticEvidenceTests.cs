using System.Globalization;
using Etiogrid.Numerics.Random;
using static Etiogrid.Studies.Tests.GeneticStudy;

namespace Etiogrid.Studies.Tests;

/// <summary>Methylation and expression enter the prior beside the polygenic score, each with its own reliability.</summary>
public sealed class EpigeneticEvidenceTests
{
    [Fact]
    public void A_methylation_score_that_repeats_the_polygenic_score_changes_no_prior()
    {
        using var study = new GeneticStudy();
        var alone = study.With().Measure([.. Enumerable.Range(0, People)]);
        study.Write("m.tsv", "participant_id\tscore\n" + Lines(People, i => $"{Label(i)}\t{alone[i].Genetics!.Pathways.Single(u => u.Unit == "hpa_axis").Z:R}"));
        var twice = study.With(sections: "epigenetics:\n  hpa_axis: {file: m.tsv, column: score, reliability: 1}\n").Measure([.. Enumerable.Range(0, People)]);
        Assert.InRange(twice[0].Epigenetic.ScoreCorrelation, 0.99, 1);
        double moved = alone.Average(p => Math.Abs(p.Prior() - p.BaseRate()));
        double changed = alone.Zip(twice).Average(p => Math.Abs(p.First.Prior() - p.Second.Prior()));
        Assert.True(moved > 0.005 && changed < 0.02 * moved, $"the score moves the prior by {moved}, its copy by another {changed}");
    }

    [Fact]
    public void An_independent_score_moves_the_prior_with_its_reliability_and_says_so_on_every_view()
    {
        using var study = new GeneticStudy();
        var random = new Philox(8, 1);
        study.Write("m.tsv", "participant_id\tscore\n" + Lines(People, i => $"{Label(i)}\t{(i == 0 ? 2.5 : random.NextNormal()):R}"));
        var alone = study.With().Measure(0).Single();
        GeneticStudy Set(string more) => study.With(sections: "epigenetics:\n  hpa_axis: {file: m.tsv, column: score, reliability: " + more + "}\n");
        var low = Set("0.2, score_correlation: 0").Measure(0).Single();
        var turned = Set("0.9, score_correlation: 0, direction: low_acts").Measure(0).Single();
        var weighed = Set("0.9, score_correlation: 0").Measure(0).Single();
        var high = study.Run(0).Single();
        Assert.True(turned.Prior() < alone.Prior() && alone.Prior() < low.Prior() && low.Prior() < weighed.Prior(), $"{turned.Prior()} {alone.Prior()} {low.Prior()} {weighed.Prior()}");
        Assert.Equal(alone.Prior("glutamate_nmda"), weighed.Prior("glutamate_nmda"));
        var row = high.Genetics!.Epigenetics.Single();
        Assert.True(row.LogOdds > 0);
        Assert.Equal(0.9, row.Reliability);
        var pathway = high.Pathways.Single(p => p.Id == "hpa_axis");
        Assert.Contains(pathway.Waterfall, s => s.Group == "epigenetics" && s.LogOdds > 0 && s.EvidenceIds.Count == 1);
        Assert.Equal(row.LogOdds!.Value, pathway.Cells.Single(c => c.ColumnId == "epigenetic").LogOdds, 1e-12);
        Assert.Contains(high.Sensitivity, s => s.Change.Contains("epigenetic", StringComparison.Ordinal));
    }

    [Fact]
    public void Weights_of_marks_give_the_same_score_whichever_way_round_the_table_stands()
    {
        using var study = new GeneticStudy();
        var random = new Philox(4, 2);
        double[][] beta = [.. Enumerable.Range(0, People).Select(_ => Enumerable.Range(0, 4).Select(_ => 0.5 + (0.1 * random.NextNormal())).ToArray())];
        string Value(int i, int m) => i == 7 && m == 1 ? "NA" : beta[i][m].ToString("R", CultureInfo.InvariantCulture);
        study.Write("people.tsv", "participant_id\tcg0\tcg1\tcg2\tcg3\n" + Lines(People, i => $"{Label(i)}\t{Value(i, 0)}\t{Value(i, 1)}\t{Value(i, 2)}\t{Value(i, 3)}"));
        study.Write("marks.csv", "ID," + string.Join(',', Enumerable.Range(0, People).Select(Label)) + "\n" + Lines(4, m => $"cg{m},{string.Join(',', Enumerable.Range(0, People).Select(i => Value(i, m)))}"));
        study.Write("w.tsv", "CpG\tweight\n(Intercept)\t3\ncg0\t2\ncg1\t-1\ncg9\t1\n");
        Measured[] Run(string table) => study.With(sections: "epigenetics:\n  hpa_axis: {table: " + table + ", weights: w.tsv, reliability: 0.8}\n").Measure(0, 7);
        var first = Run("people.tsv");
        var second = Run("marks.csv");
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(first[i].Epigenetic with { File = "", Sha256 = "", AdjustedFor = [] }, second[i].Epigenetic with { File = "", Sha256 = "", AdjustedFor = [] });
        }

        double mean0 = beta.Average(b => b[0]), mean1 = beta.Where((_, i) => i != 7).Average(b => b[1]);
        Assert.Equal((2 * (beta[0][0] - mean0)) - (beta[0][1] - mean1), first[0].Epigenetic.Value, 1e-12);
        Assert.Equal(0.75, first[0].Epigenetic.Coverage!.Value, 1e-12);
        Assert.Equal(0.5, first[1].Epigenetic.Coverage!.Value, 1e-12);
        Assert.Equal(0.4, first[1].Epigenetic.Reliability, 1e-12);
    }

    [Fact]
    public void Covariates_and_exposures_of_the_pathway_are_taken_out()
    {
        using var study = new GeneticStudy();
        var random = new Philox(6, 5);
        double[] age = [.. Enumerable.Range(0, People).Select(_ => 40 + (10 * random.NextNormal()))];
        double[] own = [.. Enumerable.Range(0, People).Select(_ => random.NextNormal())];
        study.Write("m.tsv", "participant_id\tscore\tage\tadversity\n" + Lines(People, i => $"{Label(i)}\t{own[i] + (0.3 * age[i]) + (4 * (i % 2)):R}\t{(i == 3 ? "n/a" : age[i].ToString("R", CultureInfo.InvariantCulture))}\t{i % 2}"));
        const string Score = "epigenetics:\n  hpa_axis: {file: m.tsv, column: score, reliability: 0.9, score_correlation: 0, covariates: [age]";
        study.With(sections: "exposures:\n  child_adversity: {file: m.tsv, column: adversity, scale: binary}\n" + Score + "}\n");
        var people = study.Measure([.. Enumerable.Range(0, People).Except([3])]);
        double[] z = [.. people.Select(p => p.Epigenetic.Z)];
        double[] truth = [.. own.Where((_, i) => i != 3)];
        Assert.True(Pearson(z, truth) > 0.9, $"{Pearson(z, truth)}");
        Assert.True(Math.Abs(Pearson(z, [.. age.Where((_, i) => i != 3)])) < 0.05);
        Assert.Equal(2, people[0].Epigenetic.AdjustedFor.Count);

        var lacking = study.Measure(3).Single();
        Assert.Empty(lacking.Genetics!.Epigenetics);
        Assert.Contains(lacking.Findings, f => f.Code == "E238");
        study.With(sections: "exposures:\n  child_adversity: {file: m.tsv, column: adversity, scale: binary}\n" + Score + ", adjust_exposures: false}\n");
        Assert.Equal(["age"], study.Measure(0).Single().Epigenetic.AdjustedFor);
    }

    [Fact]
    public void Epigenetic_scores_work_without_genotypes_and_with_two_scores_of_one_pathway()
    {
        using var study = new GeneticStudy();
        var random = new Philox(2, 2);
        study.Write("m.tsv", "participant_id\ta\tb\n" + Lines(People, i => $"{Label(i)}\t{(i == 0 ? 2 : random.NextNormal()):R}\t{(i == 0 ? 2 : random.NextNormal()):R}"));
        const string One = "epigenetics:\n  hpa_axis: {file: m.tsv, column: a, reliability: 0.9}\n";
        double one = study.WithoutGenotypes(One).Measure(0).Single().Prior();
        var both = study.WithoutGenotypes(One + "  fkbp5: {pathway: hpa_axis, file: m.tsv, column: b, reliability: 0.9, measure: expression}\n").Measure(0).Single();
        Assert.True(both.Prior() > one && one > both.BaseRate());
        var copied = study.WithoutGenotypes(One + "  fkbp5: {pathway: hpa_axis, file: m.tsv, column: a, reliability: 0.9, measure: expression}\n").Measure(0).Single();
        Assert.True(copied.Prior() < one + (0.25 * (both.Prior() - one)), $"{one} {copied.Prior()} {both.Prior()}");
        Assert.Equal(2, both.Genetics!.Epigenetics.Count);
        Assert.Empty(both.Genetics.Pathways);
    }

    [Theory]
    [InlineData("file: m.tsv, column: score, reliability: 0.9", "E239")]
    [InlineData("file: m.tsv, column: score", "E203")]
    [InlineData("file: m.tsv, column: score, reliability: 0.9, mean: 1", "E203")]
    [InlineData("file: m.tsv, column: score, reliability: 0.9, mean: 1, sd: 2, covariates: [score]", "E206")]
    [InlineData("table: t.tsv, weights: none.tsv, reliability: 0.9", "E208")]
    [InlineData("table: t.tsv, weights: w0.tsv, reliability: 0.9", "E495")]
    [InlineData("table: t.tsv, weights: w1.tsv, reliability: 0.9", "E493")]
    [InlineData("table: t.tsv, weights: w2.tsv, reliability: 0.9", "E492")]
    [InlineData("table: t.tsv, weights: w3.tsv, reliability: 0.9", "E491")]
    [InlineData("table: twice.tsv, weights: w0.tsv, reliability: 0.9", "E494")]
    [InlineData("pathway: hpa, file: m.tsv, column: score, reliability: 0.9", "E211")]
    public void Wrong_input_is_refused_with_its_code(string entry, string code)
    {
        using var study = new GeneticStudy();
        study.Write("m.tsv", "participant_id\tscore\n" + Lines(20, i => $"{Label(i)}\t{i}"));
        study.Write("t.tsv", "participant_id\tcg1\nsub-01\tx\n");
        study.Write("twice.tsv", "participant_id\tcg0\tcg0\nsub-01\t1\t1\n");
        study.Write("w0.tsv", "mark\tweight\ncg0\t1\n");
        study.Write("w1.tsv", "mark\tweight\ncg1\t1\n");
        study.Write("w2.tsv", "mark\tweight\ncg1\t1\ncg1\t1\n");
        study.Write("w3.tsv", "mark\tfactor\ncg1\t1\n");
        using var output = new TemporaryFolder();
        var result = study.With(sections: "epigenetics:\n  hpa_axis: {" + entry + "}\n").TryRun(output.Path, 0);
        Assert.Contains(result.Diagnostics, d => d.Code == code);
        Assert.False(result.HasValue);
    }

    private static double Pearson(double[] x, double[] y)
    {
        double mx = x.Average(), my = y.Average();
        return x.Zip(y).Sum(p => (p.First - mx) * (p.Second - my)) / Math.Sqrt(x.Sum(v => (v - mx) * (v - mx)) * y.Sum(v => (v - my) * (v - my)));
    }
}
