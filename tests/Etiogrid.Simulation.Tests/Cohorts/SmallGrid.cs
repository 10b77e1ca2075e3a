using Etiogrid.Core.Identifiers;
using Etiogrid.Core.Measures;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.Functions;
using Etiogrid.Simulation.Cohorts;

namespace Etiogrid.Simulation.Tests.Cohorts;

/// <summary>A small general grid with every kind of entry, for tests.</summary>
internal static class SmallGrid
{
    public const double Kappa = 0.3;
    public const double Spontaneous = 0.03;

    public static readonly string[] Keys = ["gaba", "serotonin_2a", "dopamine", "immune", "hpa", "glutamate"];

    public static GeneralGrid Create(double prevalence = 0.2, double scoreR2 = 0.05, double prevalenceSd = 0.1) => new(
        "test", "0000", 0.001, Logits(Spontaneous), Pathways(prevalence, scoreR2, prevalenceSd), Exposures(), Symptoms(),
        [new(Id("glutamate"), Id("gaba"), Logits(Kappa), 1), new(Id("immune"), Id("hpa"), Logits(Kappa), -1)],
        Markers(),
        [
            new(new("drug_a"), "Drug A", "drug", [new(Id("dopamine"), AlterationDirection.Hyperfunction, Logits(0.5))], "state", "2 weeks", "A", 0.3, "", []),
            new(new("training"), "Training", "lifestyle", [new(Id("immune"), null, Logits(0.35))], "both", "8 weeks", "B", 0.1, "", []),
        ],
        []);

    public static IReadOnlyList<PathwayGeneSet> Genes() =>
        [.. Keys.Take(5).Select((key, k) => new PathwayGeneSet(Id(key), [.. Enumerable.Range(0, 8).Select(g => $"GENE{(6 * k) + g}")]))];

    public static CohortDesign Design(int patients = 30, int controls = 20, ulong seed = 7) =>
        new() { Patients = patients, Controls = controls, Seed = seed, GeneSets = Genes(), GeneVariants = 600, BackgroundVariants = 100, Regions = 80, Volumes = 120 };

    public static PathwayId Id(string key) => new(key);

    private static PathwayParameters[] Pathways(double prevalence, double scoreR2, double prevalenceSd) =>
    [
        .. Keys.Select((key, k) => new PathwayParameters(Id(key), key, key, Scale.Molecular,
            k == 3 ? [new(AlterationDirection.Hyperfunction, 1)] : [new(AlterationDirection.Hypofunction, 0.7), new(AlterationDirection.Hyperfunction, 0.3)],
            Logits(prevalence) with { Sd = prevalenceSd }, Value(scoreR2))),
    ];

    private static ExposureParameters[] Exposures() =>
    [
        new(new("adversity"), "Adversity", "childhood", 0.3, Grade.Elicited, true, [new(Id("hpa"), null, Value(0.6)), new(Id("immune"), AlterationDirection.Hyperfunction, Value(0.4))]),
        new(new("infection"), "Infection", "prenatal", 0.1, Grade.Elicited, true, [new(Id("immune"), AlterationDirection.Hyperfunction, Value(0.5))]),
        new(new("migration"), "Migration", "any", 0.2, Grade.Elicited, false, []),
    ];

    private static SymptomParameters[] Symptoms() =>
    [
        new(new("anhedonia"), "Anhedonia", Logits(0.05), [Link("dopamine", -1, 0.5), Link("immune", 1, 0.3)]),
        new(new("psychosis"), "Psychosis", Logits(0.02), [Link("dopamine", 1, 0.6), Link("glutamate", -1, 0.4)]),
        new(new("anxiety"), "Anxiety", Logits(0.1), [Link("gaba", -1, 0.4), Link("hpa", 1, 0.3), Link("hpa", -1, 0.2)]),
    ];

    private static MarkerParameters[] Markers() =>
    [
        Marker("coloc_GABAa", Modality.Imaging, "coloc", "GABAa", "gaba", 0.8),
        Marker("coloc_5HT2a", Modality.Imaging, "coloc", "5HT2a", "serotonin_2a", 0.8),
        Marker("coloc_DAT", Modality.Imaging, "coloc", "DAT", "dopamine", 0.8),
        Marker("crp", Modality.Laboratory, "lab", "crp", "immune", 0.7),
        Marker("cortisol", Modality.Laboratory, "lab", "cortisol", "hpa", 0.5),
        Marker("network_strength_Default", Modality.Connectome, "network_strength", "Default", "glutamate", 0.6),
        Marker("gamma", Modality.Eeg, "band_power", "gamma", "gaba", 0.5),
    ];

    private static MarkerParameters Marker(string id, Modality modality, string measure, string target, string pathway, double loading)
    {
        double other = modality == Modality.Imaging ? loading : -loading;
        MarkerLoading[] loadings = pathway == "immune"
            ? [new(Id(pathway), AlterationDirection.Hyperfunction, Value(loading))]
            : [new(Id(pathway), AlterationDirection.Hyperfunction, Value(loading)), new(Id(pathway), AlterationDirection.Hypofunction, Value(other))];
        return new(id, id, modality, Scale.Molecular, measure, target, 0.7, 1, loadings);
    }

    private static SymptomLink Link(string pathway, int direction, double lambda) => new(Id(pathway), (AlterationDirection)direction, Logits(lambda), false);

    private static UncertainValue Value(double mean) => new(mean, 0.1, Grade.Elicited, []);

    private static UncertainValue Logits(double probability) => Value(Logit.FromProbability(probability));
}
