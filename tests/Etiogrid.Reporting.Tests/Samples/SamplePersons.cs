using Etiogrid.Core.Measures;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Tests.Samples;

/// <summary>Invented people, one for each way a page can look.</summary>
internal static class SamplePersons
{
    private const string Hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private static readonly GridColumn[] Columns =
    [
        new("genetic", "Genetic score", CellState.Exposed, ""),
        new("child_adversity", "Childhood adversity", CellState.Exposed, "CTQ 62"),
        new("vitd_def", "Vitamin D deficiency", CellState.Exposed, "22 nmol/l"),
        new("cannabis", "Cannabis", CellState.NotExposed, ""),
        new("bullying", "Bullying", CellState.Exposed, "weekly"),
        new("sleep", "Sleep disruption", CellState.Exposed, "PSQI 14"),
        new("obstetric", "Obstetric complications", CellState.Unknown, ""),
        new("urbanicity", "Urban upbringing", CellState.NotExposed, ""),
        new("infection", "Perinatal infection", CellState.Unknown, ""),
        new("smoking", "Tobacco smoking", CellState.NotExposed, ""),
        new("migration", "Migration", CellState.NotExposed, ""),
    ];

    public static RunInfo Run { get; } = new(
        "demo-mdd", true, "0.1.0", "v1", Hash, Hash, "7f3a9c21d04e", 20261121, "etiogrid demo-mdd out participant --participant-label 0142 --random-seed 20261121",
        "412 controls of this study of the same age, sex and site");

    /// <summary>Everything measured except EEG and phone.</summary>
    public static PersonResult Rich(int pathways = 9) => new()
    {
        Participant = "0142",
        Session = "1",
        SessionPosition = (1, 2),
        Run = Run,
        Description = ["34 y", "female", "HAMD-17 22"],
        Modalities = Modalities(Presence.Measured, Presence.Measured, Presence.Measured),
        Engine = new("exact: signed product form with block elimination", "exact to rounding (cancellation 14)", 1e-12, -42.7),
        Pathways = SamplePathways.Build(pathways, 1, Columns),
        GridColumns = Columns,
        AmbiguitySets = [new("A1", ["gaba_pv", "serotonin_5ht2a"], 0.54, 0.8, "their receptor maps are nearly the same map", "MRS of GABA in the anterior cingulate")],
        Evidence = Evidence(),
        Genetics = SampleGenetics.Build(),
        Brain = SampleBrain.Build(400),
        Fingerprint = Fingerprint(),
        Combinations = Combinations(),
        ExcludedInterventions = [new("celecoxib", "Celecoxib", "cardiovascular risk on file"), new("ketamine", "Ketamine / esketamine", "effect on none of the likely pathways")],
        NextMeasurements =
        [
            new("il6", "IL-6 and TNF-α panel", "laboratory", 0.42, 2, 0.21, "causal or compensatory neuroimmune"),
            new("mrs_gaba", "MRS of GABA in the anterior cingulate", "imaging", 0.37, 7.4, 0.05, "A1: GABA / 5-HT2A"),
            new("eeg", "Resting EEG, 10 minutes", "eeg", 0.18, 3, 0.06, "GABA / NMDA"),
        ],
        Sensitivity = Sensitivity(),
        StateTraitStatement = "undetermined: one visit",
        Symptoms = Symptoms(),
        Limits =
        [
            "Choosing a treatment for one person from connectivity is experimental; effects are modest.",
            "Calibration of this grid: slope 0.97, error 0.009 on 20,000 simulated people, not yet on patients.",
            "Genetic scores: reference of European ancestry; this person lies inside its range.",
        ],
        Methods = Methods(),
        Inputs = [new("phenotype/exposures.tsv", Hash), new("phenotype/labs.tsv", Hash), new("genotypes/study.bed", Hash)],
        DataFindings = ["W301 phenotype/exposures.tsv row 14: 4 of 22 exposures are n/a for sub-0142."],
    };

    /// <summary>Resting connectivity and nothing else.</summary>
    public static PersonResult ConnectivityOnly()
    {
        GridColumn[] unknown = [.. Columns.Select(c => c with { State = CellState.Unknown, Detail = "" })];
        return Rich(35) with
        {
            Participant = "008",
            Run = Run with { StudyName = "stages-fep", Simulated = false, ReferenceStatement = "the other 54 people of this study (leave-one-out): there are no controls" },
            Description = [],
            Modalities = Modalities(Presence.Absent, Presence.Absent, Presence.Absent),
            GridColumns = unknown,
            Pathways = SamplePathways.Build(35, 0.25, unknown),
            Evidence = [.. Evidence().Skip(2)],
            Genetics = null,
            Fingerprint = [.. Fingerprint().Select(f => f.Scale is "network" or "circuit" ? f : f with { Z = null, Percentile = null, Interval = null }), .. Unmeasured(30)],
            Combinations = [],
            Symptoms = [.. Symptoms().Select(s => s with { State = SymptomState.NotMeasured, Detail = "" })],
            AmbiguitySets = [new("A1", ["dopamine_pre", "serotonin_sert"], 0.2, double.NaN, "their posteriors move together", null)],
            DataFindings = [],
        };
    }

    /// <summary>Genotypes and nothing else.</summary>
    public static PersonResult GeneticsOnly()
    {
        GridColumn[] genes = [.. Columns.Select((c, i) => i == 0 ? c : c with { State = CellState.Unknown, Detail = "" })];
        return Rich() with
        {
            Session = null,
            SessionPosition = (1, 1),
            Modalities = Modalities(Presence.Measured, Presence.Absent, Presence.Absent),
            GridColumns = genes,
            Pathways = SamplePathways.Build(14, 0.4, genes),
            AmbiguitySets = [],
            Evidence = [Evidence()[0]],
            Brain = null,
            Fingerprint = [.. Fingerprint().Select(f => f.Feature.StartsWith("prs", StringComparison.Ordinal) ? f : f with { Z = null, Percentile = null, Interval = null })],
            Combinations = [],
            Symptoms = [],
            Sensitivity = [],
        };
    }

    /// <summary>Measured well, and nothing to see.</summary>
    public static PersonResult NothingStandsOut()
    {
        GridColumn[] spared = [.. Columns.Select(c => c.Id == "genetic" ? c : c with { State = c.State == CellState.Unknown ? CellState.Unknown : CellState.NotExposed, Detail = "" })];
        return Rich(35) with { Pathways = SamplePathways.Build(35, 0, spared), GridColumns = spared, AmbiguitySets = [], Combinations = [], Participant = "0007" };
    }

    /// <summary>All 35 pathways.</summary>
    public static PersonResult ManyPathways() => Rich(35) with { Participant = "0311" };

    /// <summary>Seen at six visits: one deviation follows the severity, one stays.</summary>
    public static PersonResult Followed()
    {
        var rich = Rich();
        double[] days = [0, 21, 49, 120, 176, 300];
        double[] severity = [1.4, 0.9, 0.2, -0.6, 0.8, -0.9];
        double[] state = [2.1, 1.2, 0.4, -0.5, 1.3, -0.8];
        double[] trait = [1.5, 1.7, 1.4, 1.6, 1.3, 1.6];
        return rich with
        {
            Participant = "0420",
            StateTraitStatement = "followed over 6 dated visits for 2 of 9 pathways",
            Pathways =
            [
                rich.Pathways[0] with { StateTrait = new(["C-reactive protein"], Points(state), 0.94, 0.86, 0.9, "state") },
                rich.Pathways[1] with { StateTrait = new(["Cortisol awakening response"], Points(trait), 0.04, 0.11, 0.02, "trait") },
                .. rich.Pathways.Skip(2),
            ],
        };

        VisitPoint[] Points(double[] z) => [.. days.Select((d, i) => new VisitPoint("0" + (char)('1' + i), d, z[i], severity[i]))];
    }

    /// <summary>Names that do not fit.</summary>
    public static PersonResult LongNames()
    {
        const string Long = " with a very long name indeed that goes on (and on) through Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
        var rich = Rich();
        return rich with
        {
            Participant = "aVeryLongParticipantLabelThatSomeStudyReallyUses20261121siteB",
            Pathways = [.. rich.Pathways.Select(p => p with { Name = p.Name + Long, ShortName = p.ShortName + " signalling through everything" })],
            GridColumns = [.. rich.GridColumns.Select(c => c with { Name = c.Name + " and Schwangerschaftskomplikationen", Detail = c.Detail.Length > 0 ? c.Detail + " on the revised questionnaire" : "" })],
            Fingerprint = [.. rich.Fingerprint.Select(f => f with { ShortName = "Abcdefghijklmnopqr" })],
            Combinations = [.. rich.Combinations.Select(c => c with { MemberNames = [.. c.MemberNames.Select(m => m + " (fcMRI-guided L-DLPFC anticorrelated with sgACC)")] })],
            Description = ["34 y", "recruited at the second of four sites after the amendment of the protocol", "female"],
        };
    }

    private static IReadOnlyList<ModalityStatus> Modalities(Presence genes, Presence exposures, Presence others) =>
    [
        new(Modality.Genetics, "Genotypes", genes, genes == Presence.Measured ? "94 % matched" : ""),
        new(Modality.Exposure, "Exposures", exposures == Presence.Measured ? Presence.Partial : exposures, exposures == Presence.Measured ? "18 of 22" : ""),
        new(Modality.Symptom, "Symptoms", others, others == Presence.Measured ? "HAMD-17, ISI" : ""),
        new(Modality.Laboratory, "Labs", others == Presence.Measured ? Presence.Partial : others, others == Presence.Measured ? "CRP only" : ""),
        new(Modality.Imaging, "Brain maps", genes == Presence.Measured && others == Presence.Absent ? Presence.Absent : Presence.Measured, ""),
        new(Modality.Connectome, "Resting fMRI", genes == Presence.Measured && others == Presence.Absent ? Presence.Absent : Presence.Measured, "11.4 min, FD 0.14"),
        new(Modality.Eeg, "EEG", Presence.Absent, ""),
        new(Modality.Digital, "Phone", Presence.Absent, ""),
    ];

    private static EvidenceRow[] Evidence() =>
    [
        Row("e1", "genetics", "molecular", "prs_neuroimmune", "Pathway score, neuroimmune", 1.6, "sd", 1.6, null, ["neuroimmune"]),
        Row("e2", "laboratory", "molecular", "crp", "C-reactive protein", 6.2, "mg/l", 2.3, 0.7, ["neuroimmune"]),
        Row("e3", "imaging", "cellular", "coloc_tspo", "Co-localisation with TSPO", 0.31, "rho", 2.1, 0.55, ["neuroimmune"]),
        Row("e4", "connectome", "network", "dmn_sal", "Default-mode to salience connectivity", -0.11, "z", -1.1, 0.48, ["neuroimmune", "gaba_pv"]),
    ];

    private static EvidenceRow Row(string id, string modality, string scale, string feature, string name, double value, string unit, double z, double? reliability, string[] pathways) =>
        new(id, modality, scale, feature, name, value, unit, 1.1, 0.8, 412, "controls of this study", z, reliability, pathways, id == "e3" ? null : 0.4, id != "e4", $"phenotype/{modality}.tsv", Hash, 14, feature, ["invented2026"]);

    private static FingerprintFeature[] Fingerprint()
    {
        (string Scale, string Feature, string Name)[] features =
        [
            ("molecular", "crp", "CRP"), ("molecular", "il6", "IL-6"), ("molecular", "bdnf", "BDNF"), ("molecular", "prs_neuroimmune", "score immune"), ("molecular", "prs_dopamine", "score dopamine"),
            ("molecular", "prs_gaba", "score GABA"), ("cellular", "tspo", "TSPO map"), ("cellular", "pv", "PV map"), ("cellular", "sv2a", "SV2A"), ("circuit", "amyg_pfc", "amygdala-PFC"),
            ("circuit", "cstc", "cortico-striatal"), ("circuit", "hippo_pfc", "hippocampus-PFC"), ("circuit", "sgacc", "subgenual ACC"), ("network", "dmn", "default mode"), ("network", "sal", "salience"),
            ("network", "eff", "global efficiency"), ("oscillation", "theta", "theta"), ("oscillation", "gamma", "gamma"), ("oscillation", "slope", "1/f slope"), ("behaviour", "rate", "learning rate"),
            ("behaviour", "precision", "precision"), ("behaviour", "sleep", "sleep timing"),
        ];
        return [.. features.Select((f, i) => Feature(f.Scale, f.Feature, f.Name, f.Scale == "oscillation" || f.Feature is "il6" or "sv2a" or "sleep" ? null : i == 0 ? 2.3 : i == 20 ? -3.1 : 2 * SamplePathways.Wave(i, 7), i % 5 == 2 ? null : 0.4 + (0.04 * (i % 12))))];
    }

    private static IEnumerable<FingerprintFeature> Unmeasured(int count) => Enumerable.Range(0, count).Select(i => Feature("molecular", $"prs_{i}", $"score {i}", null, null));

    private static FingerprintFeature Feature(string scale, string feature, string name, double? z, double? reliability) =>
        new(scale, feature, name, z, z is { } v ? 50 + (16 * v) : null, z is { } w && reliability is not null ? new(w - 1, w + 1) : null, reliability);

    private static CombinationResult[] Combinations() =>
    [
        new(1, ["antiinflammatory", "ssri"], ["Anti-inflammatory add-on (class)", "SSRIs (class)"], ["neuroimmune", "hpa_axis"], 1.9, new(0.6, 3.1), 0.46, 0.2, 3.5, true, "B", "state", "weeks", ["bleeding risk together"], ["hits the most probable pathway"]),
        new(2, ["ssri", "vitamin_d", "cbt"], ["SSRIs (class)", "Vitamin D repletion", "Cognitive behavioural therapy"], ["neuroimmune", "hpa_axis"], 1.6, new(0.5, 2.7), 0.21, 0.5, 2.5, true, "C", "both", "2-6 weeks", ["weak effect of vitamin D alone"], ["lowest burden on the front"]),
        new(3, ["rtms", "ssri"], ["rTMS left DLPFC (10 Hz)", "SSRIs (class)"], ["gaba_pv"], 1.3, new(-0.1, 2.8), 0.09, 0.8, 4, false, "B", "state", "2-4 weeks", [], ["wide interval: A1 is not resolved"]),
    ];

    private static SensitivityRow[] Sensitivity() =>
    [
        new("without genotypes", [new(0.49, 0.49), new(0.38, 0.38), new(0.33, 0.33), new(0.28, 0.28), new(0.2, 0.2)]),
        new("without laboratory values", [new(0.47, 0.47), new(0.39, 0.39), new(0.34, 0.34), new(0.29, 0.29), new(0.2, 0.2)]),
        new("without resting fMRI", [new(0.57, 0.57), new(0.31, 0.31), new(0.34, 0.34), new(0.24, 0.24), new(0.21, 0.21)]),
        new("prior odds of every pathway x 1/2.7 … x 2.7", [new(0.42, 0.76), new(0.24, 0.6), new(0.2, 0.52), new(0.16, 0.46), new(0.1, 0.38)]),
    ];

    private static SymptomResult[] Symptoms() =>
    [
        new("affective_dysreg", "Affective dysregulation / low mood", SymptomState.Present, "HAMD-17 22"), new("sleep_circadian", "Sleep-circadian disturbance", SymptomState.Present, "ISI 17"),
        new("anxiety_threat", "Anxiety / threat sensitivity", SymptomState.Absent, "GAD-7 4"), new("psychosis", "Psychosis / reality distortion", SymptomState.NotMeasured, ""),
    ];

    private static MethodStatement[] Methods() =>
    [
        new("genetics", "Pathway-specific polygenic scores were summed from genotype dosages and published weights within each gene set.", ["Choi SW et al. PRSet: pathway-based polygenic risk score analyses. PLoS Genet 2023. doi:10.1371/journal.pgen.1010624"]),
        new("inference", "Pathway states were inferred jointly from prior, exposures, symptoms and biomarkers; pathways are not mutually exclusive.", ["Dukart J et al. The many-to-many problem of endophenotypes in psychiatry. Mol Psychiatry 2026. doi:10.1038/s41380-026-03473-y"]),
    ];
}
