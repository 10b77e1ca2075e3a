using System.Globalization;
using Etiogrid.Genetics.Clumping;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Weights;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Genetics.Tests;

public sealed class GreedyClumpingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0.1, 250, 1, 1)]
    [InlineData(0.5, 100, 0.01, 0.05)]
    [InlineData(0.2, 5, 0.5, 1)]
    public void Index_variants_and_totals_equal_plink_on_linked_simulated_data(double r2, int kb, double p1, double p2)
    {
        var simulated = SimulatedGenotypes.Write(_folder, 200, 800, 91, missing: 0.02, linkage: 0.97);
        string[] fam = File.ReadAllLines(simulated.Prefix + ".fam");
        File.WriteAllLines(simulated.Prefix + ".fam", fam.Select((l, i) => i % 7 == 3 ? l.Replace(" 0 0 ", " P1 P2 ", StringComparison.Ordinal) : l));
        CompareWithPlink(simulated.Prefix, RandomP(simulated.Prefix, 5), new() { R2 = r2, Distance = kb * 1000, IndexP = p1, Threads = 2 }, p2);
    }

    [Fact]
    public void Index_variants_equal_plink_on_real_data()
    {
        string bed = SharedData.Require("data/lassosum_testdata/refpanel.bed");
        CompareWithPlink(bed[..^4], RandomP(bed[..^4], 6), new());
        CompareWithPlink(bed[..^4], RandomP(bed[..^4], 7), new() { R2 = 0.8, Distance = 1_000_000 });
    }

    [Fact]
    public void Index_variants_equal_plink_on_the_schizophrenia_statistics()
    {
        string bed = SharedData.Require("data/genotypes_hapmap3_1kg/1kg.ref.phase1_release_v3.20101123_thinned_autosomal_overlap.bed");
        var rows = WeightReader.Read(SharedData.Require("data/gwas_pgc3_scz_subset/sumstats.tsv.gz")).Value.Rows;
        string statistics = _folder.Write("scz.txt", "SNP A1 BETA P\n" + string.Concat(rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Id} {r.EffectAllele} {r.Weights[0]:R} {r.P:R}\n"))));
        CompareWithPlink(bed[..^4], statistics, new() { R2 = 0.01, Distance = 5_000_000 });
    }

    [Fact]
    public void Clumping_all_sets_in_one_pass_equals_clumping_each_alone()
    {
        var simulated = SimulatedGenotypes.Write(_folder, 150, 400, 13, missing: 0.02, linkage: 0.95);
        using var source = GenotypeFile.Open(simulated.Prefix).Value;
        var random = new Philox(3, 1);
        ClumpCandidate[] candidates = [.. Enumerable.Range(0, 400).Select(v => new ClumpCandidate(v, Math.Round(random.NextDouble(), 2)))];
        ulong[][] sets = [.. Enumerable.Range(0, 400).Select(_ => new ulong[] { random.NextUInt64() & random.NextUInt64(), random.NextUInt64() & 0xFF })];
        var options = new ClumpOptions { R2 = 0.15, Distance = 20_000, IndexP = 0.7 };
        var together = GreedyClumping.Run(source, candidates, sets, options);
        for (int s = 0; s < 72; s++)
        {
            int[] members = [.. Enumerable.Range(0, 400).Where(v => (sets[v][s / 64] >> (s % 64) & 1) != 0)];
            var alone = GreedyClumping.Run(source, [.. members.Select(m => candidates[m])], options);
            int[] expected = [.. alone.Select(c => members[c.Candidate])];
            Assert.Equal(expected, together.Where(c => (c.Sets[s / 64] >> (s % 64) & 1) != 0).Select(c => c.Candidate));
        }
    }

    [Fact]
    public void Em_finds_the_most_likely_haplotype_frequencies()
    {
        var random = new Philox(17, 1);
        for (int round = 0; round < 400; round++)
        {
            int Cell() => random.NextInt32(round % 3 == 0 ? 3 : 12);
            var n = new JointCounts(Cell(), Cell(), Cell(), Cell(), Cell(), Cell(), Cell(), Cell(), Cell());
            if (n.Total > 0)
            {
                NumericAssert.Close(BruteForce(n), HaplotypeCorrelation.SquaredEm(n), 0, 2e-6, n.ToString());
            }
        }
    }

    [Fact]
    public void Dosage_r2_is_the_squared_pearson_correlation()
    {
        var simulated = SimulatedGenotypes.Write(_folder, 90, 12, 13, missing: 0.1, linkage: 0.9);
        using var source = GenotypeFile.Open(simulated.Prefix).Value;
        using var ld = new LdGenotypes(source, LdMeasure.Dosage);
        double[] a = new double[90], b = new double[90];
        for (int v = 1; v < 12; v++)
        {
            source.ReadDosages(v - 1, a);
            source.ReadDosages(v, b);
            int[] both = [.. Enumerable.Range(0, 90).Where(i => !double.IsNaN(a[i] + b[i]))];
            double r = Numerics.Statistics.Moments.Pearson([.. both.Select(i => a[i])], [.. both.Select(i => b[i])]);
            NumericAssert.Close(r * r, ld.Squared(v - 1, v), 1e-10, 1e-14);
        }
    }

    [Theory]
    [InlineData(3, 0.3)]
    [InlineData(511, 0.001)]
    [InlineData(513, 0.2)]
    [InlineData(2100, 0.004)]
    public void Joint_counts_over_founders_equal_those_of_a_loop(int people, double missing)
    {
        var simulated = SimulatedGenotypes.Write(_folder, people, 8, 29, missing: missing, linkage: 0.8);
        string[] fam = File.ReadAllLines(simulated.Prefix + ".fam");
        File.WriteAllLines(simulated.Prefix + ".fam", fam.Select((l, i) => i % 5 == 2 ? l.Replace(" 0 0 ", " P1 P2 ", StringComparison.Ordinal) : l));
        using var source = GenotypeFile.Open(simulated.Prefix).Value;
        using var ld = new LdGenotypes(source, LdMeasure.Dosage);
        for (int v = 1; v < 8; v++)
        {
            int[] both = [.. Enumerable.Range(0, people).Where(i => i % 5 != 2 && simulated.Copies[v - 1, i] >= 0 && simulated.Copies[v, i] >= 0)];
            double r = both.Length < 2 ? double.NaN : Numerics.Statistics.Moments.Pearson([.. both.Select(i => (double)simulated.Copies[v - 1, i])], [.. both.Select(i => (double)simulated.Copies[v, i])]);
            NumericAssert.Close(double.IsNaN(r) ? 0 : r * r, ld.Squared(v - 1, v), 1e-9, 1e-12);
        }
    }

    [Fact]
    public void A_small_store_of_variants_changes_no_index()
    {
        var simulated = SimulatedGenotypes.Write(_folder, 70, 300, 41, missing: 0.03, linkage: 0.9);
        using var source = GenotypeFile.Open(simulated.Prefix).Value;
        using var whole = new LdGenotypes(source, LdMeasure.Em);
        using var small = new LdGenotypes(source, LdMeasure.Em, cacheBytes: 1);
        var random = new Philox(2, 2);
        for (int k = 0; k < 2000; k++)
        {
            int a = random.NextInt32(300), b = random.NextInt32(300);
            Assert.Equal(whole.Squared(a, b), small.Squared(a, b));
        }
    }

    /// <summary>The likelihood on a fine grid, refined around its top.</summary>
    private static double BruteForce(JointCounts n)
    {
        double total = 2.0 * n.Total;
        double f11 = ((2 * n.C22) + n.C21 + n.C12) / total, f12 = ((2 * n.C20) + n.C21 + n.C10) / total;
        double f21 = ((2 * n.C02) + n.C12 + n.C01) / total, f22 = ((2 * n.C00) + n.C10 + n.C01) / total;
        double s = n.C11 / total;
        double Likelihood(double x)
        {
            double L(double count, double f) => count == 0 ? 0 : count * Math.Log(f);
            return L(n.C11, ((f11 + x) * (f22 + x)) + ((f12 + s - x) * (f21 + s - x)))
                + L(f11 * total, f11 + x) + L(f12 * total, f12 + s - x) + L(f21 * total, f21 + s - x) + L(f22 * total, f22 + x);
        }

        double low = 0, high = s, best = 0;
        for (int pass = 0; pass < 6; pass++)
        {
            double step = (high - low) / 400;
            best = Enumerable.Range(0, 401).Select(i => low + (i * step)).MaxBy(Likelihood);
            (low, high) = (Math.Max(0, best - (2 * step)), Math.Min(s, best + (2 * step)));
        }

        double p = f11 + f12 + s, q = f11 + f21 + s, d = f11 + best - (p * q);
        double variance = p * (1 - p) * q * (1 - q);
        return variance > 0 ? d * d / variance : 0;
    }

    private string RandomP(string prefix, ulong seed)
    {
        var random = new Philox(seed, 1);
        return _folder.Write("p.txt", "SNP A1 BETA P\n" + string.Concat(File.ReadLines(prefix + ".bim").Select(l => l.Split('\t'))
            .Select(r => string.Create(CultureInfo.InvariantCulture, $"{r[1]} {r[4]} 0.1 {random.NextDouble():F7}\n"))));
    }

    private void CompareWithPlink(string prefix, string statistics, ClumpOptions options, double p2 = 1)
    {
        string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
        var run = PeerTool.Run(PeerTool.Require("plink1.9"), ["--bfile", prefix, "--clump", statistics, "--clump-p1", Number(options.IndexP), "--clump-p2", Number(p2), "--clump-r2", Number(options.R2), "--clump-kb", Number(options.Distance / 1000.0), "--allow-no-sex", "--out", _folder["peer"]]);
        Assert.True(run.ExitCode == 0, run.Error + run.Output);
        string[][] peer = [.. File.ReadLines(_folder["peer.clumped"]).Skip(1).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(c => c.Length > 5)];
        using var source = GenotypeFile.Open(prefix).Value;
        var candidates = ClumpInput.Match(WeightReader.Read(statistics).Value, source).Value;
        var ours = GreedyClumping.Run(source, candidates, options);
        Assert.NotEmpty(peer);
        Assert.Equal(peer.Select(c => (c[2], c[5])), ours.Select(c => (source.Variants[candidates[c.Candidate].Variant].Id, c.Total.ToString(CultureInfo.InvariantCulture))));
    }
}
