using Etiogrid.Genetics.Genotypes;

namespace Etiogrid.Genetics.Harmonisation;

/// <summary>Positions of well-known variants in GRCh37 and GRCh38 (dbSNP), which tell a file's build from its ids and positions.</summary>
public static class BuildAnchors
{
    private const int FewestAnchors = 2;

    /// <summary>Id, chromosome, GRCh37, GRCh38.</summary>
    internal static readonly (string Id, string Chromosome, int Grch37, int Grch38)[] All =
    [
        ("rs3131972", "1", 752721, 817341),
        ("rs1801133", "1", 11856378, 11796321),
        ("rs1801131", "1", 11854476, 11794419),
        ("rs2476601", "1", 114377568, 113834946),
        ("rs4988235", "2", 136608646, 135851076),
        ("rs1344706", "2", 185778428, 184913701),
        ("rs53576", "3", 8804371, 8762685),
        ("rs1801282", "3", 12393125, 12351626),
        ("rs4402960", "3", 185511687, 185793899),
        ("rs2231142", "4", 89052323, 88131171),
        ("rs1800562", "6", 26093141, 26092913),
        ("rs1799971", "6", 154360797, 154039662),
        ("rs7756992", "6", 20679709, 20679478),
        ("rs1800795", "7", 22766645, 22727026),
        ("rs776746", "7", 99270539, 99672916),
        ("rs13266634", "8", 118184783, 117172544),
        ("rs1333049", "9", 22125503, 22125504),
        ("rs7903146", "10", 114758349, 112998590),
        ("rs12255372", "10", 114808902, 113049143),
        ("rs1111875", "10", 94462882, 92703125),
        ("rs4244285", "10", 96541616, 94781859),
        ("rs1057910", "10", 96741053, 94981296),
        ("rs6265", "11", 27679916, 27658369),
        ("rs1800497", "11", 113270828, 113400106),
        ("rs662799", "11", 116663707, 116792991),
        ("rs1815739", "11", 66328095, 66560624),
        ("rs5219", "11", 17409572, 17388025),
        ("rs1006737", "12", 2345295, 2236129),
        ("rs3184504", "12", 111884608, 111446804),
        ("rs4149056", "12", 21331549, 21178615),
        ("rs6313", "13", 47469940, 46895805),
        ("rs12913832", "15", 28365618, 28120472),
        ("rs1426654", "15", 48426484, 48134287),
        ("rs16969968", "15", 78882925, 78590583),
        ("rs9939609", "16", 53820527, 53786615),
        ("rs9923231", "16", 31107689, 31096368),
        ("rs429358", "19", 45411941, 44908684),
        ("rs7412", "19", 45412079, 44908822),
        ("rs2075650", "19", 45395619, 44892362),
        ("rs12979860", "19", 39738787, 39248147),
        ("rs4680", "22", 19951271, 19963748),
    ];

    private static readonly Dictionary<string, int> ById = All.Select((a, i) => (a.Id, i)).ToDictionary(x => x.Id, x => x.i, StringComparer.Ordinal);

    /// <summary>The build that at least two anchors, and more than of the other build, speak for; otherwise unknown. Anchors are found by id.</summary>
    public static GenomeBuild Infer(IEnumerable<(string Chromosome, int Position, string Id)> variants)
    {
        ArgumentNullException.ThrowIfNull(variants);
        int older = 0;
        int newer = 0;
        foreach (var (chromosome, position, id) in variants)
        {
            if (ById.TryGetValue(id, out int i) && All[i].Chromosome == chromosome)
            {
                older += position == All[i].Grch37 ? 1 : 0;
                newer += position == All[i].Grch38 ? 1 : 0;
            }
        }

        return older >= FewestAnchors && older > newer ? GenomeBuild.Grch37 : newer >= FewestAnchors && newer > older ? GenomeBuild.Grch38 : GenomeBuild.Unknown;
    }
}
