using Etiogrid.Genetics.Ancestry;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Genetics.Tests;

public sealed class AncestryModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Components_separate_the_labelled_populations_of_hapmap_and_place_other_people_among_them()
    {
        string reference = SharedData.Require("data/genotypes_hapmap3_1kg/HM3_thinned_autosomal_overlap.bed");
        string target = SharedData.Require("data/genotypes_hapmap3_1kg/1kg.ref.phase1_release_v3.20101123_thinned_autosomal_overlap.bed");
        string labels = SharedData.Require("data/genotypes_hapmap3_1kg/relationships_w_pops_121708.txt");
        using var hapmap = GenotypeFile.Open(reference).Value;
        using var kilo = GenotypeFile.Open(target).Value;
        string?[] populations = PopulationLabels.Read(labels, hapmap.Samples).Value;
        // Every fifth person is held out of the reference and shows whether labels are found again.
        string?[] known = [.. populations.Select((p, i) => i % 5 == 0 ? null : p)];
        var model = AncestryModel.Fit(hapmap, known, hapmap, 2).Value;
        Assert.True(model.VariantCount > 5000);
        Assert.Equal(11, model.Populations.Count);
        string Continent(string p) => p is "CEU" or "TSI" ? "EUR" : p is "CHB" or "CHD" or "JPT" ? "EAS" : p is "YRI" or "LWK" or "ASW" or "MKK" ? "AFR" : p;
        int[] held = [.. Enumerable.Range(0, hapmap.Samples.Count).Where(i => i % 5 == 0 && populations[i] is not null)];
        double right = held.Count(i => Continent(model.Call(i).MostSimilar) == Continent(populations[i]!)) / (double)held.Length;
        Assert.True(right > 0.97, $"{right}");
        var placed = AncestryModel.Fit(hapmap, populations, kilo, 2).Value;
        // People who are in both files (same ids, genotyped twice) fall on the same place.
        var here = hapmap.Samples.Select((s, i) => (s.IndividualId, i)).ToDictionary(x => x.IndividualId, x => x.i);
        var own = AncestryModel.Fit(hapmap, populations, hapmap, 2).Value;
        int[] both = [.. Enumerable.Range(0, kilo.Samples.Count).Where(i => here.ContainsKey(kilo.Samples[i].IndividualId))];
        Assert.NotEmpty(both);
        double spread = Spread(own.TargetScores.Column(0));
        Assert.All(both, i => Assert.True(Math.Abs(placed.TargetScores[i, 0] - own.TargetScores[here[kilo.Samples[i].IndividualId], 0]) < 0.15 * spread));
    }

    [Fact]
    public void Placing_new_people_does_not_shrink_them()
    {
        // Two populations, few variants against people: plain projection shrinks new people towards 0, augmentation does not.
        var (reference, target, labels) = Simulate(200, 100, 1500);
        var model = AncestryModel.Fit(reference, labels, target, 1).Value;
        var again = AncestryModel.Fit(reference, labels, reference, 1).Value;
        double old = Enumerable.Range(0, 200).Average(i => Math.Abs(again.TargetScores[i, 0]));
        double fresh = Enumerable.Range(0, 100).Average(i => Math.Abs(model.TargetScores[i, 0]));
        Assert.InRange(fresh / old, 0.93, 1.07);
        Assert.All(Enumerable.Range(0, 100), i => Assert.Equal(i < 50 ? "A" : "B", model.Call(i).MostSimilar));
        reference.Dispose();
        target.Dispose();
    }

    [Fact]
    public void One_person_alone_gets_the_same_place_and_scores_as_in_a_group()
    {
        var (reference, target, labels) = Simulate(200, 20, 600);
        var group = AncestryModel.Fit(reference, labels, target, 1).Value;
        var random = new Philox(1, 1);
        double[] scores = [.. Enumerable.Range(0, 200).Select(_ => random.NextNormal())];
        double[] values = [.. Enumerable.Range(0, 20).Select(_ => random.NextNormal())];
        string[] bim = File.ReadAllLines(_folder["t.bim"]);
        double[] dosages = new double[20];
        int[,] one = new int[600, 1];
        for (int v = 0; v < 600; v++)
        {
            target.ReadDosages(v, dosages);
            one[v, 0] = double.IsNaN(dosages[7]) ? -1 : (int)dosages[7];
        }

        File.WriteAllLines(_folder["one.bim"], bim);
        File.WriteAllText(_folder["one.fam"], "F P 0 0 0 -9\n");
        File.WriteAllBytes(_folder["one.bed"], SimulatedGenotypes.Pack(one));
        using var single = GenotypeFile.Open(_folder["one"]).Value;
        var alone = AncestryModel.Fit(reference, labels, single, 1).Value;
        Assert.Equal(group.TargetScores.Row(7).ToArray(), alone.TargetScores.Row(0).ToArray());
        Assert.Equal(group.Normalise(scores, values)![7], alone.Normalise(scores, [values[7]])![0]);
        reference.Dispose();
        target.Dispose();
    }

    [Fact]
    public void Normalisation_recovers_known_mean_and_variance_given_components()
    {
        var random = new Philox(5, 5);
        const int People = 20_000;
        var pcs = new Matrix(People, 4, [.. Enumerable.Range(0, People * 4).Select(_ => random.NextNormal())]);
        double[] scores = new double[People];
        double[] truth = new double[People];
        for (int i = 0; i < People; i++)
        {
            truth[i] = random.NextNormal();
            scores[i] = 3 + (0.5 * pcs[i, 0]) - (0.2 * pcs[i, 2]) + (truth[i] * Math.Exp(0.5 * (0.4 + (0.6 * pcs[i, 1]))));
        }

        var model = AncestryNormalisation.Fit(pcs, scores, 4)!;
        Assert.True(model.Converged);
        double worst = Enumerable.Range(0, 500).Max(i => Math.Abs(model.Apply(pcs.Row(i), scores[i]).Norm2 - truth[i]));
        Assert.True(worst < 0.15, $"{worst}");
        double[] one = [.. Enumerable.Range(0, People).Select(i => model.Apply(pcs.Row(i), scores[i]).Norm1)];
        Assert.Equal(0, one.Average(), 9);
        Assert.Equal(1, one.Average(z => z * z), 9);
    }

    [Fact]
    public void The_joint_fit_is_a_stationary_point_of_the_likelihood()
    {
        var random = new Philox(6, 6);
        var pcs = new Matrix(300, 2, [.. Enumerable.Range(0, 600).Select(_ => random.NextNormal())]);
        double[] scores = [.. Enumerable.Range(0, 300).Select(i => pcs[i, 0] + (random.NextNormal() * Math.Exp(0.3 * pcs[i, 1])))];
        var model = AncestryNormalisation.Fit(pcs, scores, 2)!;
        // At the maximum sum z x / sqrt(v) = 0 cannot be seen from outside, but sum (z^2 - 1) x = 0 for each column can.
        double[] z = [.. Enumerable.Range(0, 300).Select(i => model.Apply(pcs.Row(i), scores[i]).Norm2)];
        Assert.Equal(0, z.Average(v => (v * v) - 1), 5);
        Assert.Equal(0, Enumerable.Range(0, 300).Average(i => ((z[i] * z[i]) - 1) * pcs[i, 1]), 5);
    }

    [Fact]
    public void Standard_errors_of_z_match_repeated_references()
    {
        var random = new Philox(7, 7);
        List<double> one = [];
        List<double> errors = [];
        double[] person = [0.3, -0.5];
        for (int round = 0; round < 400; round++)
        {
            var pcs = new Matrix(120, 2, [.. Enumerable.Range(0, 240).Select(_ => random.NextNormal())]);
            double[] scores = [.. Enumerable.Range(0, 120).Select(i => pcs[i, 0] + random.NextNormal())];
            var (z, error, _, _) = AncestryNormalisation.Fit(pcs, scores, 2)!.Apply(person, 2.3);
            one.Add(z);
            errors.Add(error);
        }

        double mean = one.Average();
        Assert.InRange(errors.Average() / Math.Sqrt(one.Average(v => (v - mean) * (v - mean))), 0.85, 1.15);
    }

    [Fact]
    public void Too_little_in_common_is_refused()
    {
        var (reference, target, labels) = Simulate(60, 5, 60);
        Assert.Equal("E482", Assert.Single(AncestryModel.Fit(reference, labels, target, 1).Diagnostics).Code);
        Assert.Equal("E481", Assert.Single(AncestryModel.Fit(reference, new string?[60], target, 1).Diagnostics).Code);
        reference.Dispose();
        target.Dispose();
    }

    private static double Spread(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
    }

    private (IGenotypeSource Reference, IGenotypeSource Target, string[] Labels) Simulate(int reference, int target, int variants)
    {
        var random = new Philox(12, 12);
        int[,] a = new int[variants, reference];
        int[,] b = new int[variants, target];
        for (int v = 0; v < variants; v++)
        {
            double p = 0.2 + (0.6 * random.NextDouble());
            double shift = 0.12 * random.NextNormal();
            int Copies(bool first)
            {
                double q = Math.Clamp(p + (first ? shift : -shift), 0.02, 0.98);
                return (random.NextBernoulli(q) ? 1 : 0) + (random.NextBernoulli(q) ? 1 : 0);
            }

            for (int i = 0; i < reference; i++)
            {
                a[v, i] = Copies(i < reference / 2);
            }

            for (int i = 0; i < target; i++)
            {
                b[v, i] = Copies(i < target / 2);
            }
        }

        return (Write("r", a), Write("t", b), [.. Enumerable.Range(0, reference).Select(i => i < reference / 2 ? "A" : "B")]);
    }

    private IGenotypeSource Write(string name, int[,] copies)
    {
        _folder.Write(name + ".bim", string.Concat(Enumerable.Range(0, copies.GetLength(0)).Select(v => $"{1 + (v % 22)}\tv{v}\t0\t{(v + 1) * 90_000}\tA\tG\n")));
        _folder.Write(name + ".fam", string.Concat(Enumerable.Range(0, copies.GetLength(1)).Select(i => $"F{i} P{i} 0 0 0 -9\n")));
        File.WriteAllBytes(_folder[name + ".bed"], SimulatedGenotypes.Pack(copies));
        return GenotypeFile.Open(_folder[name]).Value;
    }
}
