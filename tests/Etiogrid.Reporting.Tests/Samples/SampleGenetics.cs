using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Tests.Samples;

/// <summary>An invented genetic row: pathways, units of other kinds, a methylation score.</summary>
internal static class SampleGenetics
{
    private const string Hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    public static GeneticResult Build() => new(
        [
            Unit("neuroimmune", "pathway", "Neuroimmune signalling: cytokines and microglia", 1.42, 0.4) with { JointZ = 1.38, JointCoverage = 0.97, LogOdds = 0.21, PathwayIds = ["neuroimmune"], UsedInGrid = true, Note = "" },
            Unit("glutamate_nmda", "pathway", "NMDA receptor signalling", -0.6, 0.3) with { JointZ = -0.6, JointCoverage = 1, LogOdds = -0.08, PathwayIds = ["glutamate_nmda"], UsedInGrid = true, Note = "" },
            Unit("histamine", "pathway", "Histaminergic transmission", 0.2, 0) with { Variants = 3, PathwayIds = ["histamine"], Interval = null, IntervalCounts = "", Note = "fewer than 5 variants: not used" },
        ],
        [
            Unit("BRETIGEA_MICROGLIA_TOP100", "cell_type", "Microglia", 1.9, 0.5),
            Unit("RX_GLU_RELEASE", "synaptic_pre", "Glutamate Neurotransmitter Release Cycle", -0.3, 0.4),
            Unit("RX_NMDA", "synaptic_post", "Activation of NMDA receptors and postsynaptic events", 0.8, 0.4) with { PathwayIds = ["glutamate_nmda"], UsedInGrid = true, Note = "evidence for its pathways beside their own scores, by the study's map and their correlation 0.61" },
        ],
        [
            new()
            {
                Id = "hpa_axis", Name = "Methylation score of HPA axis and glucocorticoid receptor", Measure = "methylation", PathwayId = "hpa_axis", Role = "evidence", Value = 0.31, Adjusted = 0.27,
                AdjustedFor = ["age", "smoking", "neutrophils"], Z = 1.6, Interval = new(0.29, 2.02), Coverage = 0.93, Marks = 41, Reliability = 0.72, LiabilityR2 = 0.01, ScoreCorrelation = 0.18, LogOdds = 0.17,
                File = "epigenetics/betas.tsv.gz", Sha256 = Hash, Note = "",
            },
        ],
        "reference z compares with mean and variance that the given allele frequencies imply",
        "Ancestry was inferred from the panel hm3: most similar to CEU (97 % of 11 populations), inside the panel's range; z is adjusted for it.")
    {
        Populations = [new("CEU", 0.97), new("TSI", 0.03)],
    };

    private static GeneticUnitResult Unit(string unit, string kind, string name, double z, double half) => new()
    {
        Unit = unit,
        Kind = kind,
        Name = name,
        PathwayIds = [],
        Genes = 24,
        Variants = 310,
        Score = 0.04 * z,
        StandardError = 0.008,
        ReferenceZ = z + 0.2,
        AncestryZ = z,
        BackgroundZ = z - 0.3,
        Coverage = 0.98,
        Z = z,
        Interval = new(z - half, z + half),
        IntervalCounts = "missing genotypes and errors of the weights; size of the reference (988 people)",
        JointZ = null,
        JointCoverage = null,
        LogOdds = null,
        UsedInGrid = false,
        Note = "shown beside the pathways; its variants count in theirs already",
        File = "genotypes/study.bed",
        Sha256 = Hash,
    };
}
