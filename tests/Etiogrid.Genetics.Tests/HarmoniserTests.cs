using System.Globalization;
using System.Text;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Harmonisation;
using Etiogrid.Genetics.Weights;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Genetics.Tests;

public sealed class HarmoniserTests : IDisposable
{
    private const string Header = "rsid\tchr\tpos\teffect_allele\tother_allele\tbeta\tp\teaf\n";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(AmbiguousMode.Drop, true)]
    [InlineData(AmbiguousMode.Frequency, true)]
    [InlineData(AmbiguousMode.FileStrand, true)]
    [InlineData(AmbiguousMode.FileStrand, false)]
    [InlineData(AmbiguousMode.Forward, false)]
    public void No_dosage_is_inverted_on_the_truth_set(AmbiguousMode mode, bool flips)
    {
        var (source, weights, truth) = TruthSet(flips);
        var result = Harmoniser.Run(weights, source, new() { Ambiguous = mode }).Value;
        Assert.Equal(truth.Count, result.Rows.Count);
        int inverted = 0;
        int matchedAmbiguous = 0;
        for (int i = 0; i < truth.Count; i++)
        {
            var row = result.Rows[i];
            if (!row.Reason.IsMatch())
            {
                // Only ambiguous, duplicated and multi-allelic variants may be lost.
                Assert.True(truth[i].Ambiguous || truth[i].Expected == row.Reason, $"row {i}: {row.Reason.Code()}, expected {truth[i].Expected.Code()}");
                continue;
            }

            Assert.Equal(truth[i].Variant, row.Variant);
            inverted += truth[i].EffectIsAllele1 == row.NamesAllele1 ? 0 : 1;
            matchedAmbiguous += truth[i].Ambiguous ? 1 : 0;
        }

        Assert.Equal(0, inverted);
        Assert.Equal(mode == AmbiguousMode.Frequency || !flips, matchedAmbiguous > 0);
        source.Dispose();
    }

    [Fact]
    public void Scores_after_swaps_and_flips_equal_those_of_the_plain_file()
    {
        var (source, weights, truth) = TruthSet(flips: true);
        var terms = Harmoniser.Run(weights, source, new() { Ambiguous = AmbiguousMode.Drop }).Value.ToTerms();
        var scores = Scoring.PolygenicScore.Compute(terms, source, new()).Value.Scores[0].Sums;
        double[] dosages = new double[source.Samples.Count];
        double[] expected = new double[source.Samples.Count];
        for (int i = 0; i < truth.Count; i++)
        {
            if (truth[i].Ambiguous || !truth[i].Expected.IsMatch())
            {
                continue;
            }

            source.ReadDosages(truth[i].Variant, dosages);
            for (int k = 0; k < dosages.Length; k++)
            {
                expected[k] += weights.Rows[i].Weights[0] * (truth[i].EffectIsAllele1 ? dosages[k] : 2 - dosages[k]);
            }
        }

        NumericAssert.AllClose(expected, scores, 1e-10, 1e-10);
        source.Dispose();
    }

    [Fact]
    public void Reasons_are_told_apart()
    {
        var source = Genotypes("1\trs1\t0\t100\tA\tG\n1\trs2\t0\t200\tA\tT\n1\trs3\t0\t300\tA\tC\n1\trs3b\t0\t300\tA\tG\n1\trs4\t0\t400\tAT\tA\n1\trs5\t0\t500\tC\tT\n1\trs6\t0\t600\tC\tA\n");
        string[] rows =
        [
            "a\t1\t100\tg\ta", // lower case, effect = REF
            "b\t1\t200\tA\tT",
            "c\t1\t300\tA\tC",
            "d\t1\t400\tA\tAT",
            "e\t1\t400\tTA\tT",
            "f\t1\t500\tC\tA",
            "g\t1\t999\tC\tA",
            "h\t1\t500\tI\tD",
            "i\t1\t600\tG\tNA",
            "j\t1\t600\tG\tT",
            "k\t1\t500\tC\tT",
            "l\t1\t500\tT\tC",
            "rs6\tNA\tNA\tA\tC",
        ];
        var result = Harmoniser.Run(Weights(rows.Select(r => r + "\t0.1\t0.5\tNA")), source, new() { Ambiguous = AmbiguousMode.Drop }).Value;
        Assert.Equal(
            ["REFALT", "AMBIGUOUS", "MULTI_ALLELIC", "REFALT", "ALLELE_MISMATCH", "ALLELE_MISMATCH", "NO_MATCH", "INVALID_ALLELE", "ALLELE_MISMATCH", "DUPLICATE", "DUPLICATE", "DUPLICATE", "DUPLICATE"],
            result.Rows.Select(r => r.Reason.Code()));
        source.Dispose();
    }

    [Fact]
    public void Equal_duplicates_count_once()
    {
        var source = Genotypes("1\trs1\t0\t100\tA\tG\n1\trs2\t0\t200\tA\tC\n");
        var result = Harmoniser.Run(Weights(["rs1\t1\t100\tA\tG\t0.5\t1\tNA", "rs1\t1\t100\tA\tG\t0.5\t1\tNA", "rs2\t1\t200\tC\tA\t1\t1\tNA"]), source, new()).Value;
        Assert.Equal([MatchReason.AltRef, MatchReason.Duplicate, MatchReason.RefAlt], result.Rows.Select(r => r.Reason));
        Assert.Equal(2.0 / 3, result.MatchRate, 12);
        source.Dispose();
    }

    [Fact]
    public void Frequencies_near_one_half_leave_ambiguous_variants_out()
    {
        var source = Genotypes("1\trs1\t0\t100\tA\tT\n1\trs2\t0\t200\tA\tC\n");
        var frequencies = AlleleFrequencies.From([("rs1", "A", "T", 0.3), ("rs2", "A", "C", 0.3)]);
        MatchReason Reason(string eaf) => Harmoniser.Run(Weights([$"rs1\t1\t100\tA\tT\t1\t1\t{eaf}", "rs2\t1\t200\tA\tC\t1\t1\t0.3"]), source, new() { Ambiguous = AmbiguousMode.Frequency, Frequencies = frequencies }).Value.Rows[0].Reason;
        Assert.Equal(MatchReason.AltRef, Reason("0.25"));
        Assert.Equal(MatchReason.RefAltFlip, Reason("0.75"));
        Assert.Equal(MatchReason.AmbiguousNearHalf, Reason("0.45"));
        Assert.Equal(MatchReason.AmbiguousNoFrequency, Reason("NA"));
        Assert.Equal(MatchReason.FrequencyConflict, Reason("0.05"));
        source.Dispose();
    }

    [Fact]
    public void Builds_that_differ_are_refused()
    {
        string hapmap = SharedData.Require("data/genotypes_hapmap3_1kg/HM3_thinned_autosomal_overlap.bed");
        string kilo = SharedData.Require("data/genotypes_hapmap3_1kg/1kg.ref.phase1_release_v3.20101123_thinned_autosomal_overlap.bed");
        var weights = WeightReader.Read(SharedData.Require("data/gwas_pgc3_scz_subset/sumstats.tsv.gz")).Value;
        using var older = GenotypeFile.Open(hapmap).Value;
        using var same = GenotypeFile.Open(kilo).Value;
        Assert.Equal("E451", Assert.Single(Harmoniser.Run(weights, older, new()).Diagnostics).Code);
        var result = Harmoniser.Run(weights, same, new()).Value;
        Assert.InRange(result.Rows.Count(r => r.Reason.IsMatch()), 140, 176);
        Assert.Equal(1, result.ForwardShare);
    }

    [Fact]
    public void Anchors_tell_the_build()
    {
        var rows = WeightReader.Read(SharedData.Require("data/gwas_pgc3_scz_subset/sumstats.tsv.gz")).Value.Rows;
        var anchors = BuildAnchors.All.ToDictionary(a => a.Id);
        var shared = rows.Where(r => r.Id is not null && anchors.ContainsKey(r.Id)).ToList();
        Assert.NotEmpty(shared);
        Assert.All(shared, r => Assert.Equal(anchors[r.Id!].Grch37, r.Position));
        Assert.Equal(GenomeBuild.Grch38, BuildAnchors.Infer(BuildAnchors.All.Take(3).Select(a => (a.Chromosome, a.Grch38, (string?)a.Id))));
        string glist = SharedData.Require("data/gene_locations/glist-hg19");
        var genes = Sets.GeneLocations.Read(glist).Value.Genes;
        Assert.Equal(GenomeBuild.Grch37, BuildAnchors.InferGenes(genes));
        foreach (var anchor in BuildAnchors.All.Where(a => a.Gene.Length > 0))
        {
            Assert.Contains(genes, g => g.Name == anchor.Gene && g.Chromosome == anchor.Chromosome && g.Start <= anchor.Grch37 && anchor.Grch37 <= g.End);
        }

        // GRCh38 positions of a real catalog file: seven anchors stand in it.
        var newer = WeightReader.Read(SharedData.Require("data/genotypes_tiny1000G/PGS001229_hmPOS_GRCh38.txt.gz")).Value.Rows.Select(r => (r.Chromosome, r.Position)).ToHashSet();
        Assert.True(BuildAnchors.All.Count(a => newer.Contains((a.Chromosome, a.Grch38))) >= 7);
        Assert.True(BuildAnchors.All.Count(a => newer.Contains((a.Chromosome, a.Grch37))) <= 1);
        Assert.Equal(GenomeBuild.Grch38, BuildAnchors.Infer(newer.Select(p => (p.Chromosome!, p.Position, (string?)null))));
        Assert.Equal(GenomeBuild.Unknown, BuildAnchors.Infer(BuildAnchors.All.Take(1).Select(a => (a.Chromosome, a.Grch38, (string?)a.Id))));
    }

    [Fact]
    public void A_catalog_file_is_used_in_the_build_that_fits()
    {
        var source = Genotypes(string.Concat(Enumerable.Range(1, 12).Select(i => $"1\tv{i}\t0\t{i * 1000}\tA\tC\n")));
        string text = "#pgs_id=PGS9\n#genome_build=GRCh37\n#HmPOS_build=GRCh38\nrsID\tchr_name\tchr_position\teffect_allele\tother_allele\teffect_weight\thm_chr\thm_pos\n"
            + string.Concat(Enumerable.Range(1, 12).Select(i => $"\t1\t{i * 1000}\tA\tC\t0.1\t1\t{(i * 1000) + 77}\n"));
        var result = Harmoniser.Run(WeightReader.Read(_folder.Write("pgs.txt", text)).Value, source, new()).Value;
        Assert.Equal(GenomeBuild.Grch37, result.Build);
        Assert.Equal(1, result.MatchRate);
        source.Dispose();
    }

    [Fact]
    public void A_real_catalog_file_in_another_build_matches_the_vcf_positions_only()
    {
        var weights = WeightReader.Read(SharedData.Require("data/genotypes_tiny1000G/PGS001229_hmPOS_GRCh38.txt.gz")).Value;
        Assert.Equal(51_209, weights.Rows.Count);
        Assert.Equal(WeightFormat.PgsCatalog, weights.Format);
    }

    private IGenotypeSource Genotypes(string bim)
    {
        int variants = bim.Count(c => c == '\n');
        int[,] copies = new int[variants, 60];
        for (int v = 0; v < variants; v++)
        {
            for (int i = 0; i < 60; i++)
            {
                copies[v, i] = (i + v) % 3;
            }
        }

        _folder.Write("g.bim", bim);
        _folder.Write("g.fam", string.Concat(Enumerable.Range(0, 60).Select(i => $"F{i} P{i} 0 0 0 -9\n")));
        File.WriteAllBytes(_folder["g.bed"], SimulatedGenotypes.Pack(copies));
        return GenotypeFile.Open(_folder["g"]).Value;
    }

    private WeightFile Weights(IEnumerable<string> rows) => WeightReader.Read(_folder.Write("w.tsv", Header + string.Join('\n', rows) + "\n")).Value;

    /// <summary>swap x strand x ambiguous x indel x multi-allelic over 600 variants, frequencies away from one half and slightly off.</summary>
    private (IGenotypeSource Source, WeightFile Weights, List<Truth> Truth) TruthSet(bool flips)
    {
        string[] pairs = ["AG", "CT", "AC", "GT", "AT", "CG"];
        var random = new Philox(5, 5);
        int[,] copies = new int[660, 400];
        double[] p = new double[660];
        var bim = new StringBuilder();
        var rows = new List<string>();
        var truth = new List<Truth>();
        for (int v = 0; v < 660; v++)
        {
            p[v] = 0.1 + (0.25 * random.NextDouble());
            p[v] = random.NextBernoulli(0.5) ? p[v] : 1 - p[v];
            for (int i = 0; i < 400; i++)
            {
                copies[v, i] = (random.NextBernoulli(p[v]) ? 1 : 0) + (random.NextBernoulli(p[v]) ? 1 : 0);
            }

            bool second = v >= 600; // a second alternate allele at an earlier position
            bool indel = v % 11 == 0 && !second;
            string pair = pairs[v % 6];
            string a1 = second ? pairs[v % 4][..1] : indel ? pair[..1] + "TG" : pair[..1];
            string a2 = second ? a1 == "G" ? "C" : "G" : indel ? pair[..1] : pair[1..];
            int position = second ? (((v - 600) * 6) + 1) * 100 : (v + 1) * 100;
            bim.Append(CultureInfo.InvariantCulture, $"1\tv{v}\t0\t{position}\t{a1}\t{a2}\n");
            if (second)
            {
                continue;
            }

            bool swap = random.NextBernoulli(0.5);
            bool flip = flips && !indel && random.NextBernoulli(0.5);
            bool multi = v % 6 == 0 && v / 6 < 60 && !indel;
            var (effect, other) = swap ? (a2, a1) : (a1, a2);
            double eaf = (swap ? 1 - p[v] : p[v]) + (0.02 * (random.NextDouble() - 0.5));
            (effect, other) = flip ? (Alleles.Complement(effect)!, Alleles.Complement(other)!) : (effect, other);
            rows.Add(string.Create(CultureInfo.InvariantCulture, $"v{v}\t1\t{position}\t{effect}\t{other}\t{random.NextNormal():R}\t0.5\t{eaf:R}"));
            truth.Add(new(v, !swap, pair is "AT" or "CG" && !indel, multi ? MatchReason.MultiAllelic : MatchReason.AltRef));
        }

        _folder.Write("t.bim", bim.ToString());
        _folder.Write("t.fam", string.Concat(Enumerable.Range(0, 400).Select(i => $"F{i} P{i} 0 0 0 -9\n")));
        File.WriteAllBytes(_folder["t.bed"], SimulatedGenotypes.Pack(copies));
        return (GenotypeFile.Open(_folder["t"]).Value, Weights(rows), truth);
    }

    private sealed record Truth(int Variant, bool EffectIsAllele1, bool Ambiguous, MatchReason Expected);
}
