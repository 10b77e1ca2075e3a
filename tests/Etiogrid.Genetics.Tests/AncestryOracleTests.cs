using System.Globalization;
using Etiogrid.Genetics.Ancestry;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Genetics.Tests;

/// <summary>
/// Ancestry numbers against numpy and scipy (<c>tests/data/ancestry/normalise.py</c>, written from the published formulas), against plink2's
/// components, and against what labelled people are.
/// </summary>
public sealed class AncestryOracleTests : IDisposable
{
    private const string HapMap = "data/genotypes_hapmap3_1kg/HM3_thinned_autosomal_overlap.bed";
    private const string Labels = "data/genotypes_hapmap3_1kg/relationships_w_pops_121708.txt";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Normalised_scores_and_population_probabilities_equal_those_of_scipy()
    {
        var (labels, reference) = Read("reference.tsv", labelled: true);
        var (_, target) = Read("target.tsv", labelled: false);
        var components = new Matrix(reference.Length, 6, [.. reference.SelectMany(r => r[1..7])]);
        double[] scores = Array.ConvertAll(reference, r => r[0]);
        var normalisation = AncestryNormalisation.Fit(components, scores, AncestryModel.NormalisationComponents)!;
        var populations = PopulationModel.Fit(components, labels, AncestryModel.PopulationComponents)!;
        Assert.True(normalisation.Converged);
        Assert.Equal(["AAA", "BBB", "CCC"], populations.Names);
        foreach (double[] row in target)
        {
            var (one, _, two, _) = normalisation.Apply(row.AsSpan(1, 6), row[0]);
            var (probabilities, best, typicality) = populations.Classify(row.AsSpan(1, 6));
            var (similar, _, percentile) = PopulationModel.Against([.. scores.Where((_, i) => labels[i] == populations.Names[best])], row[0]);
            NumericAssert.AllClose(row.AsSpan(7, 3), probabilities, 1e-9, 1e-12, "population probabilities");
            NumericAssert.Close(row[10], typicality, 1e-8, 1e-300, "typicality");
            NumericAssert.Close(row[11], similar, 1e-10, 1e-12, "most similar");
            NumericAssert.Close(row[12], percentile, 1e-12, 0, "percentile");
            NumericAssert.Close(row[13], one, 1e-6, 1e-9, "norm1");
            // Both solve the likelihood equations to the end; pgscatalog's own optimiser stops within about 1e-4.
            NumericAssert.Close(row[14], two, 1e-8, 1e-9, "norm2");
        }
    }

    [Fact]
    public void Standard_errors_of_norm2_and_of_the_similar_populations_z_match_repeated_references()
    {
        var random = new Philox(71, 7);
        List<(double Z, double Error)> two = [];
        List<(double Z, double Error)> similar = [];
        double[] person = [0.4, -0.3];
        for (int round = 0; round < 400; round++)
        {
            var pcs = new Matrix(150, 2, [.. Enumerable.Range(0, 300).Select(_ => random.NextNormal())]);
            double[] scores = [.. Enumerable.Range(0, 150).Select(i => pcs[i, 0] + (random.NextNormal() * Math.Exp(0.15 * pcs[i, 1])))];
            var (_, _, z, error) = AncestryNormalisation.Fit(pcs, scores, 2)!.Apply(person, 2.3);
            two.Add((z, error));
            var (s, e, _) = PopulationModel.Against([.. Enumerable.Range(0, 60).Select(_ => random.NextNormal())], 1.7);
            similar.Add((s, e));
        }

        Assert.InRange(Ratio(two), 0.85, 1.2);
        Assert.InRange(Ratio(similar), 0.85, 1.2);
    }

    [Fact]
    public void Components_of_hapmap_are_those_of_plink2_and_put_held_out_people_next_to_their_own()
    {
        string bed = SharedData.Require(HapMap);
        using var hapmap = GenotypeFile.Open(bed).Value;
        string?[] populations = PopulationLabels.Read(SharedData.Require(Labels), hapmap.Samples).Value;
        string?[] known = [.. populations.Select((p, i) => i % 5 == 0 ? null : p)];
        var model = AncestryModel.Fit(hapmap, known, hapmap, 2).Value;
        int[] held = [.. Enumerable.Range(0, hapmap.Samples.Count).Where(i => i % 5 == 0 && populations[i] is not null)];
        string[] nearest = Array.ConvertAll(held, i => Nearest(model, i));
        double exact = held.Select((i, k) => nearest[k] == populations[i] ? 1.0 : 0).Average();
        double continental = held.Select((i, k) => Continent(nearest[k]) == Continent(populations[i]!) ? 1.0 : 0).Average();
        Assert.True(continental > 0.98, $"continents {continental}");
        Assert.True(exact > 0.85, $"populations {exact}");
        // People of the reference populations are not called extrapolated.
        Assert.True(held.Average(i => model.Call(i).Extrapolated ? 1.0 : 0) < 0.1);

        string keep = _folder.Write("keep.txt", string.Concat(model.ReferencePeople.Select(i => $"{hapmap.Samples[i].FamilyId} {hapmap.Samples[i].IndividualId}\n")));
        var run = PeerTool.Run(PeerTool.Require("plink2"), ["--bfile", bed[..^4], "--keep", keep, "--maf", "0.05", "--pca", "6", "--out", _folder["pca"]], _folder.Path);
        Assert.True(run.ExitCode == 0, run.Error);
        double[][] theirs = [.. File.ReadLines(_folder["pca.eigenvec"]).Skip(1).Select(l => l.Split('\t')[2..].Select(c => double.Parse(c, CultureInfo.InvariantCulture)).ToArray())];
        for (int k = 0; k < 4; k++)
        {
            double r = Numerics.Statistics.Moments.Pearson([.. theirs.Select(row => row[k])], model.ReferenceScores.Column(k));
            Assert.True(Math.Abs(r) > 0.97, $"component {k + 1}: r = {r}");
        }
    }

    [Fact]
    public void People_of_a_continent_that_the_reference_lacks_are_called_extrapolated()
    {
        using var hapmap = GenotypeFile.Open(SharedData.Require(HapMap)).Value;
        string?[] populations = PopulationLabels.Read(SharedData.Require(Labels), hapmap.Samples).Value;
        string?[] without = [.. populations.Select((p, i) => p is null || Continent(p) == "AFR" || i % 7 == 0 ? null : p)];
        var model = AncestryModel.Fit(hapmap, without, hapmap, 2).Value;
        double Share(Func<int, bool> who)
        {
            int[] people = [.. Enumerable.Range(0, populations.Length).Where(i => populations[i] is not null && who(i))];
            return people.Average(i => model.Call(i).Extrapolated ? 1.0 : 0);
        }

        double absent = Share(i => populations[i] is "YRI" or "LWK");
        double present = Share(i => i % 7 == 0 && Continent(populations[i]!) != "AFR");
        Assert.True(absent > 0.95 && present < 0.1, $"absent {absent}, present {present}");
    }

    private static string Continent(string population) => population switch
    {
        "CEU" or "TSI" => "EUR",
        "CHB" or "CHD" or "JPT" => "EAS",
        "YRI" or "LWK" or "ASW" or "MKK" => "AFR",
        _ => population,
    };

    private static string Nearest(AncestryModel model, int person)
    {
        double[] own = model.TargetScores.Row(person)[..AncestryModel.PopulationComponents].ToArray();
        return model.Populations.MinBy(p =>
        {
            int[] members = [.. Enumerable.Range(0, model.ReferenceLabels.Count).Where(i => model.ReferenceLabels[i] == p)];
            return Enumerable.Range(0, own.Length).Sum(k =>
            {
                double difference = own[k] - members.Average(i => model.ReferenceScores[i, k]);
                return difference * difference;
            });
        })!;
    }

    private static double Ratio(List<(double Z, double Error)> repeats)
    {
        double mean = repeats.Average(r => r.Z);
        return repeats.Average(r => r.Error) / Math.Sqrt(repeats.Average(r => (r.Z - mean) * (r.Z - mean)));
    }

    private static (string[] Labels, double[][] Rows) Read(string file, bool labelled)
    {
        string[][] rows = [.. File.ReadLines(Path.Combine(Repository.Root, "tests", "data", "ancestry", file)).Skip(1).Select(l => l.Split('\t'))];
        return ([.. rows.Select(r => r[0])], [.. rows.Select(r => r.Skip(labelled ? 1 : 0).Select(c => double.Parse(c, CultureInfo.InvariantCulture)).ToArray())]);
    }
}
