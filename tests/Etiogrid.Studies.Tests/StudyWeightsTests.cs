using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Tests;

public sealed class StudyWeightsTests
{
    private const int Variants = 400;
    private const string PgsHead = "###PGS CATALOG SCORING FILE\n#format_version=2.0\nrsID\tchr_name\tchr_position\teffect_allele\tother_allele\teffect_weight\n";

    private static double Weight(int v) => ((v * 37) % 101) - 50;

    /// <summary>Scores under weights of PLINK, and under the same weights written by position for the other strand.</summary>
    [Fact]
    public void Weights_given_by_position_on_the_other_strand_give_the_scores_of_plink_weights()
    {
        using var study = new GeneticStudy();
        study.Write("w.txt", GeneticStudy.Lines(Variants, v => $"rs{v} A {Weight(v)}"));
        var byId = Scores(study);
        study.Write("w.txt", PgsHead + GeneticStudy.Lines(Variants, v => $"rs{v}\t1\t{GeneticStudy.Position(v)}\tT\tC\t{Weight(v)}"));
        var flipped = Scores(study);
        Assert.NotEmpty(byId);
        Assert.All(byId.Zip(flipped), pair =>
        {
            NumericAssert.Close(pair.First.Score, pair.Second.Score, 1e-9);
            NumericAssert.Close(pair.First.Z, pair.Second.Z, 1e-9);
        });
    }

    [Fact]
    public void Weights_of_another_build_stop_the_study()
    {
        using var study = new GeneticStudy();
        study.Write("w.txt", PgsHead + GeneticStudy.Lines(Variants, v => $"rs{v}\t1\t{GeneticStudy.Position(v) + 7}\tA\tG\t{Weight(v)}"));
        using var output = new TemporaryFolder();
        Assert.Contains(study.With().TryRun(output.Path, 0).Diagnostics, d => d.Code == "E451");
    }

    [Fact]
    public void An_unknown_way_with_ambiguous_variants_is_refused()
    {
        using var study = new GeneticStudy();
        using var output = new TemporaryFolder();
        Assert.Contains(study.With(", ambiguous: guess").TryRun(output.Path, 0).Diagnostics, d => d.Message.Length > 0 && d.ToString().Contains("guess", StringComparison.Ordinal));
    }

    private static IReadOnlyList<GeneticUnitResult> Scores(GeneticStudy study) => [.. study.With().Measure(0, 5, 9).SelectMany(m => m.Genetics!.Pathways)];
}
