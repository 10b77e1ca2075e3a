using System.Globalization;
using Etiogrid.Genetics.Clumping;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Harmonisation;
using Etiogrid.Genetics.Sets;
using Etiogrid.Genetics.Weights;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Genetics.Tests;

public sealed class SetTestTests : IDisposable
{
    private static readonly GeneLocation[] Genes = [.. Enumerable.Range(0, 100).Select(g => new GeneLocation($"G{g}", null, g < 50 ? "1" : "2", 500 + (g * 6000), 500 + (g * 6000) + 3000 + (g % 7 * 400), g % 2 == 1))];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void T_and_p_are_those_of_the_linear_regression()
    {
        using var source = Simulate(out var pathways, clump: null);
        double[] phenotype = Phenotype(300, 4);
        phenotype[7] = double.NaN;
        var test = SetTest.Run(pathways, phenotype, 0, NullKind.Size, 1, 1)[0];
        var scores = pathways.Score(new() { Window = default }).Value.Pathways[0].Scores;
        int[] people = [.. Enumerable.Range(0, 300).Where(i => i != 7)];
        double n = people.Length, mx = people.Average(i => scores[i]), my = people.Average(i => phenotype[i]);
        double sxx = people.Sum(i => (scores[i] - mx) * (scores[i] - mx)), sxy = people.Sum(i => (scores[i] - mx) * (phenotype[i] - my));
        double beta = sxy / sxx;
        double rss = people.Sum(i => Math.Pow(phenotype[i] - my - (beta * (scores[i] - mx)), 2));
        double se = Math.Sqrt(rss / (n - 2) / sxx);
        NumericAssert.Close(beta, test.Beta, 1e-9);
        NumericAssert.Close(se, test.StandardError, 1e-9);
        NumericAssert.Close(beta / se, test.T, 1e-9);
        Assert.InRange(test.P, 0, 1);
    }

    [Theory]
    [InlineData(NullKind.Size)]
    [InlineData(NullKind.Matched)]
    [InlineData(NullKind.Gene)]
    public void A_set_with_the_signal_stands_out_and_one_without_does_not(NullKind kind)
    {
        using var source = Simulate(out var pathways, new ClumpOptions { Distance = 50_000 });
        var scores = pathways.Score(new() { Window = default }).Value;
        double spread = scores.Pathways[0].ReferenceStandardDeviation;
        double[] noise = Phenotype(300, 9);
        double[] phenotype = [.. noise.Select((e, i) => (0.8 * scores.Pathways[0].Scores[i] / spread) + e)];
        var one = SetTest.Run(pathways, phenotype, 400, kind, 7, 1);
        var two = SetTest.Run(pathways, phenotype, 400, kind, 7, 2);
        Assert.Equal(one, two);
        Assert.True(one[0].CompetitiveP < 0.02, $"{one[0].CompetitiveP}");
        Assert.InRange(one[1].CompetitiveP, 0.02, 1);
        Assert.True(one[0].CompetitiveInterval.Low <= one[0].CompetitiveP && one[0].CompetitiveP <= one[0].CompetitiveInterval.High + 0.01);
    }

    [Fact]
    public void Size_matched_p_is_uniform_when_sets_are_random_variants()
    {
        using var source = Simulate(out var pathways, clump: null, sets: 40, random: true);
        List<double> p = [];
        for (ulong round = 0; round < 25; round++)
        {
            p.AddRange(SetTest.Run(pathways, Phenotype(300, 100 + round), 99, NullKind.Gene, round, 2).Select(r => r.CompetitiveP));
        }

        // 1,000 p values; sets overlap, so the bound is wide: five standard errors of independent ones.
        Assert.InRange(p.Count(x => x <= 0.05) / (double)p.Count, 0.015, 0.085);
        Assert.InRange(p.Average(), 0.45, 0.55);
    }

    [Fact]
    public void Clumped_set_membership_is_that_of_clumping_each_set_alone()
    {
        var options = new ClumpOptions { Distance = 50_000, R2 = 0.05 };
        using var source = Simulate(out var together, options, sets: 6);
        var scores = together.Score(new() { Window = default }).Value;
        for (int s = 0; s < 6; s++)
        {
            using var again = Simulate(out var alone, options, sets: 6, only: s);
            NumericAssert.AllClose(alone.Score(new() { Window = default }).Value.Pathways[0].Scores, scores.Pathways[s].Scores, 1e-12, 1e-12);
            Assert.Equal(alone.Map.Targets.TermCounts[0], scores.Pathways[s].VariantCount);
        }
    }

    [Fact]
    public void Phenotype_files_are_read_with_and_without_header()
    {
        GenotypeSample[] people = [new("F", "A"), new("F", "B"), new("F", "C")];
        Assert.Equal([1, double.NaN, 2], PhenotypeFile.Read(_folder.Write("p", "FID IID y\nF C 2\nF A 1\nF B -9\n"), people).Value);
        Assert.Equal([-9, 3.5, double.NaN], PhenotypeFile.Read(_folder.Write("p", "A\t-9\nB\t3.5\nX\t1\n"), people).Value);
        Assert.Equal("E472", PhenotypeFile.Read(_folder.Write("p", "A 1\nA 2\n"), people).Diagnostics[0].Code);
        Assert.Equal("E471", PhenotypeFile.Read(_folder.Write("p", "A x\nA 2,5\n"), people).Diagnostics[0].Code);
        Assert.Equal("E473", PhenotypeFile.Read(_folder.Write("p", "Z 1\n"), people).Diagnostics[0].Code);
    }

    private static double[] Phenotype(int people, ulong seed)
    {
        var random = new Philox(seed, 8);
        return [.. Enumerable.Range(0, people).Select(_ => random.NextNormal())];
    }

    private IGenotypeSource Simulate(out ClumpedPathways pathways, ClumpOptions? clump, int sets = 2, bool random = false, int only = -1)
    {
        var simulated = SimulatedGenotypes.Write(_folder, 300, 600, 71, missing: 0.01, linkage: 0.6);
        var source = GenotypeFile.Open(simulated.Prefix).Value;
        var draw = new Philox(11, 3);
        string[] rows = [.. File.ReadLines(simulated.Prefix + ".bim").Select(l => l.Split('\t')).Select(r => string.Create(CultureInfo.InvariantCulture, $"{r[1]} {r[0]} {r[3]} {r[4]} {r[5]} {draw.NextNormal() * 0.1:R} {draw.NextDouble():R}"))];
        var weights = WeightReader.Read(_folder.Write("g.txt", "SNP CHR BP A1 A2 BETA P\n" + string.Join('\n', rows) + "\n")).Value;
        var terms = Harmoniser.Run(weights, source, new() { Ambiguous = AmbiguousMode.Forward }).Value.ToTerms();
        GeneSet[] all = [.. Enumerable.Range(0, sets).Select(s => new GeneSet($"set{s}", "", [.. Enumerable.Range(0, 10).Select(k => $"G{(random ? draw.NextInt32(100) : (s * 17) + (k * 3)) % 100}").Distinct()]))];
        pathways = ClumpedPathways.Build(terms, source, only < 0 ? all : [all[only]], GeneLocations.From(Genes), default, clump).Value;
        return source;
    }
}
