using System.Globalization;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Scoring;
using Etiogrid.Genetics.Weights;

namespace Etiogrid.Genetics.Tests;

public sealed class PolygenicScoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("genotypes_cineca_synthetic/cineca_synthetic_subset", 3, MissingDosage.Mean)]
    [InlineData("genotypes_hapmap3_1kg/HM3_thinned_autosomal_overlap", 2, MissingDosage.Mean)]
    [InlineData("genotypes_hapmap3_1kg/HM3_thinned_autosomal_overlap", 2, MissingDosage.Zero)]
    [InlineData("lassosum_testdata/testsample", 1, MissingDosage.Mean)]
    public void Every_persons_numbers_equal_plink2_at_its_printed_digits_on_real_data(string name, int step, MissingDosage missing)
    {
        string bed = SharedData.Require($"data/{name}.bed");
        string plink2 = PeerTool.Require("plink2");
        string weights = WriteWeights(bed[..^4], step);
        CompareWithPlink2(plink2, bed[..^4], weights, missing);
    }

    [Fact]
    public void Every_persons_numbers_equal_plink2_with_non_founders_and_many_missing_genotypes()
    {
        string plink2 = PeerTool.Require("plink2");
        var simulated = SimulatedGenotypes.Write(_folder, 333, 500, 12, missing: 0.2);
        File.WriteAllLines(simulated.Prefix + ".fam", Enumerable.Range(0, 333).Select(i => $"F{i} P{i} {(i % 5 == 0 ? "P1" : "0")} 0 1 -9"));
        string weights = simulated.WriteWeights(_folder, 1, 3);
        CompareWithPlink2(plink2, simulated.Prefix, weights, MissingDosage.Mean);
        CompareWithPlink2(plink2, simulated.Prefix, weights, MissingDosage.Zero);
    }

    [Theory]
    [InlineData("23")]
    [InlineData("24")]
    [InlineData("25")]
    [InlineData("26")]
    [InlineData("1 23 24 25 26")]
    public void Sex_chromosomes_and_mitochondria_are_scored_as_plink2_does(string chromosomes)
    {
        string plink2 = PeerTool.Require("plink2");
        string[] names = chromosomes.Split(' ');
        var simulated = SimulatedGenotypes.Write(_folder, 152, 100, 17, missing: 0.08);
        string[] bim = File.ReadAllLines(simulated.Prefix + ".bim");
        File.WriteAllLines(simulated.Prefix + ".bim", bim.Select((l, v) => names[v * names.Length / bim.Length] + l[l.IndexOf('\t')..]));
        File.WriteAllLines(simulated.Prefix + ".fam", Enumerable.Range(0, 152).Select(i => $"F{i} P{i} {(i % 7 == 0 ? "D" : "0")} 0 {i % 3} -9"));
        string weights = simulated.WriteWeights(_folder, 1, 3);
        CompareWithPlink2(plink2, simulated.Prefix, weights, MissingDosage.Mean);
        CompareWithPlink2(plink2, simulated.Prefix, weights, MissingDosage.Zero);
    }

    [Fact]
    public void A_centred_score_without_missing_genotypes_equals_plink2()
    {
        string plink2 = PeerTool.Require("plink2");
        var simulated = SimulatedGenotypes.Write(_folder, 160, 120, 19, missing: 0);
        CompareWithPlink2(plink2, simulated.Prefix, simulated.WriteWeights(_folder, 1, 4), MissingDosage.Center);
    }

    [Fact]
    public void A_variant_scored_by_both_alleles_counts_its_missing_genotypes_once()
    {
        string plink2 = PeerTool.Require("plink2");
        var simulated = SimulatedGenotypes.Write(_folder, 300, 90, 23, missing: 0.1);
        string[][] rows = [.. File.ReadLines(simulated.Prefix + ".bim").Select(l => l.Split('\t'))];
        string weights = _folder.Write("both.txt", string.Concat(rows.Select((r, v) => $"{r[1]} {r[4]} 0.{v + 1}\n" + (v % 3 == 0 ? $"{r[1]} {r[5]} -0.{v + 7}\n" : ""))));
        CompareWithPlink2(plink2, simulated.Prefix, weights, MissingDosage.Mean);
        CompareWithPlink2(plink2, simulated.Prefix, weights, MissingDosage.Zero);
    }

    [Theory]
    [InlineData(MissingDosage.Mean)]
    [InlineData(MissingDosage.Zero)]
    [InlineData(MissingDosage.Center)]
    public void Sums_are_those_of_the_definition(MissingDosage missing)
    {
        var simulated = SimulatedGenotypes.Write(_folder, 130, 200, 21, missing: 0.1);
        using var source = GenotypeFile.Open(simulated.Prefix).Value;
        var terms = Terms(source, simulated.WriteWeights(_folder, 2, 8));
        var table = PolygenicScore.Compute(terms, source, new(missing)).Value;
        for (int i = 0; i < 130; i++)
        {
            double sum = 0;
            for (int t = 0; t < terms.Count; t++)
            {
                double p = Frequency(simulated, terms, t);
                int copies = simulated.Copies[terms.Variants[t], i];
                double dosage = copies < 0 ? double.NaN : terms.NamesAllele1[t] ? copies : 2 - copies;
                double w = terms.Weights[0][t];
                sum += missing switch
                {
                    MissingDosage.Mean => w * (double.IsNaN(dosage) ? 2 * p : dosage),
                    MissingDosage.Zero => double.IsNaN(dosage) ? 0 : w * dosage,
                    _ => double.IsNaN(dosage) ? 0 : w * (dosage - (2 * p)),
                };
            }

            NumericAssert.Close(sum, table.Scores[0].Sums[i], 1e-12, 1e-12);
        }
    }

    [Fact]
    public void Threads_do_not_change_a_bit()
    {
        var simulated = SimulatedGenotypes.Write(_folder, 1500, 700, 4, missing: 0.05);
        using var source = GenotypeFile.Open(simulated.Prefix).Value;
        var terms = Terms(source, simulated.WriteWeights(_folder, 1, 8, columns: 3));
        var one = PolygenicScore.Compute(terms, source, new(Threads: 1)).Value;
        var five = PolygenicScore.Compute(terms, source, new(Threads: 5)).Value;
        Assert.Equal(one.NamedDosageSums, five.NamedDosageSums);
        Assert.Equal(one.Scores.SelectMany(s => s.Sums), five.Scores.SelectMany(s => s.Sums));
    }

    [Fact]
    public unsafe void All_kernels_give_the_same_bits()
    {
        var random = new Numerics.Random.Philox(3, 3);
        byte[] bytes = [.. Enumerable.Range(0, 70 * 16).Select(_ => (byte)random.NextInt32(256))];
        int[] offsets = [.. Enumerable.Range(0, 70).Select(r => r * 16)];
        int[] selected = [.. Enumerable.Range(0, 70).Where(r => r % 3 != 1)];
        double[] four = [.. Enumerable.Range(0, 70 * 4).Select(_ => random.NextNormal())];
        double[] tables = [.. Enumerable.Range(0, 70 * 8).Select(k => four[(k / 8 * 4) + (k & 3)])];
        double[] scalar = new double[64], wide = new double[64], chosen = new double[64];
        fixed (byte* rows = bytes)
        fixed (int* o = offsets, s = selected)
        fixed (double* t = tables, a = scalar, b = wide, c = chosen)
        {
            TableKernel.AccumulateScalar(rows, o, t, s, selected.Length, a);
            TableKernel.Accumulate(rows, o, t, s, selected.Length, c);
            if (System.Runtime.Intrinsics.X86.Avx2.IsSupported)
            {
                TableKernel.Accumulate256(rows, o, t, s, selected.Length, b);
                Assert.Equal(scalar, wide);
            }
        }

        Assert.Equal(scalar, chosen);
    }

    [Fact]
    public void Several_files_and_columns_are_scored_as_if_alone()
    {
        var simulated = SimulatedGenotypes.Write(_folder, 80, 300, 4, missing: 0.05);
        using var source = GenotypeFile.Open(simulated.Prefix).Value;
        var a = Terms(source, simulated.WriteWeights(_folder, 2, 8, columns: 2, name: "a.txt"));
        var b = Terms(source, simulated.WriteWeights(_folder, 3, 9, name: "b.txt"));
        var joined = PolygenicScore.Compute(ScoreTerms.Join([a, b]), source, new(MissingDosage.Zero)).Value;
        ScoreResult[] alone = [.. PolygenicScore.Compute(a, source, new(MissingDosage.Zero)).Value.Scores, .. PolygenicScore.Compute(b, source, new(MissingDosage.Zero)).Value.Scores];
        for (int s = 0; s < 3; s++)
        {
            NumericAssert.AllClose(alone[s].Sums, joined.Scores[s].Sums, 1e-12, 1e-12);
            Assert.Equal(alone[s].Denominators, joined.Scores[s].Denominators);
        }
    }

    [Fact]
    public void Too_few_people_without_frequencies_is_an_error_that_says_what_to_pass()
    {
        var simulated = SimulatedGenotypes.Write(_folder, 49, 20, 4);
        using var source = GenotypeFile.Open(simulated.Prefix).Value;
        var terms = Terms(source, simulated.WriteWeights(_folder, 1, 8));
        var found = Assert.Single(PolygenicScore.Compute(terms, source, new()).Diagnostics);
        Assert.Equal("E431", found.Code);
        Assert.Contains("--allele-frequencies", found.Fix, StringComparison.Ordinal);
        Assert.True(PolygenicScore.Compute(terms, source, new(MissingDosage.Zero)).HasValue);
    }

    [Fact]
    public void A_weighted_id_that_stands_twice_is_refused()
    {
        var simulated = SimulatedGenotypes.Write(_folder, 60, 20, 4);
        File.WriteAllText(simulated.Prefix + ".bim", File.ReadAllText(simulated.Prefix + ".bim").Replace("rs7\t", "rs3\t", StringComparison.Ordinal));
        using var source = GenotypeFile.Open(simulated.Prefix).Value;
        var parsed = IdMatching.Match(WeightReader.Read(_folder.Write("w", "rs3 A 1\nrs3 T 1\nrs3 G 1\nrs3 C 1\n")).Value, source);
        Assert.Contains(parsed.Diagnostics, d => d.Code == "E408" && d.Place.Row == 8);
    }

    private void CompareWithPlink2(string plink2, string prefix, string weights, MissingDosage missing)
    {
        string[] mode = missing switch { MissingDosage.Zero => ["no-mean-imputation"], MissingDosage.Center => ["center"], _ => [] };
        var run = PeerTool.Run(plink2, ["--bfile", prefix, "--score", weights, .. mode, "cols=fid,nallele,denom,dosagesum,scoreavgs,scoresums", "--out", _folder["peer"]]);
        Assert.True(run.ExitCode == 0, run.Error);
        using var source = GenotypeFile.Open(prefix).Value;
        var table = PolygenicScore.Compute(Terms(source, weights), source, new(missing, Threads: 2)).Value;
        string[][] rows = [.. File.ReadLines(_folder["peer.sscore"]).Skip(1).Select(l => l.Split('\t'))];
        Assert.Equal(table.Samples.Count, rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            Assert.Equal(table.Samples[i].IndividualId, rows[i][1]);
            Assert.Equal(rows[i][2], Printed(table.AlleleCounts[i]));
            Assert.Equal(rows[i][3], Printed(table.Denominators[i]));
            Assert.Equal(rows[i][4], Printed(table.NamedDosageSums[i]));
            SamePrinted(rows[i][5], table.Scores[0].Average(i));
            SamePrinted(rows[i][6], table.Scores[0].Sums[i]);
        }
    }

    /// <summary>Equal at six digits; where terms cancel to rounding noise both must be noise.</summary>
    private static void SamePrinted(string peer, double ours)
    {
        double theirs = double.Parse(peer, CultureInfo.InvariantCulture);
        double printed = double.Parse(ours.ToString("E5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        // A tie in the last printed digit may fall either way.
        double unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(Math.Abs(theirs), 1e-300))) - 5);
        Assert.True((double.IsNaN(theirs) && double.IsNaN(ours)) || theirs == printed || Math.Abs(theirs - ours) < 0.5001 * unit || (Math.Abs(theirs) < 1e-12 && Math.Abs(ours) < 1e-12), $"plink2 {peer}, ours {ours:R}");
    }

    private static string Printed(double value) => value < 1e6 ? value.ToString("G6", CultureInfo.InvariantCulture) : value.ToString(CultureInfo.InvariantCulture);

    private static double Frequency(SimulatedGenotypes simulated, ScoreTerms terms, int t)
    {
        double[] called = [.. Enumerable.Range(0, simulated.Copies.GetLength(1)).Select(i => (double)simulated.Copies[terms.Variants[t], i]).Where(c => c >= 0)];
        double p = called.Average() / 2;
        return terms.NamesAllele1[t] ? p : 1 - p;
    }

    private static ScoreTerms Terms(IGenotypeSource source, string weights) => IdMatching.Match(WeightReader.Read(weights).Value, source).Value;

    private string WriteWeights(string prefix, int step)
    {
        var random = new Numerics.Random.Philox(77, 1);
        var rows = File.ReadLines(prefix + ".bim").Select(l => l.Split('\t')).Where((_, i) => i % step == 0)
            .Select(r => string.Create(CultureInfo.InvariantCulture, $"{r[1]} {r[random.NextBernoulli(0.5) ? 4 : 5]} {random.NextNormal():F4}"));
        return _folder.Write("weights.txt", string.Join('\n', rows) + "\n");
    }
}
