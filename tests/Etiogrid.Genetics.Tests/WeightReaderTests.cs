using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Weights;

namespace Etiogrid.Genetics.Tests;

public sealed class WeightReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_plink_file_without_header_has_numbered_scores()
    {
        var file = WeightReader.Read(_folder.Write("w.txt", "rs1 A 0.5 -1\nrs2\tG\t1e-3\t2\n")).Value;
        Assert.Equal(WeightFormat.Plink, file.Format);
        Assert.Equal(["SCORE1", "SCORE2"], file.ScoreNames);
        Assert.Equal([0.5, -1], file.Rows[0].Weights);
        Assert.Equal([0.001, 2], file.Rows[1].Weights);
    }

    [Fact]
    public void A_plink_header_names_the_scores()
    {
        var file = WeightReader.Read(_folder.Write("w.txt", "ID\tA1\tmood\tsleep\nrs1\tA\t1\t2\n")).Value;
        Assert.Equal(["mood", "sleep"], file.ScoreNames);
        Assert.Equal(2, Assert.Single(file.Rows).Row);
    }

    [Fact]
    public void A_pgs_catalog_file_gives_both_builds()
    {
        var file = WeightReader.Read(_folder.Write("PGS1.txt", "###PGS CATALOG SCORING FILE\n#format_version=2.0\n##POLYGENIC SCORE (PGS) INFORMATION\n#pgs_id=PGS000001\n#genome_build=GRCh37\n##HARMONIZATION DETAILS\n#HmPOS_build=GRCh38\n"
            + "rsID\tchr_name\tchr_position\teffect_allele\tother_allele\teffect_weight\thm_source\thm_rsID\thm_chr\thm_pos\thm_inferOtherAllele\n"
            + "rs1\tchr1\t100\tA\tG\t0.25\tENSEMBL\trs1\t1\t200\t\nrs2\t23\t300\tT\t\t-1\tENSEMBL\t\t\t\tC\n")).Value;
        Assert.Equal(WeightFormat.PgsCatalog, file.Format);
        Assert.Equal((GenomeBuild.Grch38, GenomeBuild.Grch37), (file.Build, file.OtherBuild));
        Assert.Equal("PGS000001", Assert.Single(file.ScoreNames));
        Assert.Equal(("1", 200, "1", 100), (file.Rows[0].Chromosome, file.Rows[0].Position, file.Rows[0].OtherBuildChromosome, file.Rows[0].OtherBuildPosition));
        Assert.Equal((null, 0, "X", 300), (file.Rows[1].Chromosome, file.Rows[1].Position, file.Rows[1].OtherBuildChromosome, file.Rows[1].OtherBuildPosition));
    }

    [Theory]
    [InlineData("SNP\tCHR\tBP\tA1\tA2\tFRQ_A_100\tFRQ_U_200\tINFO\tOR\tSE\tP", "rs1\t1\t5\tA\tG\t0.2\t0.3\t0.9\t1.5\t0.1\t0.01", 0.4054651081081644, 0.3)]
    [InlineData("variant_id\tchromosome\tbase_pair_location\teffect_allele\tother_allele\tbeta\tstandard_error\teffect_allele_frequency\tp_value", "rs1\t1\t5\tA\tG\t0.2\t0.1\t0.3\t0.01", 0.2, 0.3)]
    [InlineData("#CHROM\tPOS\tID\tREF\tALT\tA1\tA1_FREQ\tBETA\tSE\tP", "1\t5\trs1\tG\tA\tA\t0.3\t0.2\t0.1\t0.01", 0.2, 0.3)]
    [InlineData("MarkerName CHR BP Allele1 Allele2 Freq1 Effect StdErr P-value", "rs1 1 5 A G 0.3 0.2 0.1 0.01", 0.2, 0.3)]
    [InlineData("CHROM GENPOS ID ALLELE0 ALLELE1 A1FREQ INFO BETA SE LOG10P", "1 5 rs1 G A 0.3 1 0.2 0.1 2", 0.2, 0.3)]
    public void Summary_statistics_dialects_mean_the_same(string header, string row, double beta, double frequency)
    {
        var file = WeightReader.Read(_folder.Write("gwas.txt", header + "\n" + row + "\n")).Value;
        Assert.Equal(WeightFormat.SummaryStatistics, file.Format);
        var found = Assert.Single(file.Rows);
        Assert.Equal(("rs1", "1", 5, "A", "G"), (found.Id, found.Chromosome, found.Position, found.EffectAllele, found.OtherAllele));
        NumericAssert.Close(beta, found.Weights[0], 1e-14);
        Assert.Equal(frequency, found.EffectFrequency);
        Assert.Equal(0.1, found.StandardError);
        NumericAssert.Close(0.01, found.P, 1e-14);
    }

    [Fact]
    public void The_schizophrenia_subset_reads_whole()
    {
        var file = WeightReader.Read(SharedData.Require("data/gwas_pgc3_scz_subset/sumstats.tsv.gz")).Value;
        Assert.Equal(100_000, file.Rows.Count);
        Assert.Equal(257, file.Rows.Count(r => r.P < 5e-8));
        Assert.Equal(79, file.Rows.Count(r => r.P < 5e-8 && r.Chromosome == "6"));
        NumericAssert.Close(4.8e-39, file.Rows.Min(r => r.P), 0.01);
        var summary = GwasSummary.Of(file);
        Assert.Equal((100_000, 100_000, 257), (summary.Variants, summary.WithP, summary.Hits));
        // scipy: median(chi2.isf(P, 1)) / chi2.ppf(0.5, 1). The 2014 study with 36,989 cases reported 1.47 (doi 10.1038/nature13595); this one is larger.
        NumericAssert.Close(1.5977372250512165, summary.Lambda, 1e-9);
        Assert.InRange(summary.MeanChiSquared, 1.88, 1.90);
        // Effects, standard errors and p values tell the same story up to their printed digits.
        Assert.True(summary.LargestDisagreement < 0.5, $"{summary.LargestDisagreement}");
    }

    [Fact]
    public void Inflation_is_one_without_association_and_that_of_the_scale_with_it()
    {
        var random = new Numerics.Random.Philox(3, 9);
        WeightFile File(double scale)
        {
            var rows = new WeightTable(1, [WeightNumber.StandardError, WeightNumber.P]);
            for (int i = 0; i < 20_000; i++)
            {
                double z = scale * random.NextNormal();
                rows.Add(i, default, "1"u8, i, "A"u8, "G"u8);
                rows.AddWeight(0, z);
                rows.AddNumber(WeightNumber.StandardError, 1);
                rows.AddNumber(WeightNumber.P, Numerics.Distributions.Normal.TwoSided(z));
            }

            return new("w", WeightFormat.SummaryStatistics, GenomeBuild.Unknown, GenomeBuild.Unknown, ["B"], rows);
        }

        Assert.InRange(GwasSummary.Of(File(1)).Lambda, 0.96, 1.04);
        Assert.InRange(GwasSummary.Of(File(1.3)).Lambda, 1.62, 1.76);
        Assert.True(GwasSummary.Of(File(1)).LargestDisagreement < 1e-10);
        Assert.Equal(0, GwasSummary.Of(File(1)).Hits);
        var bare = new WeightTable(1);
        bare.Add(1, "rs1"u8, default, 0, "A"u8, default);
        bare.AddWeight(0, 1);
        var none = GwasSummary.Of(File(1) with { Rows = bare });
        Assert.True(double.IsNaN(none.Lambda) && none.Smallest is null && none.WithP == 0);
    }

    [Theory]
    [InlineData("rs1 A 0,5\n", "E412", "Write 0.5")]
    [InlineData("rs1 A 1\nrs2 A inf\n", "E412", "")]
    [InlineData("rs1 A 1\nrs2 A\n", "E413", "")]
    [InlineData("", "E102", "")]
    [InlineData("only one\n", "E411", "")]
    [InlineData("SNP A1 BETA P\nrs1 A 0.1 1.5\n", "E417", "")]
    [InlineData("rsID\teffect_allele\teffect_weight\tis_recessive\nrs1\tA\t1\tTrue\n", "E414", "")]
    public void Bad_files_end_in_their_code(string text, string code, string fix)
    {
        var parsed = WeightReader.Read(_folder.Write("w.txt", text));
        Assert.False(parsed.HasValue);
        Assert.Equal(code, parsed.Diagnostics[0].Code);
        Assert.Contains(fix, parsed.Diagnostics[0].Fix ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_weight_leaves_its_row_out_with_a_warning()
    {
        var parsed = WeightReader.Read(_folder.Write("w.txt", "SNP A1 BETA P\nrs1 A NA 0.5\nrs2 A 1 0.5\n"));
        Assert.Equal("rs2", Assert.Single(parsed.Value.Rows).Id);
        Assert.Equal(("E418", 2L), (parsed.Diagnostics[0].Code, parsed.Diagnostics[0].Place.Row));
    }
}
