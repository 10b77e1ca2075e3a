using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Genetics.Ancestry;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Sets;
using Etiogrid.Genetics.Weights;

namespace Etiogrid.Genetics.Tests;

/// <summary>
/// One battery of damage over all readers: cut at every k-th byte, every k-th bit flipped, every number of the first bytes made a lie. Whatever
/// happens is a value, a coded diagnostic that names the file, or (genotypes read later) an exception that names file, variant and byte; never
/// another exception, never much memory.
/// </summary>
public sealed class DamageTests : IDisposable
{
    private const long LargestAllocation = 96 << 20;
    private static readonly uint[] Lies = [0, 0x7FFF_FFFF, 0xFFFF_FFFF];
    private readonly TemporaryFolder _folder = new();

    /// <summary>Kinds of files; binary ones of which a cut can always be seen are marked.</summary>
    public static TheoryData<string, bool> Files => new()
    {
        { "x.bed", true }, { "x.bim", false }, { "x.fam", false },
        { "x.pgen", true }, { "x.pgen dosage", true }, { "x.pvar", false }, { "x.psam", false }, { "x.pvar.zst", true },
        { "x.bgen", true }, { "x.bgen zstd", true }, { "x.bgen 1.1", true }, { "x.bgen named", true }, { "x.sample", false },
        { "x.vcf", false }, { "x.vcf.gz", true },
        { "w.pgs.txt", false }, { "w.sumstats.tsv", false }, { "w.sumstats.tsv.gz", true }, { "w.score", false }, { "f.afreq", false },
        { "g.gtf", false }, { "g.glist", false }, { "g.gene.loc", false }, { "g.bed", false }, { "s.gmt", false },
        { "l.labels", false }, { "p.pheno", false }, { "p.covariates", false },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public void Damage_ends_in_a_coded_finding_with_its_place(string kind, bool cutsShow)
    {
        string path = Seed(kind);
        byte[] good = File.ReadAllBytes(path);
        Assert.DoesNotContain(Outcome(path), code => code.Length > 0);
        int step = Math.Max(1, good.Length / 70);
        for (int cut = 0; cut < good.Length; cut += step)
        {
            var found = Try(path, good[..cut], $"cut at {cut}");
            // bgzip closes its files with an empty block of 28 bytes: without it the data are still whole.
            bool whole = kind == "x.vcf.gz" && cut >= good.Length - 28;
            Assert.True(found.Count > 0 || !cutsShow || whole, $"{kind} cut at {cut} of {good.Length} passed unseen");
        }

        for (int k = 0; k < good.Length; k += step)
        {
            byte[] flipped = (byte[])good.Clone();
            flipped[k] ^= (byte)(1 << (k / step % 8));
            Try(path, flipped, $"bit of byte {k}");
        }

        foreach (uint lie in Lies)
        {
            for (int at = 0; at + 4 <= Math.Min(good.Length, 30); at++)
            {
                byte[] lying = (byte[])good.Clone();
                BinaryPrimitives.WriteUInt32LittleEndian(lying.AsSpan(at), lie);
                Try(path, lying, $"number {lie:X} at byte {at}");
            }
        }
    }

    [Theory]
    [InlineData("x.bed")]
    [InlineData("x.pgen")]
    [InlineData("x.bgen")]
    [InlineData("x.vcf")]
    [InlineData("w.sumstats.tsv")]
    [InlineData("g.glist")]
    public void Other_peoples_files_are_told_apart(string kind)
    {
        string path = Seed(kind);
        byte[][] foreign = [[], [0], "\n\n\n"u8.ToArray(), Encoding.ASCII.GetBytes(new string('A', 5000)), [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, .. new byte[40]], [0x1F, 0x8B, 8, 0], [0x28, 0xB5, 0x2F, 0xFD], "PK\u0003\u0004"u8.ToArray(), [0x6C, 0x1B], [0x6C, 0x1B, 0, 1], [0x6C, 0x1B, 0x20, 1, 0, 0, 0, 1, 0, 0, 0, 0x40], Encoding.Unicode.GetBytes("SNP A1 BETA P\nrs1 A 1 1\n"), [.. Enumerable.Repeat((byte)255, 300)]];
        foreach (byte[] bytes in foreign)
        {
            Assert.NotEmpty(Try(path, bytes, Convert.ToHexString(bytes.AsSpan(0, Math.Min(8, bytes.Length)))));
        }
    }

    /// <summary>Codes of what was found; fails on anything that the contract does not allow.</summary>
    private List<string> Try(string path, byte[] bytes, string what)
    {
        File.WriteAllBytes(path, bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            return Outcome(path);
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            throw new InvalidOperationException($"{Path.GetFileName(path)}, {what}: {e.GetType().Name} {e.Message}", e);
        }
        finally
        {
            long taken = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(taken < LargestAllocation, $"{Path.GetFileName(path)}, {what}: {taken >> 20} MiB");
        }
    }

    private List<string> Outcome(string path)
    {
        string name = Path.GetFileName(path);
        return name[0] switch
        {
            'x' => Genotypes(),
            'w' => Codes(WeightReader.Read(path)),
            'f' => Codes(AlleleFrequencies.Read(path)),
            'g' => Codes(GeneLocations.Read(path)),
            's' => Codes(GeneSets.Read(path)),
            'l' => Codes(PopulationLabels.Read(path, [new("0", "P1")])),
            _ => name.EndsWith("pheno", StringComparison.Ordinal) ? Codes(PhenotypeFile.Read(path, [new("F1", "P1"), new("F2", "P2")])) : Codes(CovariateFile.Read(path, [new("F1", "P1"), new("F2", "P2")])),
        };
    }

    private List<string> Genotypes()
    {
        var opened = GenotypeFile.Open(_folder["x"]);
        var found = Codes(opened);
        if (!opened.TryGetValue(out var source))
        {
            return found;
        }

        using (source)
        {
            double[] dosages = new double[source.Samples.Count];
            byte[] packed = new byte[source.PackedLength];
            for (int v = 0; v < source.Variants.Count; v++)
            {
                try
                {
                    source.ReadDosages(v, dosages);
                    source.TryReadHardCalls(v, packed);
                    Assert.All(dosages, d => Assert.True(double.IsNaN(d) || d is >= -1e-9 and <= 2 + 1e-9, $"dosage {d}"));
                }
                catch (InvalidDataException e)
                {
                    Assert.Contains(_folder.Path, e.Message, StringComparison.Ordinal);
                    Assert.Matches("variant [0-9]+ .*byte [0-9]+", e.Message);
                    found.Add("E404");
                }
            }
        }

        return found;
    }

    private List<string> Codes<T>(Parsed<T> parsed)
    {
        Assert.True(parsed.HasValue || parsed.Diagnostics.Count > 0);
        foreach (var finding in parsed.Diagnostics)
        {
            Assert.Matches("^E[14][0-9]{2}$", finding.Code);
            Assert.Contains(_folder.Path, finding.Place.File, StringComparison.Ordinal);
            Assert.NotEmpty(finding.Message);
        }

        return [.. parsed.Diagnostics.Select(d => d.Code)];
    }

    /// <summary>A good file of a kind, with the files that belong to it.</summary>
    private string Seed(string kind)
    {
        string[] words = kind.Split(' ');
        string path = _folder[words[0]];
        if (kind[0] != 'x')
        {
            byte[] text = Encoding.UTF8.GetBytes(Text(words[0]));
            File.WriteAllBytes(path, path.EndsWith(".gz", StringComparison.Ordinal) ? Gzip(text) : text);
            return path;
        }

        var simulated = SimulatedGenotypes.Write(_folder, 37, 24, 5, missing: 0.1, linkage: 0.8, name: "seed");
        string[] bed = [".bed", ".bim", ".fam"];
        if (bed.Contains(Path.GetExtension(words[0])))
        {
            Array.ForEach(bed, e => File.Copy(simulated.Prefix + e, _folder["x" + e]));
            return path;
        }

        string[] arguments = kind switch
        {
            "x.pvar.zst" => ["--make-pgen", "vzs"],
            "x.bgen zstd" => ["--export", "bgen-1.3", "bits=8", "ref-first"],
            "x.bgen 1.1" => ["--export", "bgen-1.1", "ref-first"],
            "x.bgen" or "x.bgen named" or "x.sample" => ["--export", "bgen-1.2", "bits=8", "ref-first"],
            "x.vcf" => ["--export", "vcf"],
            "x.vcf.gz" => ["--export", "vcf", "bgz"],
            _ => ["--make-pgen"],
        };
        string[] input = ["--bfile", simulated.Prefix];
        if (kind == "x.pgen dosage")
        {
            _folder.Write("d.vcf", "##fileformat=VCFv4.2\n##FORMAT=<ID=DS,Number=A,Type=Float,Description=\"D\">\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t" + string.Join('\t', Enumerable.Range(0, 37).Select(i => $"P{i}")) + "\n"
                + string.Concat(Enumerable.Range(0, 20).Select(v => $"1\t{v + 1}\td{v}\tA\tC\t.\t.\t.\tDS\t{string.Join('\t', Enumerable.Range(0, 37).Select(i => (i * v) % (2 + v) == 1 ? "0.37" : i % 5 == 0 ? "." : "1"))}\n")));
            input = ["--vcf", _folder["d.vcf"], "dosage=DS"];
        }

        var run = PeerTool.Run(PeerTool.Require("plink2"), [.. input, .. arguments, "--out", _folder["x"]], _folder.Path);
        Assert.True(run.ExitCode == 0, run.Error + run.Output);
        File.Delete(_folder["x.log"]);
        if (kind == "x.bgen named")
        {
            File.Delete(_folder["x.sample"]);
        }

        return path;
    }

    private static string Text(string name) => name switch
    {
        "w.pgs.txt" => "#pgs_id=PGS1\n#genome_build=GRCh37\n#HmPOS_build=GRCh38\nrsID\tchr_name\tchr_position\teffect_allele\tother_allele\teffect_weight\thm_chr\thm_pos\nrs1\t1\t100\tA\tG\t0.25\t1\t200\nrs2\tX\t300\tT\tC\t-1\tX\t400\n",
        "w.sumstats.tsv" or "w.sumstats.tsv.gz" => "SNP\tCHR\tBP\tA1\tA2\tFRQ_U_200\tINFO\tOR\tSE\tP\n" + string.Concat(Enumerable.Range(1, 30).Select(i => $"rs{i}\t1\t{i * 50}\tA\tG\t0.3\t0.9\t1.{i}\t0.1\t0.0{i}\n")),
        "w.score" => "ID A1 W V\nrs1 A 0.5 1\nrs2 G -1e-3 2\n",
        "f.afreq" => "#CHROM\tID\tREF\tALT\tALT_FREQS\tOBS_CT\n1\trs1\tA\tG\t0.25\t100\n1\trs2\tC\tT\t0.5\t100\n",
        "g.gtf" => "#!genome-build GRCh38\n1\thavana\tgene\t100\t200\t.\t+\t.\tgene_id \"ENSG1.2\"; gene_name \"ABC\";\n1\thavana\texon\t100\t150\t.\t+\t.\tgene_id \"ENSG1.2\";\n2\thavana\tgene\t5\t9\t.\t-\t.\tgene_id \"ENSG2\"; gene_name \"DEF\";\n",
        "g.glist" => "1 100 200 ABC\n22 5 900 DEF\n",
        "g.gene.loc" => "79501\t1\t69091\t70008\t+\tOR4F5\n100996442\t1\t142447\t174392\t-\tLOC1\n",
        "g.bed" => "track name=genes\nchr1\t99\t200\tABC\t0\t+\nchr2\t4\t9\tDEF\t0\t-\n",
        "s.gmt" => "SET_A\thttp://a\tABC\tDEF\nSET_B\tna\tGHI;JKL\n",
        "l.labels" => "IID population\nP1 CEU\nP2 YRI\n",
        "p.covariates" => "FID IID age\nF1 P1 30\nF2 P2 31.5\n",
        _ => "FID IID pheno\nF1 P1 1.5\nF2 P2 0.5\n",
    };

    private static byte[] Gzip(byte[] bytes)
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return stream.ToArray();
    }
}
