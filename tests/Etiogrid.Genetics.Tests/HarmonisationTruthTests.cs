using System.Globalization;
using System.Text;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Harmonisation;
using Etiogrid.Genetics.Scoring;
using Etiogrid.Genetics.Weights;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Genetics.Tests;

/// <summary>
/// Every cell of alleles x swap x strand x other allele x neighbours x frequency is one weight row with known truth; the file goes through
/// the real readers, harmoniser and scorer. Reasons are predicted by rules written here from the specification.
/// </summary>
public sealed class HarmonisationTruthTests : IDisposable
{
    private const int People = 120;
    private static readonly (string Reference, string Alternate)[] Alleles14 =
    [
        ("A", "C"), ("A", "G"), ("A", "T"), ("C", "A"), ("C", "G"), ("C", "T"), ("G", "A"), ("G", "C"), ("G", "T"), ("T", "A"), ("T", "C"), ("T", "G"),
        ("A", "ACG"), ("GTT", "G"),
    ];

    private readonly TemporaryFolder _folder = new();

    private enum Neighbour
    {
        None,
        SameKind,
        OtherKind,
        SameRecord,
    }

    private enum Frequency
    {
        Low,
        High,
        NearHalf,
        Unknown,
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(AmbiguousMode.Drop, true)]
    [InlineData(AmbiguousMode.Frequency, true)]
    [InlineData(AmbiguousMode.FileStrand, true)]
    [InlineData(AmbiguousMode.Drop, false)]
    [InlineData(AmbiguousMode.Frequency, false)]
    [InlineData(AmbiguousMode.FileStrand, false)]
    [InlineData(AmbiguousMode.Forward, false)]
    public void Every_cell_of_the_full_factorial_gets_its_reason_and_no_dosage_is_inverted(AmbiguousMode mode, bool bothStrands)
    {
        var cells = Cells(bothStrands);
        Assert.Equal(14 * 2 * (bothStrands ? 2 : 1) * 2 * 4 * 4, cells.Count);
        int[][] copies = WriteGenotypes(cells);
        using var source = GenotypeFile.Open(_folder["t.vcf"]).Value;
        var weights = WriteWeights(cells, copies, (c, i) => Row(c, i, PositionOf(i)));
        var result = Harmoniser.Run(weights, source, new() { Ambiguous = mode }).Value;
        double[] expected = new double[People];
        int inverted = 0;
        for (int i = 0; i < cells.Count; i++)
        {
            string code = Expected(cells[i], mode, bothStrands);
            Assert.True(code == result.Rows[i].Reason.Code(), $"{cells[i]}: {result.Rows[i].Reason.Code()}, expected {code}");
            if (result.Rows[i].Reason.IsMatch())
            {
                var variant = source.Variants[result.Rows[i].Variant];
                inverted += (result.Rows[i].NamesAllele1 ? variant.Allele1 : variant.Allele2) == cells[i].TrueEffect ? 0 : 1;
                AddTrueDosages(cells[i], copies[i], weights.Rows[i].Weights[0], expected);
            }
        }

        Assert.Equal(0, inverted);
        var scores = PolygenicScore.Compute(result.ToTerms(), source, new(MissingDosage.Zero)).Value.Scores[0];
        NumericAssert.AllClose(expected, scores.Sums, 1e-10, 1e-10);
    }

    [Theory]
    [InlineData("ids at other positions")]
    [InlineData("positions of other variants")]
    [InlineData("two anchors")]
    [InlineData("declared by the catalog")]
    public void Weights_in_another_build_are_refused(string witness)
    {
        var cells = Cells(bothStrands: true);
        int[][] copies = WriteGenotypes(cells, anchors: true);
        using var source = GenotypeFile.Open(_folder["t.vcf"]).Value;
        var anchors = BuildAnchors.All.Take(2).Select(a => $"{a.Id}\t{a.Chromosome}\t{a.Grch38}\tA\tG\t0.1\t0.5\tNA\n");
        string Unnamed(string row) => "." + row[row.IndexOf('\t', StringComparison.Ordinal)..];
        var weights = witness switch
        {
            "ids at other positions" => WriteWeights(cells, copies, (c, i) => Row(c, i, PositionOf(i) + 501)),
            "positions of other variants" => WriteWeights(cells, copies, (c, i) => Unnamed(Row(c, i, PositionOf((i + (22 * 41)) % cells.Count)))),
            "two anchors" => WriteWeights(cells, copies, (c, i) => Unnamed(Row(c, i, PositionOf(i) + 501)), extra: string.Concat(anchors)),
            _ => WeightReader.Read(_folder.Write("pgs.txt", "#pgs_id=PGS9\n#genome_build=GRCh38\nrsID\tchr_name\tchr_position\teffect_allele\tother_allele\teffect_weight\n.\t1\t1501\tA\tC\t0.1\n")).Value,
        };
        var found = Assert.Single(Harmoniser.Run(weights, source, new()).Diagnostics);
        Assert.Equal("E451", found.Code);
        Assert.Contains("lift", found.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_another_build_inside_a_good_file_are_left_out_one_by_one()
    {
        // Every tenth row stands where another variant with an id of its own and fitting alleles stands.
        var cells = Cells(bothStrands: false).Where(c => c.Neighbour == Neighbour.None && c.Frequency == Frequency.Low && c.OtherGiven && c.Reference.Length + c.Alternate.Length == 2).ToList();
        cells = [.. Enumerable.Repeat(cells, 10).SelectMany(c => c)];
        int[][] copies = WriteGenotypes(cells);
        using var source = GenotypeFile.Open(_folder["t.vcf"]).Value;
        int Stranger(int i) => i % 10 == 3 ? (i + cells.Count / 10) % cells.Count : i;
        var weights = WriteWeights(cells, copies, (c, i) => Row(c, i, PositionOf(Stranger(i)), ChromosomeOf(Stranger(i))));
        var rows = Harmoniser.Run(weights, source, new() { Ambiguous = AmbiguousMode.Forward }).Value.Rows;
        for (int i = 0; i < cells.Count; i++)
        {
            Assert.Equal(i % 10 == 3 ? "ID_ELSEWHERE" : cells[i].Swap ? "REFALT" : "ALTREF", rows[i].Reason.Code());
        }
    }

    [Fact]
    public void Real_files_of_three_builds_do_not_meet()
    {
        // GRCh38 weights without ids; genotypes in GRCh37 and NCBI36.
        var newer = WeightReader.Read(SharedData.Require("data/genotypes_tiny1000G/PGS001229_hmPOS_GRCh38.txt.gz")).Value;
        string[] older =
        [
            SharedData.Require("data/genotypes_hapmap3_1kg/1kg.ref.phase1_release_v3.20101123_thinned_autosomal_overlap.bed"),
            SharedData.Require("data/genotypes_hapmap3_1kg/HM3_thinned_autosomal_overlap.bed"),
            SharedData.Require("data/lassosum_testdata/refpanel.bed"),
        ];
        foreach (string path in older)
        {
            using var source = GenotypeFile.Open(path).Value;
            var parsed = Harmoniser.Run(newer, source, new());
            Assert.False(parsed.HasValue, path);
            Assert.Contains(Assert.Single(parsed.Diagnostics).Code, (string[])["E451", "E416"]);
        }
    }

    [Fact]
    public void Gene_locations_in_another_build_are_refused()
    {
        using var source = GenotypeFile.Open(WriteAnchors(a => a.Grch37)).Value;
        string Genes(Func<(string Id, string Chromosome, int Grch37, int Grch38, string Gene), int> place) =>
            _folder.Write("g.loc", string.Concat(BuildAnchors.All.Where(a => a.Gene.Length > 0).DistinctBy(a => a.Gene).Select(a => $"{a.Chromosome} {place(a) - 900} {place(a) + 900} {a.Gene}\n")));
        Assert.True(Sets.GeneLocations.Read(Genes(a => a.Grch37), source).HasValue);
        var found = Assert.Single(Sets.GeneLocations.Read(Genes(a => a.Grch38), source).Diagnostics);
        Assert.Equal("E453", found.Code);
        Assert.True(Sets.GeneLocations.Read(SharedData.Require("data/gene_locations/glist-hg19"), source).HasValue);
        string gtf = _folder.Write("g.gtf", "#!genome-build GRCh38.p14\n1\tx\tgene\t5\t9\t.\t+\t.\tgene_id \"ENSG1\";\n");
        Assert.Equal("E453", Assert.Single(Sets.GeneLocations.Read(gtf, source).Diagnostics).Code);
        using var unnamed = GenotypeFile.Open(SharedData.Require("data/genotypes_tiny1000G/tiny1000G.vcf.gz")).Value;
        var weights = WeightReader.Read(SharedData.Require("data/genotypes_tiny1000G/PGS001229_hmPOS_GRCh38.txt.gz")).Value;
        var terms = Harmoniser.Run(weights, unnamed, new()).Value.ToTerms();
        Assert.Equal(GenomeBuild.Grch38, terms.Build);
        Assert.Equal("E453", Assert.Single(Sets.GeneLocations.Read(SharedData.Require("data/gene_locations/glist-hg19"), unnamed, terms.Build).Diagnostics).Code);
        using var lifted = GenotypeFile.Open(WriteAnchors(a => a.Grch38)).Value;
        Assert.Equal("E453", Assert.Single(Sets.GeneLocations.Read(SharedData.Require("data/gene_locations/glist-hg19"), lifted).Diagnostics).Code);
    }

    private string WriteAnchors(Func<(string Id, string Chromosome, int Grch37, int Grch38, string Gene), int> place) =>
        _folder.Write("a.vcf", Header(1) + string.Concat(BuildAnchors.All.Select(a => $"{a.Chromosome}\t{place(a)}\t{a.Id}\tA\tG\t.\t.\t.\tGT\t0/1\n")));

    private static string ChromosomeOf(int cell) => (1 + (cell % 22)).ToString(CultureInfo.InvariantCulture);

    private static int PositionOf(int cell) => 1000 * ((cell / 22) + 1);

    private static string Row(Cell cell, int index, int position, string? chromosome = null) =>
        $"rs{index + 100}\t{chromosome ?? ChromosomeOf(index)}\t{position}\t{cell.StatedEffect}\t{cell.StatedOther ?? "NA"}";

    private static string Header(int people) => "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t" + string.Join('\t', Enumerable.Range(0, people).Select(i => $"P{i}")) + "\n";

    private static List<Cell> Cells(bool bothStrands) =>
    [
        .. from alleles in Alleles14
           from swap in (bool[])[false, true]
           from flip in bothStrands ? (bool[])[false, true] : [false]
           from given in (bool[])[true, false]
           from neighbour in Enum.GetValues<Neighbour>()
           from frequency in Enum.GetValues<Frequency>()
           select new Cell(alleles.Reference, alleles.Alternate, swap, flip, given, neighbour, frequency),
    ];

    /// <summary>The specification's rules, written without the program's.</summary>
    private static string Expected(Cell cell, AmbiguousMode mode, bool bothStrands)
    {
        bool seesNeighbour = cell.Neighbour is Neighbour.SameKind or Neighbour.SameRecord || (cell.Neighbour == Neighbour.OtherKind && !cell.OtherGiven);
        if (seesNeighbour)
        {
            return "MULTI_ALLELIC";
        }

        string plain = cell.OtherGiven ? (cell.Swap ? "REFALT" : "ALTREF") : cell.Swap ? "NO_OA_REF" : "NO_OA_ALT";
        string flipped = cell.Swap ? "REFALT_FLIP" : "ALTREF_FLIP";
        if (!cell.IsAmbiguous)
        {
            return !cell.Flip ? plain : cell.IsIndel || !cell.OtherGiven ? "ALLELE_MISMATCH" : flipped;
        }

        return mode switch
        {
            AmbiguousMode.Drop => "AMBIGUOUS",
            AmbiguousMode.FileStrand when bothStrands => "AMBIGUOUS",
            AmbiguousMode.Frequency when cell.Frequency == Frequency.Unknown => "AMBIGUOUS_NO_FREQUENCY",
            AmbiguousMode.Frequency when cell.Frequency == Frequency.NearHalf => "AMBIGUOUS_NEAR_HALF",
            _ => cell.Flip ? flipped : plain,
        };
    }

    private static void AddTrueDosages(Cell cell, int[] alternates, double weight, double[] sums)
    {
        for (int i = 0; i < People; i++)
        {
            sums[i] += alternates[i] < 0 ? 0 : weight * (cell.Swap ? 2 - alternates[i] : alternates[i]);
        }
    }

    private static double TrueFrequency(Cell cell, int[] alternates)
    {
        double p = alternates.Where(a => a >= 0).Average() / 2;
        return cell.Swap ? 1 - p : p;
    }

    /// <summary>Copies of the alternate allele by cell and person, -1 for missing; exact counts, so that frequencies are those of the cell.</summary>
    private int[][] WriteGenotypes(List<Cell> cells, bool anchors = false)
    {
        var random = new Philox(41, 3);
        var text = new StringBuilder(Header(People));
        int[][] all = [.. cells.Select(cell => Copies(cell, random))];
        string Calls(int[] copies, string one = "0/1", string two = "1/1") => string.Join('\t', copies.Select(c => c switch { 0 => "0/0", 1 => one, 2 => two, _ => "./." }));
        for (int i = 0; i < cells.Count; i++)
        {
            var cell = cells[i];
            string third = cell.IsIndel ? cell.Reference + "C" : "ACGT".First(b => !cell.Reference.Contains(b, StringComparison.Ordinal) && !cell.Alternate.Contains(b, StringComparison.Ordinal)).ToString();
            string place = $"{ChromosomeOf(i)}\t{PositionOf(i)}";
            string alternates = cell.Neighbour == Neighbour.SameRecord ? $"{cell.Alternate},{third}" : cell.Alternate;
            text.Append(CultureInfo.InvariantCulture, $"{place}\trs{i + 100}\t{cell.Reference}\t{alternates}\t.\t.\t.\tGT\t{Calls(all[i], cell.Neighbour == Neighbour.SameRecord && i % 3 == 0 ? "0|2" : "0/1")}\n");
            if (cell.Neighbour is Neighbour.SameKind or Neighbour.OtherKind)
            {
                bool indel = cell.IsIndel == (cell.Neighbour == Neighbour.SameKind);
                text.Append(CultureInfo.InvariantCulture, $"{place}\tn{i}\t{cell.Reference[..1]}\t{(indel ? cell.Reference[..1] + "TTTT" : cell.Reference[..1] == "C" ? "G" : cell.IsIndel ? "C" : third)}\t.\t.\t.\tGT\t{Calls(all[(i + 1) % cells.Count])}\n");
            }
        }

        foreach (var anchor in anchors ? BuildAnchors.All.Take(2) : [])
        {
            text.Append(CultureInfo.InvariantCulture, $"{anchor.Chromosome}\t{anchor.Grch37}\t{anchor.Id}\tA\tG\t.\t.\t.\tGT\t{Calls(all[0])}\n");
        }

        _folder.Write("t.vcf", text.ToString());
        return all;
    }

    private static int[] Copies(Cell cell, Philox random)
    {
        int count = (int)(2 * People * (cell.Frequency switch { Frequency.Low => 0.2, Frequency.High => 0.8, Frequency.NearHalf => 0.47, _ => 0.3 }));
        int[] haplotypes = [.. Enumerable.Range(0, 2 * People).Select(h => h < count ? 1 : 0)];
        for (int h = haplotypes.Length - 1; h > 0; h--)
        {
            int k = random.NextInt32(h + 1);
            (haplotypes[h], haplotypes[k]) = (haplotypes[k], haplotypes[h]);
        }

        return [.. Enumerable.Range(0, People).Select(i => random.NextBernoulli(0.01) ? -1 : haplotypes[2 * i] + haplotypes[(2 * i) + 1])];
    }

    private WeightFile WriteWeights(List<Cell> cells, int[][] copies, Func<Cell, int, string> row, string extra = "")
    {
        var random = new Philox(42, 3);
        var text = new StringBuilder("rsid\tchr\tpos\teffect_allele\tother_allele\tbeta\tp\teaf\n");
        for (int i = 0; i < cells.Count; i++)
        {
            string frequency = cells[i].Frequency == Frequency.Unknown ? "NA" : (TrueFrequency(cells[i], copies[i]) + (i % 2 == 0 ? 0.02 : -0.02)).ToString("R", CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $"{row(cells[i], i)}\t{random.NextNormal():R}\t0.5\t{frequency}\n");
        }

        return WeightReader.Read(_folder.Write("w.tsv", text + extra)).Value;
    }

    private sealed record Cell(string Reference, string Alternate, bool Swap, bool Flip, bool OtherGiven, Neighbour Neighbour, Frequency Frequency)
    {
        public bool IsIndel => Reference.Length + Alternate.Length > 2;

        public bool IsAmbiguous => (Reference + Alternate) is "AT" or "TA" or "CG" or "GC";

        public string TrueEffect => Swap ? Reference : Alternate;

        public string StatedEffect => Stated(TrueEffect);

        public string? StatedOther => OtherGiven ? Stated(Swap ? Alternate : Reference) : null;

        private string Stated(string allele) => Flip ? string.Concat(allele.Select(b => b switch { 'A' => 'T', 'C' => 'G', 'G' => 'C', _ => 'A' })) : allele;
    }
}
