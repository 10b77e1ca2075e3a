using System.Globalization;
using System.Text;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Scoring;
using Etiogrid.Genetics.Weights;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Genetics.Tests;

/// <summary>One battery over all genotype readers; files of other formats are written by plink2.</summary>
public sealed class GenotypeReaderContractTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, int, double> Formats
    {
        get
        {
            var data = new TheoryData<string, int, double>();
            foreach (string format in (string[])["bed", "pgen", "pgen vzs", "pgen bed", "vcf", "vcf.gz", "bgen8", "bgen16", "bgen zstd", "bgen 1.1"])
            {
                foreach (var (people, missing) in ((int, double)[])[(3, 0.2), (64, 0), (255, 0.05), (256, 0.01), (257, 0.01), (1001, 0.002)])
                {
                    data.Add(format, people, missing);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_reader_gives_the_same_people_variants_and_genotypes(string format, int people, double missing)
    {
        var simulated = Varied(people, missing);
        using var truth = GenotypeFile.Open(simulated + ".bed").Value;
        using var source = GenotypeFile.Open(Convert(simulated, format)).Value;
        Assert.Equal(truth.Samples.Select(s => s.IndividualId), source.Samples.Select(s => s.IndividualId.Split('_')[^1]));
        Assert.Equal(truth.Variants, source.Variants);
        double[] expected = new double[people], dosages = new double[people], unpacked = new double[people];
        byte[] packed = new byte[source.PackedLength];
        // Backwards and again, since some records refer to earlier ones.
        foreach (int v in Enumerable.Range(0, truth.Variants.Count).Reverse().Concat([5, 7, 6]))
        {
            truth.ReadDosages(v, expected);
            source.ReadDosages(v, dosages);
            NumericAssert.AllClose(expected, dosages, 0, 1e-12, $"variant {v}");
            if (source.TryReadHardCalls(v, packed))
            {
                PackedGenotypes.Unpack(packed, unpacked);
                Assert.Equal(expected, unpacked);
            }
            else
            {
                Assert.False(source.HardCallsOnly);
            }
        }
    }

    [Theory]
    [InlineData("pgen", 1e-12)]
    [InlineData("pgen vzs", 1e-12)]
    [InlineData("pgen bed", 1e-12)]
    [InlineData("vcf", 1e-12)]
    [InlineData("bgen8", 1e-9)]
    [InlineData("bgen zstd", 1e-9)]
    [InlineData("bgen 1.1", 1e-9)]
    public void Scores_are_the_same_from_every_format_and_any_number_of_threads(string format, double tolerance)
    {
        var simulated = SimulatedGenotypes.Write(_folder, 300, 400, 6, missing: 0.03);
        string weights = simulated.WriteWeights(_folder, 1, 3);
        using var bed = GenotypeFile.Open(simulated.Prefix + ".bed").Value;
        using var other = GenotypeFile.Open(Convert(simulated.Prefix, format)).Value;
        double[] Sums(IGenotypeSource source, int threads) =>
            PolygenicScore.Compute(IdMatching.Match(WeightReader.Read(weights).Value, source).Value, source, new(Threads: threads)).Value.Scores[0].Sums;
        NumericAssert.AllClose(Sums(bed, 1), Sums(other, 1), tolerance, tolerance);
        Assert.Equal(Sums(other, 1), Sums(other, 4));
    }

    [Fact]
    public void The_bed_and_pgen_twins_of_the_synthetic_cohort_give_identical_scores()
    {
        string bed = SharedData.Require("data/genotypes_cineca_synthetic/cineca_synthetic_subset.bed");
        using var first = GenotypeFile.Open(bed).Value;
        using var second = GenotypeFile.Open(bed[..^4] + ".pgen").Value;
        string weights = _folder.Write("w.txt", string.Concat(first.Variants.Select((v, i) => string.Create(CultureInfo.InvariantCulture, $"{v.Id} {v.Allele1} {((i * 37) % 101) - 50.5}\n"))));
        ScoreTable Table(IGenotypeSource source) => PolygenicScore.Compute(IdMatching.Match(WeightReader.Read(weights).Value, source).Value, source, new()).Value;
        var (a, b) = (Table(first), Table(second));
        Assert.Equal(a.Samples.Select(s => s.IndividualId), b.Samples.Select(s => s.IndividualId));
        Assert.Equal(a.AlleleCounts, b.AlleleCounts);
        Assert.Equal(a.NamedDosageSums, b.NamedDosageSums);
        Assert.Equal(a.Scores[0].Sums, b.Scores[0].Sums);
    }

    [Fact]
    public void The_real_vcf_and_bgen_agree()
    {
        using var vcf = GenotypeFile.Open(SharedData.Require("data/genotypes_tiny1000G/tiny1000G.vcf.gz")).Value;
        using var bgen = GenotypeFile.Open(SharedData.Require("data/genotypes_tiny1000G/tiny1000G.bgen")).Value;
        Assert.Equal((1004, 3202), (vcf.Variants.Count, vcf.Samples.Count));
        Assert.Equal(vcf.Samples.Select(s => s.IndividualId), bgen.Samples.Select(s => s.IndividualId));
        double[] a = new double[3202], b = new double[3202];
        for (int v = 0; v < 1004; v++)
        {
            // This BGEN lists the reference allele last.
            Assert.Equal((vcf.Variants[v].Position, vcf.Variants[v].Allele1, vcf.Variants[v].Allele2), (bgen.Variants[v].Position, bgen.Variants[v].Allele2, bgen.Variants[v].Allele1));
            if (vcf.Variants[v].Chromosome == "X")
            {
                // plink2 reads the two files differently here too: 21 heterozygous calls of one person differ at the source.
                continue;
            }

            vcf.ReadDosages(v, a);
            bgen.ReadDosages(v, b);
            NumericAssert.AllClose(a, [.. b.Select(d => 2 - d)], 0, 1e-9);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(9)]
    [InlineData(19)]
    public void Multi_allelic_records_are_split_the_same_way_from_vcf_and_pgen(int alternates)
    {
        var random = new Philox(8, (ulong)alternates);
        var text = new StringBuilder(VcfHeader(70));
        for (int v = 0; v < 40; v++)
        {
            text.Append(CultureInfo.InvariantCulture, $"1\t{v + 1}\tm{v}\tA\t{string.Join(',', Enumerable.Range(1, alternates).Select(a => "A" + new string('C', a)))}\t.\t.\t.\tGT");
            for (int i = 0; i < 70; i++)
            {
                int Allele() => random.NextBernoulli(v % 2 == 0 ? 0.05 : 0.6) ? 1 + random.NextInt32(alternates) : 0;
                text.Append(random.NextBernoulli(0.05) ? "\t./." : string.Create(CultureInfo.InvariantCulture, $"\t{Allele()}/{Allele()}"));
            }

            text.Append('\n');
        }

        string vcf = _folder.Write("m.vcf", text.ToString());
        Plink2("--vcf", vcf, "--make-pgen", "--out", _folder["m"]);
        SameDosages(vcf, _folder["m.pgen"], 0);
    }

    [Theory]
    [InlineData(1.0, '/')]
    [InlineData(0.3, '/')]
    [InlineData(0.01, '/')]
    [InlineData(0.3, '|')]
    public void Dosages_agree_between_vcf_and_pgen(double fractional, char separator)
    {
        var random = new Philox(4, 4);
        var text = new StringBuilder(VcfHeader(90));
        for (int v = 0; v < 60; v++)
        {
            text.Append(CultureInfo.InvariantCulture, $"1\t{v + 1}\td{v}\tA\tC\t.\t.\t.\tGT:DS");
            for (int i = 0; i < 90; i++)
            {
                int copies = random.NextInt32(3);
                double dosage = random.NextBernoulli(fractional) ? Math.Abs(copies - (random.NextInt32(3000) / 16384.0)) : copies;
                string call = copies switch { 0 => $"0{separator}0", 1 => random.NextBernoulli(0.5) ? $"0{separator}1" : $"1{separator}0", _ => $"1{separator}1" };
                text.Append(random.NextBernoulli(0.03) ? "\t./.:." : string.Create(CultureInfo.InvariantCulture, $"\t{call}:{dosage:F6}"));
            }

            text.Append('\n');
        }

        string vcf = _folder.Write("d.vcf", text.ToString());
        Plink2("--vcf", vcf, "dosage=DS", "--make-pgen", "--out", _folder["d"]);
        SameDosages(vcf, _folder["d.pgen"], 1.01 / 32768);
    }

    [Fact]
    public void Malformed_text_records_name_row_and_person()
    {
        string good = VcfHeader(2) + "1\t5\trs\tA\tC\t.\t.\t.\tGT\t0/1\t";
        var parsed = GenotypeFile.Open(_folder.Write("b.vcf", good + "0/2\n"));
        Assert.Equal(("E463", 5L, "P1"), (parsed.Diagnostics[0].Code, parsed.Diagnostics[0].Place.Row!.Value, parsed.Diagnostics[0].Place.Column));
        Assert.Equal("E462", GenotypeFile.Open(_folder.Write("b.vcf", good + "0/1\t1/1\n")).Diagnostics[0].Code);
        Assert.Equal("E461", GenotypeFile.Open(_folder.Write("b.vcf", "1\t2\n")).Diagnostics[0].Code);
    }

    [Fact]
    public void A_pgen_that_does_not_fit_its_tables_is_refused()
    {
        string path = Convert(Varied(40, 0.05), "pgen");
        File.WriteAllLines(path[..^5] + ".psam", File.ReadAllLines(path[..^5] + ".psam").SkipLast(1));
        Assert.Equal("E404", Assert.Single(GenotypeFile.Open(path).Diagnostics).Code);
    }

    private void SameDosages(string a, string b, double tolerance)
    {
        using var first = GenotypeFile.Open(a).Value;
        using var second = GenotypeFile.Open(b).Value;
        Assert.Equal(first.Variants, second.Variants);
        double[] x = new double[first.Samples.Count], y = new double[first.Samples.Count];
        for (int v = 0; v < first.Variants.Count; v++)
        {
            first.ReadDosages(v, x);
            second.ReadDosages(v, y);
            NumericAssert.AllClose(x, y, 0, tolerance, first.Variants[v].Id);
        }
    }

    /// <summary>Common, rare and monomorphic variants, and runs in near-complete linkage, so that every record type occurs.</summary>
    private string Varied(int people, double missing)
    {
        var simulated = SimulatedGenotypes.Write(_folder, people, 120, 44, missing, linkage: 0.9);
        var random = new Philox(2, 2);
        for (int v = 0; v < 120; v += 3)
        {
            double p = v % 2 == 0 ? 0.01 : 0.99;
            for (int i = 0; i < people; i++)
            {
                simulated.Copies[v, i] = v % 9 == 0 && random.NextBernoulli(0.9) ? -1 : (random.NextBernoulli(p) ? 1 : 0) + (random.NextBernoulli(p) ? 1 : 0);
            }
        }

        File.WriteAllBytes(simulated.Prefix + ".bed", SimulatedGenotypes.Pack(simulated.Copies));
        return simulated.Prefix;
    }

    private string Convert(string prefix, string format)
    {
        if (format == "bed")
        {
            return prefix + ".bed";
        }

        string[] arguments = format switch
        {
            "pgen" => ["--make-pgen"],
            "pgen vzs" => ["--make-pgen", "vzs"],
            "pgen bed" => ["--make-just-pvar", "--make-just-psam"],
            "vcf" => ["--export", "vcf", "id-paste=iid"],
            "vcf.gz" => ["--export", "vcf", "bgz", "id-paste=iid"],
            "bgen 1.1" => ["--export", "bgen-1.1", "ref-first"],
            "bgen zstd" => ["--export", "bgen-1.3", "bits=8", "ref-first", "id-paste=iid"],
            "bgen8" => ["--export", "bgen-1.2", "bits=8", "ref-first", "id-paste=iid"],
            _ => ["--export", "bgen-1.2", "bits=16", "ref-first", "id-paste=iid"],
        };
        Plink2(["--bfile", prefix, .. arguments, "--out", _folder["converted"]]);
        if (format == "pgen bed")
        {
            // A .bed is a valid .pgen.
            File.Copy(prefix + ".bed", _folder["converted.pgen"], overwrite: true);
        }

        return _folder["converted." + format.Split(' ')[0].TrimEnd('8', '1', '6')];
    }

    private void Plink2(params string[] arguments)
    {
        var run = PeerTool.Run(PeerTool.Require("plink2"), arguments, _folder.Path);
        Assert.True(run.ExitCode == 0, run.Error + run.Output);
    }

    private static string VcfHeader(int people) =>
        "##fileformat=VCFv4.2\n##FORMAT=<ID=GT,Number=1,Type=String,Description=\"G\">\n##FORMAT=<ID=DS,Number=A,Type=Float,Description=\"D\">\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t" + string.Join('\t', Enumerable.Range(0, people).Select(i => $"P{i}")) + "\n";

    [Fact]
    public void Vcf_takes_ds_then_gt_then_gp()
    {
        string Record(string id, string format, params string[] cells) => $"1\t5\t{id}\tA\tC\t.\t.\t.\t{format}\t{string.Join('\t', cells)}\n";
        string path = _folder.Write("mixed.vcf", "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tP\tQ\tR\n"
            + Record("a", "GT:DS:GP", "0/1:0.9:1,0,0", "1|1:.:1,0,0", "./.:.:1,0,0")
            + Record("b", "GP", "0.1,0.8,0.1", "0,0.02,0.98", ".")
            + Record("c", "DP:GT", "7:0/1", "9:./1", "3"));
        using var source = GenotypeFile.Open(path).Value;
        double[] dosages = new double[3];
        double[][] expected = [[0.9, 2, double.NaN], [1, 1.98, double.NaN], [1, double.NaN, double.NaN]];
        for (int v = 0; v < 3; v++)
        {
            source.ReadDosages(v, dosages);
            NumericAssert.AllClose(expected[v], dosages, 1e-6, 0);
        }

        string wrong = _folder.Write("wrong.vcf", "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tP\n" + Record("a", "GP", "0.1,0.2,0.1"));
        Assert.Equal("E463", GenotypeFile.Open(wrong).Diagnostics[0].Code);
    }

    [Fact]
    public void A_pvar_with_blanks_is_read_like_one_with_tabs()
    {
        string tabs = _folder.Write("t.pvar", "##x\n#CHROM\tPOS\tID\tREF\tALT\n1\t5\tv\tA\tC,G\n");
        string blanks = _folder.Write("b.pvar", "##x\n#CHROM POS ID REF ALT\n1 5  v A C,G\n");
        var read = PlinkTextTables.ReadPvar(tabs).Value.Single();
        var same = PlinkTextTables.ReadPvar(blanks).Value.Single();
        Assert.Equal(read.Alternates, same.Alternates);
        Assert.Equal(read with { Alternates = [] }, same with { Alternates = [] });
    }
}
