using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Scoring;
using Etiogrid.Genetics.Sets;
using Etiogrid.Genetics.Weights;

namespace Etiogrid.Genetics.Tests;

public sealed class PathwayScoresTests : IDisposable
{
    private static readonly GeneLocation[] Genes = [.. Enumerable.Range(0, 12).Select(g => new GeneLocation($"G{g}", null, g < 6 ? "1" : "2", 500 + (g * 2000), 2400 + (g * 2000), g % 2 == 1))];
    private static readonly GeneSet[] Sets = [new("a", "", ["G0", "G1"]), new("b", "", ["g1", "G5", "ABSENT"]), new("none", "", ["ELSEWHERE"])];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Scores_are_centred_sums_over_the_variants_of_the_sets_genes()
    {
        var (simulated, source, terms) = Simulate(missing: 0.1);
        var table = Compute(source, terms);
        for (int s = 0; s < 2; s++)
        {
            int[] members = [.. Enumerable.Range(0, terms.Count).Where(t => In(Sets[s], source.Variants[terms.Variants[t]]))];
            Assert.Equal(members.Length, table.Pathways[s].VariantCount);
            Assert.Equal(2, table.Pathways[s].GeneCount);
            for (int i = 0; i < source.Samples.Count; i++)
            {
                NumericAssert.Close(members.Sum(t => Contribution(simulated, terms, t, i)), table.Pathways[s].Scores[i], 1e-12, 1e-12);
            }
        }

        Assert.All(table.Pathways[2].Scores, v => Assert.True(double.IsNaN(v)));
        source.Dispose();
    }

    [Fact]
    public void Background_z_has_the_exact_moments_of_all_draws()
    {
        var (simulated, source, terms) = Simulate(missing: 0.1);
        var table = Compute(source, terms);
        int[] background = [.. Enumerable.Range(0, terms.Count).Where(t => Genes.Any(g => Inside(g, source.Variants[terms.Variants[t]])))];
        Assert.Equal(background.Length, table.BackgroundVariantCount);
        for (int i = 0; i < 5; i++)
        {
            double[] c = [.. background.Select(t => Contribution(simulated, terms, t, i))];
            // All draws of two out of B, one by one: the set 'b2' below holds two variants.
            double[] pairs = [.. from x in Enumerable.Range(0, c.Length) from y in Enumerable.Range(0, x) select c[x] + c[y]];
            double mean = pairs.Average();
            double deviation = Math.Sqrt(pairs.Average(v => (v - mean) * (v - mean)));
            int k = table.Pathways[0].VariantCount;
            Assert.Equal(2, k);
            NumericAssert.Close((table.Pathways[0].Scores[i] - mean) / deviation, table.Pathways[0].BackgroundZ[i], 1e-9);
        }

        source.Dispose();
    }

    [Fact]
    public void One_person_with_reference_frequencies_gets_the_numbers_they_have_in_a_cohort()
    {
        var (simulated, source, terms) = Simulate(missing: 0.05);
        var frequencies = Frequencies(simulated, source);
        var cohort = Compute(source, terms, frequencies);
        int[,] one = new int[simulated.Copies.GetLength(0), 1];
        for (int v = 0; v < one.GetLength(0); v++)
        {
            one[v, 0] = simulated.Copies[v, 7];
        }

        File.WriteAllBytes(_folder["one.bed"], SimulatedGenotypes.Pack(one));
        File.Copy(simulated.Prefix + ".bim", _folder["one.bim"]);
        _folder.Write("one.fam", "F7 P7 0 0 1 -9\n");
        using var single = GenotypeFile.Open(_folder["one"]).Value;
        var alone = Compute(single, terms, frequencies);
        for (int s = 0; s < 2; s++)
        {
            Assert.Equal(cohort.Pathways[s].Scores[7], alone.Pathways[s].Scores[0]);
            Assert.Equal(cohort.Pathways[s].BackgroundZ[7], alone.Pathways[s].BackgroundZ[0]);
            Assert.Equal(cohort.Pathways[s].ReferenceZ[7], alone.Pathways[s].ReferenceZ[0]);
        }

        source.Dispose();
    }

    [Fact]
    public void Hardy_Weinberg_moments_agree_with_a_large_independent_sample()
    {
        var (simulated, source, terms) = Simulate(missing: 0, people: 20_000);
        var model = Compute(source, terms, Frequencies(simulated, source));
        var sample = Compute(source, terms);
        for (int a = 0; a < 2; a++)
        {
            for (int b = 0; b < 2; b++)
            {
                double scale = Math.Sqrt(model.Covariance[a, a] * model.Covariance[b, b]);
                NumericAssert.Close(model.Covariance[a, b] / scale, sample.Covariance[a, b] / scale, 0, 0.03);
            }
        }

        Assert.Equal(1, Variance(sample.Pathways[0].ReferenceZ), 9);
        source.Dispose();
    }

    [Fact]
    public void Coverage_is_the_share_of_weight_mass_present()
    {
        var (simulated, source, _) = Simulate(missing: 0);
        string rows = "SNP CHR BP A1 A2 BETA SE P EAF\n" + string.Concat(File.ReadLines(simulated.Prefix + ".bim").Select(l => l.Split('\t')).Take(20).Select(r => $"{r[1]} {r[0]} {r[3]} {r[4]} {r[5]} 0.1 0.01 0.5 0.5\n"));
        string extra = "absent 1 1000 A C 0.1 0.01 0.5 0.5\n";
        var weights = WeightReader.Read(_folder.Write("gwas.txt", rows + extra)).Value;
        var terms = IdMatching.Match(weights, source).Value;
        var all = Compute(source, terms with { Unmatched = [] }, Flat(source));
        var part = Compute(source, terms, Flat(source));
        Assert.Equal(1, all.Pathways[0].Coverage[3], 12);
        Assert.Equal(4.0 / 5, part.Pathways[0].Coverage[3], 12);
        Assert.Equal(1, part.Pathways[1].Coverage[3], 12);
        Assert.True(part.Pathways[0].StandardErrors[3] > all.Pathways[0].StandardErrors[3]);
        source.Dispose();
    }

    [Fact]
    public void The_window_is_strand_aware_and_clamped()
    {
        Assert.Equal((1, 210), new GeneLocation("G", null, "1", 30, 200, false).Extended(new(35, 10)));
        Assert.Equal((20, 235), new GeneLocation("G", null, "1", 30, 200, true).Extended(new(35, 10)));
    }

    [Fact]
    public void Fewer_than_fifty_people_without_frequencies_is_refused()
    {
        var (_, source, terms) = Simulate(missing: 0, people: 20);
        var parsed = PathwayScores.Compute(terms, source, Sets, GeneLocations.From(Genes), new());
        Assert.Equal("E431", Assert.Single(parsed.Diagnostics).Code);
        source.Dispose();
    }

    [Fact]
    public void Real_gene_sets_and_locations_map()
    {
        var sets = GeneSets.Read(SharedData.Require("data/genesets/syngo_direct_annotations_derived.gmt")).Value;
        var locations = GeneLocations.Read(SharedData.Require("data/gene_locations/glist-hg19")).Value;
        var index = new GeneIndex(locations, GeneWindow.Convention);
        var membership = new SetMembership(sets, index);
        Assert.Equal(250, sets.Count);
        Assert.Equal(26_292, locations.Genes.Count);
        Assert.InRange(sets.SelectMany(s => s.Genes).Distinct().Count(g => index.Named(g).Any()), 1183, 1225);
        List<int> found = [];
        membership.GenesAt("19", 58858171 - 35_000, found);
        Assert.Contains(found, g => locations.Genes[g].Name == "A1BG");
        membership.GenesAt("19", 58864865 + 10_001, found);
        Assert.DoesNotContain(found, g => locations.Genes[g].Name == "A1BG");
    }

    private static double Variance(double[] values)
    {
        double mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1);
    }

    private (SimulatedGenotypes Simulated, IGenotypeSource Source, ScoreTerms Terms) Simulate(double missing, int people = 120)
    {
        var simulated = SimulatedGenotypes.Write(_folder, people, 24, 31, missing);
        var source = GenotypeFile.Open(simulated.Prefix).Value;
        var weights = WeightReader.Read(simulated.WriteWeights(_folder, 2, 17)).Value;
        return (simulated, source, IdMatching.Match(weights, source).Value);
    }

    private static PathwayScoreTable Compute(IGenotypeSource source, ScoreTerms terms, AlleleFrequencies? frequencies = null) =>
        PathwayScores.Compute(terms, source, Sets, GeneLocations.From(Genes), new() { Window = default, Frequencies = frequencies }).Value;

    private static AlleleFrequencies Flat(IGenotypeSource source) =>
        AlleleFrequencies.From(source.Variants.Select(v => (v.Id, v.Allele1, v.Allele2, 0.5)));

    private static AlleleFrequencies Frequencies(SimulatedGenotypes simulated, IGenotypeSource source) =>
        AlleleFrequencies.From(source.Variants.Select((variant, v) => (variant.Id, variant.Allele2, variant.Allele1, 1 - Frequency(simulated, v))));

    private static double Frequency(SimulatedGenotypes simulated, int v) =>
        Enumerable.Range(0, simulated.Copies.GetLength(1)).Select(i => (double)simulated.Copies[v, i]).Where(c => c >= 0).Average() / 2;

    private static double Contribution(SimulatedGenotypes simulated, ScoreTerms terms, int t, int i)
    {
        int copies = simulated.Copies[terms.Variants[t], i];
        double sign = terms.NamesAllele1[t] ? 1 : -1;
        return copies < 0 ? 0 : terms.Weights[0][t] * sign * (copies - (2 * Frequency(simulated, terms.Variants[t])));
    }

    private static bool In(GeneSet set, Variant variant) =>
        Genes.Any(g => set.Genes.Contains(g.Name, StringComparer.OrdinalIgnoreCase) && Inside(g, variant));

    private static bool Inside(GeneLocation gene, Variant variant) => gene.Chromosome == variant.Chromosome && gene.Start <= variant.Position && variant.Position <= gene.End;
}
