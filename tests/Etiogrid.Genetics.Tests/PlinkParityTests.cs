using System.Globalization;
using System.Text;
using Etiogrid.Genetics.Clumping;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Scoring;
using Etiogrid.Genetics.Weights;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Genetics.Tests;

/// <summary>Randomised data sets, each scored or clumped by plink2 or plink 1.9 in the same test: every person's numbers at the printed digits, every index variant.</summary>
public sealed class PlinkParityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 0, MissingDosage.Mean)]
    [InlineData(2, 0.3, MissingDosage.Mean)]
    [InlineData(3, 1, MissingDosage.Mean)]
    [InlineData(4, 0.3, MissingDosage.Zero)]
    [InlineData(5, 1, MissingDosage.Zero)]
    [InlineData(6, 0.02, MissingDosage.Zero)]
    public void Plinks_own_dummy_data_with_dosages_and_missing_calls(int seed, double dosages, MissingDosage missing)
    {
        Plink2("--dummy", $"{60 + (17 * seed)}", "180", "0.07", string.Create(CultureInfo.InvariantCulture, $"dosage-freq={dosages}"), "--seed", $"{seed}", "--make-pgen", "--out", _folder["d"]);
        Compare("--pfile", _folder["d"], ".pgen", Weights(_folder["d.pvar"], seed, columns: 1), missing);
    }

    [Theory]
    [InlineData(2, MissingDosage.Mean)]
    [InlineData(3, MissingDosage.Zero)]
    [InlineData(5, MissingDosage.Mean)]
    public void Multi_allelic_variants_scored_by_any_of_their_alleles(int alternates, MissingDosage missing)
    {
        string vcf = WriteVcf(90, 60, alternates, dosage: false, (ulong)alternates);
        Plink2("--vcf", vcf, "--make-pgen", "--out", _folder["m"]);
        var random = new Philox(31, (ulong)alternates);
        var text = new StringBuilder();
        foreach (string[] row in Rows(_folder["m.pvar"]))
        {
            // One alternate, several, the reference, or both: each allele at most once.
            foreach (string allele in (string[])[.. row[4].Split(','), row[3]])
            {
                if (random.NextBernoulli(0.5))
                {
                    text.Append(CultureInfo.InvariantCulture, $"{row[2]} {allele} {random.NextNormal():F4}\n");
                }
            }
        }

        Compare("--pfile", _folder["m"], ".pgen", _folder.Write("w.txt", text.ToString()), missing);
        using var fromVcf = GenotypeFile.Open(vcf).Value;
        using var fromPgen = GenotypeFile.Open(_folder["m.pgen"]).Value;
        ScoreTable Table(IGenotypeSource source) => PolygenicScore.Compute(IdMatching.Match(WeightReader.Read(_folder["w.txt"]).Value, source).Value, source, new(missing)).Value;
        Assert.Equal(Table(fromPgen).Scores[0].Sums, Table(fromVcf).Scores[0].Sums);
        Assert.Equal(Table(fromPgen).AlleleCounts, Table(fromVcf).AlleleCounts);
    }

    [Theory]
    [InlineData("--vcf", ".vcf", MissingDosage.Mean)]
    [InlineData("--vcf", ".vcf", MissingDosage.Zero)]
    [InlineData("--bgen", ".bgen", MissingDosage.Mean)]
    public void Dosages_of_vcf_and_bgen(string flag, string extension, MissingDosage missing)
    {
        string vcf = WriteVcf(75, 120, 1, dosage: true, 9);
        Plink2("--vcf", vcf, "dosage=DS", "--make-pgen", "--out", _folder["q"]);
        if (extension == ".bgen")
        {
            Plink2("--pfile", _folder["q"], "--export", "bgen-1.2", "bits=16", "ref-first", "id-paste=iid", "--out", _folder["q"]);
        }
        else
        {
            // DS with all of the digits that a .pgen can hold.
            Plink2("--pfile", _folder["q"], "--export", "vcf", "vcf-dosage=DS-force", "id-paste=iid", "--out", _folder["q"]);
        }

        string[] input = extension == ".bgen" ? [_folder["q.bgen"], "ref-first", "--sample", _folder["q.sample"]] : [_folder["q.vcf"], "dosage=DS"];
        Compare(flag, input, _folder["q" + extension], Weights(_folder["q.pvar"], 5, columns: 1), missing);
    }

    [Fact]
    public void Many_columns_and_given_frequencies()
    {
        Plink2("--dummy", "30", "150", "0.1", "--seed", "8", "--make-bed", "--out", _folder["few"]);
        Plink2("--dummy", "400", "150", "0.02", "--seed", "9", "--make-bed", "--freq", "--out", _folder["panel"]);
        File.Copy(_folder["few.bim"], _folder["panel.bim"], overwrite: true);
        Plink2("--bfile", _folder["panel"], "--freq", "--out", _folder["panel"]);
        string weights = Weights(_folder["few.bim"], 3, columns: 4);
        Compare("--bfile", [_folder["few"], "--read-freq", _folder["panel.afreq"]], _folder["few.bed"], weights, MissingDosage.Mean, columns: 4, frequencies: _folder["panel.afreq"]);
        Compare("--bfile", [_folder["few"]], _folder["few.bed"], weights, MissingDosage.Zero, columns: 4);
    }

    [Theory]
    [InlineData(11, 0.2, 40, 1.0)]
    [InlineData(12, 0.05, 500, 0.6)]
    [InlineData(13, 0.6, 15, 1.0)]
    [InlineData(14, 0.1, 1000, 0.2)]
    public void Clumps_of_linked_random_data_with_pseudo_autosomal_variants_ties_and_non_founders(int seed, double r2, int kilobases, double p1)
    {
        var simulated = SimulatedGenotypes.Write(_folder, 120 + (20 * (seed % 3)), 500, (ulong)seed, missing: 0.05, linkage: 0.93);
        string[] names = ["1", "2", "22", "25"];
        string[] bim = File.ReadAllLines(simulated.Prefix + ".bim");
        File.WriteAllLines(simulated.Prefix + ".bim", bim.Select((l, v) => names[v * names.Length / bim.Length] + l[l.IndexOf('\t', StringComparison.Ordinal)..]));
        File.WriteAllLines(simulated.Prefix + ".fam", File.ReadAllLines(simulated.Prefix + ".fam").Select((_, i) => $"F{i} P{i} {(i % 9 == 0 ? "D" : "0")} 0 {i % 3} -9"));
        var random = new Philox((ulong)seed, 4);
        string statistics = _folder.Write("p.txt", "SNP A1 BETA P\n" + string.Concat(Rows(simulated.Prefix + ".bim").Where(_ => random.NextBernoulli(0.95)).Select(r => string.Create(CultureInfo.InvariantCulture, $"{r[1]} {r[4]} 0.1 {Math.Round(random.NextDouble(), 2):F2}\n"))));
        string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
        var run = PeerTool.Run(PeerTool.Require("plink1.9"), ["--bfile", simulated.Prefix, "--clump", statistics, "--clump-p1", Number(p1), "--clump-p2", "1", "--clump-r2", Number(r2), "--clump-kb", Number(kilobases), "--allow-no-sex", "--out", _folder["peer"]], _folder.Path);
        Assert.True(run.ExitCode == 0, run.Error + run.Output);
        (string Id, string Total)[] peer = [.. File.ReadLines(_folder["peer.clumped"]).Skip(1).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(c => c.Length > 5).Select(c => (c[2], c[5]))];
        using var source = GenotypeFile.Open(simulated.Prefix + ".bed").Value;
        var candidates = ClumpInput.Match(WeightReader.Read(statistics).Value, source).Value;
        var ours = GreedyClumping.Run(source, candidates, new() { R2 = r2, Distance = kilobases * 1000, IndexP = p1 });
        Assert.True(peer.Length > 10);
        Assert.Equal(peer, ours.Select(c => (source.Variants[candidates[c.Candidate].Variant].Id, c.Total.ToString(CultureInfo.InvariantCulture))));
    }

    private static IEnumerable<string[]> Rows(string table) => File.ReadLines(table).Where(l => l[0] != '#').Select(l => l.Split('\t'));

    private void Compare(string flag, string prefix, string extension, string weights, MissingDosage missing) => Compare(flag, [prefix], prefix + extension, weights, missing);

    private void Compare(string flag, string[] input, string path, string weights, MissingDosage missing, int columns = 1, string? frequencies = null)
    {
        string[] mode = missing == MissingDosage.Zero ? ["no-mean-imputation"] : [];
        string[] several = columns > 1 ? ["header-read"] : [];
        string[] places = columns > 1 ? ["--score-col-nums", string.Create(CultureInfo.InvariantCulture, $"3-{2 + columns}")] : [];
        Plink2([flag, .. input, "--score", weights, .. several, .. mode, "cols=fid,nallele,denom,dosagesum,scoreavgs,scoresums", .. places, "--out", _folder["peer"]]);
        string extension = Path.GetExtension(path);
        using var source = GenotypeFile.Open(path).Value;
        var given = frequencies is null ? null : AlleleFrequencies.Read(frequencies).Value;
        var table = PolygenicScore.Compute(IdMatching.Match(WeightReader.Read(weights).Value, source).Value, source, new(missing, given, Threads: 2)).Value;
        // plink2 keeps dosages in steps of 1/16,384; those of text and of 16-bit probabilities lie between.
        double step = extension is ".vcf" or ".bgen" ? WeightReader.Read(weights).Value.Rows.Sum(r => Math.Abs(r.Weights[0])) / 32768 : 0;
        string[][] rows = [.. File.ReadLines(_folder["peer.sscore"]).Skip(1).Select(l => l.Split('\t'))];
        Assert.Equal(table.Samples.Count, rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            string[] cells = rows[i][^(3 + (2 * columns))..];
            Assert.Equal((cells[0], cells[1]), (table.AlleleCounts[i].ToString(CultureInfo.InvariantCulture), table.Denominators[i].ToString(CultureInfo.InvariantCulture)));
            // plink2 rounds sums of fractional dosages to thousandths.
            double named = double.Parse(cells[2], CultureInfo.InvariantCulture);
            Assert.True(Math.Abs(named - table.NamedDosageSums[i]) < 0.00051 + (step > 0 ? table.AlleleCounts[i] / 65536.0 : 0), $"named dosages of person {i}: plink2 {cells[2]}, ours {table.NamedDosageSums[i]:R}");
            for (int c = 0; c < columns; c++)
            {
                SamePrinted(cells[3 + c], table.Scores[c].Average(i), step / table.Denominators[i], $"average {c} of person {i}");
                SamePrinted(cells[3 + columns + c], table.Scores[c].Sums[i], step, $"sum {c} of person {i}");
            }
        }
    }

    private static void SamePrinted(string peer, double ours, double step, string what)
    {
        double theirs = double.Parse(peer, CultureInfo.InvariantCulture);
        // A tie in the sixth digit may fall either way; where terms cancel, both must be noise.
        double unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(Math.Abs(theirs), 1e-300))) - 5);
        Assert.True(Math.Abs(theirs - ours) < (0.5001 * unit) + step || (Math.Abs(theirs) < 1e-9 && Math.Abs(ours) < 1e-9), $"{what}: plink2 {peer}, ours {ours:R}");
    }

    private string Weights(string table, int seed, int columns)
    {
        var random = new Philox((ulong)seed, 6);
        bool plink1 = table.EndsWith(".bim", StringComparison.Ordinal);
        var text = new StringBuilder(columns == 1 ? "" : "ID\tA1\t" + string.Join('\t', Enumerable.Range(1, columns).Select(c => $"S{c}")) + "\n");
        foreach (string[] row in Rows(table).Where(_ => random.NextBernoulli(0.8)))
        {
            text.Append(CultureInfo.InvariantCulture, $"{(plink1 ? row[1] : row[2])}\t{(random.NextBernoulli(0.5) ? row[^1] : row[^2])}");
            for (int c = 0; c < columns; c++)
            {
                text.Append(CultureInfo.InvariantCulture, $"\t{(random.NextBernoulli(0.2) ? 0 : random.NextNormal()):F4}");
            }

            text.Append('\n');
        }

        return _folder.Write("w.txt", text.ToString());
    }

    private string WriteVcf(int people, int variants, int alternates, bool dosage, ulong seed)
    {
        var random = new Philox(seed, 12);
        var text = new StringBuilder("##fileformat=VCFv4.2\n##FORMAT=<ID=GT,Number=1,Type=String,Description=\"G\">\n##FORMAT=<ID=DS,Number=A,Type=Float,Description=\"D\">\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t" + string.Join('\t', Enumerable.Range(0, people).Select(i => $"P{i}")) + "\n");
        for (int v = 0; v < variants; v++)
        {
            int k = v % 3 == 0 ? 1 : alternates;
            text.Append(CultureInfo.InvariantCulture, $"1\t{v + 1}\tm{v}\tA\t{string.Join(',', Enumerable.Range(1, k).Select(a => "A" + new string('C', a)))}\t.\t.\t.\t{(dosage ? "GT:DS" : "GT")}");
            for (int i = 0; i < people; i++)
            {
                int Allele() => random.NextBernoulli(0.4) ? 1 + random.NextInt32(k) : 0;
                int copies = random.NextInt32(3);
                text.Append(random.NextBernoulli(0.06) ? (dosage ? "\t./.:." : "\t./.")
                    : dosage ? string.Create(CultureInfo.InvariantCulture, $"\t{(copies == 0 ? "0/0" : copies == 1 ? "0/1" : "1/1")}:{Math.Abs(copies - (random.NextInt32(6000) / 16384.0)):F4}")
                    : string.Create(CultureInfo.InvariantCulture, $"\t{Allele()}/{Allele()}"));
            }

            text.Append('\n');
        }

        return _folder.Write("in.vcf", text.ToString());
    }

    private void Plink2(params string[] arguments)
    {
        var run = PeerTool.Run(PeerTool.Require("plink2"), arguments, _folder.Path);
        Assert.True(run.ExitCode == 0, run.Error + run.Output);
    }
}
