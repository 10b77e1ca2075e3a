using System.Globalization;
using Etiogrid.Numerics.Random;
using Etiogrid.Studies.Measures;

namespace Etiogrid.Studies.Tests;

public sealed class GeneticsMeasureTests
{
    private const string Panel = "data/genotypes_hapmap3_1kg/HM3_thinned_autosomal_overlap.bed";
    private const string People = "data/genotypes_hapmap3_1kg/1kg.ref.phase1_release_v3.20101123_thinned_autosomal_overlap.bed";

    [Fact]
    public void Scores_adjusted_by_a_labelled_panel_are_standard_in_other_people_and_the_same_for_one_person_alone()
    {
        using var study = new SmallStudy();
        string[] bim = File.ReadAllLines(Path.ChangeExtension(SharedData.Require(People), ".bim"));
        byte[] bed = File.ReadAllBytes(SharedData.Require(People));
        int people = File.ReadLines(Path.ChangeExtension(SharedData.Require(People), ".fam")).Count();
        WriteStudy(study, bim, people);
        File.WriteAllBytes(Path.Combine(study.Folder, "all.bed"), bed);
        var together = Measure(study);

        double[] z = [.. together.Values.SelectMany(p => p.Scores).Select(s => s.Z)];
        Assert.Equal(people * 3, z.Length);
        double mean = z.Average();
        Assert.InRange(mean, -0.25, 0.25);
        Assert.InRange(Math.Sqrt(z.Average(v => (v - mean) * (v - mean))), 0.85, 1.2);
        Assert.All(together.Values.SelectMany(p => p.Scores), s => Assert.True(s.AncestryAdjusted && s.HalfWidth > 0));
        Assert.True(together.Values.Count(p => p.Scores[0].Extrapolated) < 0.5 * people);

        // The first person alone: two bits of every row.
        int stride = (people + 3) / 4;
        byte[] one = [0x6C, 0x1B, 1, .. Enumerable.Range(0, bim.Length).Select(v => (byte)(bed[3 + (v * stride)] & 3))];
        WriteStudy(study, bim, 1);
        File.WriteAllBytes(Path.Combine(study.Folder, "all.bed"), one);
        var alone = Measure(study).Single();
        Assert.Equal(together[alone.Key].Scores.Select(s => s.Extrapolated), alone.Value.Scores.Select(s => s.Extrapolated));
        foreach (var (grouped, single) in together[alone.Key].Scores.Zip(alone.Value.Scores))
        {
            Assert.Equal(grouped.Z, single.Z, 1e-9);
            Assert.Equal(grouped.JointZ, single.JointZ, 1e-9);
        }
    }

    [Fact]
    public void A_panel_without_labels_is_refused()
    {
        using var study = new SmallStudy();
        study.Write("study.yaml", SmallStudy.Config + "\ngenetics: {genotypes: all, weights: w.txt, genes: g.txt, sets: s.gmt, reference: all}\n");
        study.Write("w.txt", "rs1 A 1\n");
        study.Write("g.txt", "1 1 2 G\n");
        study.Write("s.gmt", "x\tna\tG\n");
        Assert.Contains(study.ReadConfig().Diagnostics, d => d.Code == "E205" && d.Message.Contains("populations", StringComparison.Ordinal));
    }

    private static IReadOnlyDictionary<Core.Identifiers.ParticipantId, GeneticsPerson> Measure(SmallStudy study) =>
        GeneticsMeasure.Measure(study.Read().Value, SmallStudy.Grid, 2).Value;

    private static void WriteStudy(SmallStudy study, string[] bim, int people)
    {
        var random = new Philox(5, 5);
        string[][] rows = [.. bim.Select(l => l.Split(['\t', ' '], StringSplitOptions.RemoveEmptyEntries))];
        study.Write("all.bim", string.Join('\n', bim) + "\n");
        study.Write("all.fam", string.Concat(Enumerable.Range(1, people).Select(i => string.Create(CultureInfo.InvariantCulture, $"F sub-{i:0000} 0 0 0 -9\n"))));
        study.Write("participants.tsv", "participant_id\tgroup\n" + string.Concat(Enumerable.Range(1, people).Select(i => string.Create(CultureInfo.InvariantCulture, $"sub-{i:0000}\tpatient\n"))));
        study.Write("w.txt", string.Concat(rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r[1]} {r[4]} {random.NextNormal():R}\n"))));
        study.Write("f.afreq", "#CHROM\tID\tREF\tALT\tALT_FREQS\tOBS_CT\n" + string.Concat(rows.Select(r => $"{r[0]}\t{r[1]}\t{r[5]}\t{r[4]}\t0.5\t100\n")));
        study.Write("g.txt", string.Concat(rows.Chunk(50).Where(c => c[0][0] == c[^1][0]).Select((c, k) => $"{c[0][0]} {c[0][3]} {c[^1][3]} G{k}\n")));
        study.Write("s.gmt", string.Concat(SmallStudy.Grid.Pathways.Take(3).Select((p, s) => $"{p.Id.Key}\tna\t{string.Join('\t', Enumerable.Range(0, 80).Select(k => $"G{(k * 3) + s}"))}\n")));
        study.Write("study.yaml", $$"""
            schema: etiogrid/study/1
            name: Panel
            research_use_only: true
            genetics: {genotypes: all, weights: w.txt, genes: g.txt, sets: s.gmt, frequencies: f.afreq, reference: {{SharedData.Require(Panel)}}, labels: {{SharedData.Require("data/genotypes_hapmap3_1kg/relationships_w_pops_121708.txt")}}}
            """);
    }
}
