using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Sets;

namespace Etiogrid.Genetics.Harmonisation;

/// <summary>Positions of well-known variants in GRCh37 and GRCh38 (dbSNP), which tell the build of a file from its ids or genes and positions.</summary>
public static class BuildAnchors
{
    private const int FewestAnchors = 2;
    private const int FewestPlaces = 3;

    /// <summary>
    /// Id, chromosome, GRCh37, GRCh38, gene whose transcript holds both positions (empty where none does). Each row was compared with public
    /// files that print the id beside the position, both builds apart (November 2026); three that were not found there were taken out.
    /// Genes hold the GRCh37 position in PLINK's glist-hg19, which a test repeats.
    /// </summary>
    internal static readonly (string Id, string Chromosome, int Grch37, int Grch38, string Gene)[] All =
    [
        ("rs3131972", "1", 752721, 817341, ""),
        ("rs1801133", "1", 11856378, 11796321, "MTHFR"),
        ("rs1801131", "1", 11854476, 11794419, "MTHFR"),
        ("rs2476601", "1", 114377568, 113834946, "PTPN22"),
        ("rs4988235", "2", 136608646, 135851076, "MCM6"),
        ("rs53576", "3", 8804371, 8762685, "OXTR"),
        ("rs1801282", "3", 12393125, 12351626, "PPARG"),
        ("rs4402960", "3", 185511687, 185793899, "IGF2BP2"),
        ("rs2231142", "4", 89052323, 88131171, "ABCG2"),
        ("rs1800562", "6", 26093141, 26092913, "HFE"),
        ("rs1799971", "6", 154360797, 154039662, "OPRM1"),
        ("rs7756992", "6", 20679709, 20679478, "CDKAL1"),
        ("rs1800795", "7", 22766645, 22727026, ""),
        ("rs776746", "7", 99270539, 99672916, "CYP3A5"),
        ("rs13266634", "8", 118184783, 117172544, "SLC30A8"),
        ("rs1333049", "9", 22125503, 22125504, ""),
        ("rs7903146", "10", 114758349, 112998590, "TCF7L2"),
        ("rs12255372", "10", 114808902, 113049143, "TCF7L2"),
        ("rs1111875", "10", 94462882, 92703125, ""),
        ("rs4244285", "10", 96541616, 94781859, "CYP2C19"),
        ("rs1057910", "10", 96741053, 94981296, "CYP2C9"),
        ("rs6265", "11", 27679916, 27658369, "BDNF"),
        ("rs1800497", "11", 113270828, 113400106, "ANKK1"),
        ("rs662799", "11", 116663707, 116792991, ""),
        ("rs1815739", "11", 66328095, 66560624, "ACTN3"),
        ("rs5219", "11", 17409572, 17388025, "KCNJ11"),
        ("rs3184504", "12", 111884608, 111446804, "SH2B3"),
        ("rs4149056", "12", 21331549, 21178615, "SLCO1B1"),
        ("rs12913832", "15", 28365618, 28120472, "HERC2"),
        ("rs1426654", "15", 48426484, 48134287, "SLC24A5"),
        ("rs16969968", "15", 78882925, 78590583, "CHRNA5"),
        ("rs9939609", "16", 53820527, 53786615, "FTO"),
        ("rs9923231", "16", 31107689, 31096368, ""),
        ("rs429358", "19", 45411941, 44908684, "APOE"),
        ("rs7412", "19", 45412079, 44908822, "APOE"),
        ("rs2075650", "19", 45395619, 44892362, "TOMM40"),
        ("rs12979860", "19", 39738787, 39248147, ""),
        ("rs4680", "22", 19951271, 19963748, "COMT"),
    ];

    private static readonly Dictionary<string, int> ById = All.Select((a, i) => (a.Id, i)).ToDictionary(x => x.Id, x => x.i, StringComparer.Ordinal);

    private static readonly Dictionary<(string Chromosome, int Position), bool> Places =
        All.SelectMany(a => new[] { (Place: (a.Chromosome, a.Grch37), IsNewer: false), (Place: (a.Chromosome, a.Grch38), IsNewer: true) }).ToDictionary(x => x.Place, x => x.IsNewer);

    private static readonly HashSet<int> Positions = [.. Places.Keys.Select(p => p.Position)];

    /// <summary>The build of a genotype file.</summary>
    public static GenomeBuild Infer(IGenotypeSource genotypes)
    {
        ArgumentNullException.ThrowIfNull(genotypes);
        return Infer(genotypes.Variants.Where(v => IsPosition(v.Position)).Select(v => (v.Chromosome, v.Position, (string?)v.Id)));
    }

    /// <summary>Whether an anchor of any chromosome and build stands at a position; variants elsewhere tell nothing, and their names need not be looked at.</summary>
    public static bool IsPosition(int position) => Positions.Contains(position);

    /// <summary>
    /// The build of a file's variants. Variants with an rs id speak by it: at least two anchors, and more than for the other build. Where ids
    /// say nothing, positions alone speak: at least three stand at anchors of one build, and four times as many as at those of the other.
    /// </summary>
    public static GenomeBuild Infer(IEnumerable<(string Chromosome, int Position, string? Id)> variants)
    {
        ArgumentNullException.ThrowIfNull(variants);
        int older = 0, newer = 0, olderPlaces = 0, newerPlaces = 0;
        foreach (var (chromosome, position, id) in variants)
        {
            if (id is not null && id.StartsWith("rs", StringComparison.Ordinal))
            {
                if (ById.TryGetValue(id, out int i) && All[i].Chromosome == chromosome)
                {
                    older += position == All[i].Grch37 ? 1 : 0;
                    newer += position == All[i].Grch38 ? 1 : 0;
                }
            }
            else if (Places.TryGetValue((chromosome, position), out bool isNewer))
            {
                olderPlaces += isNewer ? 0 : 1;
                newerPlaces += isNewer ? 1 : 0;
            }
        }

        var byId = Majority(older, newer, FewestAnchors, 1);
        return byId != GenomeBuild.Unknown || older + newer > 0 ? byId : Majority(olderPlaces, newerPlaces, FewestPlaces, 4);
    }

    /// <summary>
    /// The build of gene locations: a well-known variant speaks for the build whose position lies in its gene, when the other's does not.
    /// At least two of them, and none for the other build; otherwise unknown.
    /// </summary>
    public static GenomeBuild InferGenes(IReadOnlyList<GeneLocation> genes)
    {
        ArgumentNullException.ThrowIfNull(genes);
        var byName = genes.ToLookup(g => g.Name, StringComparer.OrdinalIgnoreCase);
        int older = 0;
        int newer = 0;
        foreach (var anchor in All)
        {
            bool Holds(int position) => byName[anchor.Gene].Any(g => g.Chromosome == anchor.Chromosome && g.Start <= position && position <= g.End);
            bool inOlder = Holds(anchor.Grch37);
            bool inNewer = Holds(anchor.Grch38);
            older += inOlder && !inNewer ? 1 : 0;
            newer += inNewer && !inOlder ? 1 : 0;
        }

        return older >= FewestAnchors && newer == 0 ? GenomeBuild.Grch37 : newer >= FewestAnchors && older == 0 ? GenomeBuild.Grch38 : GenomeBuild.Unknown;
    }

    private static GenomeBuild Majority(int older, int newer, int fewest, int times) =>
        older >= fewest && older > newer && older >= times * newer ? GenomeBuild.Grch37
        : newer >= fewest && newer > older && newer >= times * older ? GenomeBuild.Grch38
        : GenomeBuild.Unknown;
}
