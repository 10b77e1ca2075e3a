using Etiogrid.Core.Identifiers;
using Etiogrid.Core.Measures;
using Etiogrid.Inference.Person;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference.Tests;

/// <summary>A general grid of four pathways, two exposures, three symptoms and five markers, made up for tests.</summary>
internal static class SmallGrid
{
    public static GeneralGrid Make(double prevalenceSd = 1, double floor = 0.001, double loadSign = 1) => new(
        "test", "", floor, Value(Logit.FromProbability(0.03), 0.5),
        [
            Pathway("alpha", 0.12, prevalenceSd, (AlterationDirection.Hypofunction, 0.6), (AlterationDirection.Hyperfunction, 0.4)),
            Pathway("beta", 0.2, prevalenceSd, (AlterationDirection.Hyperfunction, 1)),
            Pathway("gamma", 0.08, prevalenceSd, (AlterationDirection.Hypofunction, 1)),
            Pathway("delta", 0.1, prevalenceSd, (AlterationDirection.Hyperfunction, 1)),
        ],
        [
            Exposure("adversity", 0.3, new ExposureLoad(new("alpha"), null, Value(0.35 * loadSign, 0.1)), new ExposureLoad(new("beta"), AlterationDirection.Hyperfunction, Value(0.2 * loadSign, 0.1))),
            Exposure("smoking", 0.25, new ExposureLoad(new("alpha"), AlterationDirection.Hyperfunction, Value(0.4 * loadSign, 0.1))),
        ],
        [
            Symptom("mood", 0.1, ("alpha", AlterationDirection.Hypofunction, 0.4), ("beta", AlterationDirection.Hyperfunction, 0.3)),
            Symptom("sleep", 0.15, ("beta", AlterationDirection.Hyperfunction, 0.3), ("gamma", AlterationDirection.Hypofunction, 0.2)),
            Symptom("anxiety", 0.1, ("alpha", AlterationDirection.Hyperfunction, 0.3), ("delta", AlterationDirection.Hyperfunction, 0.4)),
        ],
        [new(new("beta"), new("alpha"), Value(Logit.FromProbability(0.2), 0.5), -1), new(new("gamma"), new("delta"), Value(Logit.FromProbability(0.15), 0.5), -1)],
        [
            Marker("coloc_a", "coloc", ("alpha", AlterationDirection.Hypofunction, -0.8), ("alpha", AlterationDirection.Hyperfunction, 0.8)),
            Marker("coloc_b", "coloc", ("beta", AlterationDirection.Hyperfunction, 0.9)),
            Marker("crp", "lab", ("beta", AlterationDirection.Hyperfunction, 0.5)),
            Marker("cortisol", "lab", ("gamma", AlterationDirection.Hypofunction, -0.7), ("delta", AlterationDirection.Hyperfunction, 0.4)),
            Marker("alpha_power", "eeg", ("delta", AlterationDirection.Hyperfunction, 0.6)),
        ],
        [],
        []);

    public static PersonInputs Person() => new(
        "01",
        [new(new("alpha"), 1.2), new(new("beta"), -0.4, 0.8)],
        [new(new("adversity"), true), new(new("smoking"), null)],
        [new(new("mood"), true), new(new("sleep"), false), new(new("anxiety"), null, 1.1)],
        [new("coloc_a", -1.4), new("coloc_b", 1.1), new("crp", 0.9, 0.5), new("cortisol", -0.8)],
        [new(["coloc_a", "coloc_b"], new Matrix(2, 2, [1, 0.4, 0.4, 1]), true)]);

    public static UncertainValue Value(double mean, double sd) => new(mean, sd, Grade.Elicited, []);

    private static PathwayParameters Pathway(string id, double prevalence, double sd, params (AlterationDirection Direction, double Weight)[] directions) => new(
        new(id), id, id, Scale.Molecular, [.. directions.Select(d => new DirectionWeight(d.Direction, d.Weight))],
        Value(Logit.FromProbability(prevalence), sd), Value(0.02, 0.005));

    private static ExposureParameters Exposure(string id, double frequency, params ExposureLoad[] loads) =>
        new(new(id), id, "any", frequency, Grade.Elicited, true, loads);

    private static SymptomParameters Symptom(string id, double leak, params (string Pathway, AlterationDirection Direction, double Lambda)[] links) => new(
        new SymptomId(id), id, Value(Logit.FromProbability(leak), 0.3),
        [.. links.Select(l => new SymptomLink(new(l.Pathway), l.Direction, Value(Logit.FromProbability(l.Lambda), 0.5), false))]);

    private static MarkerParameters Marker(string id, string measure, params (string Pathway, AlterationDirection Direction, double Loading)[] loadings) => new(
        id, id, measure == "eeg" ? Modality.Eeg : measure == "lab" ? Modality.Laboratory : Modality.Imaging, Scale.Molecular, measure, id, 0.8, 1,
        [.. loadings.Select(l => new MarkerLoading(new(l.Pathway), l.Direction, Value(l.Loading, 0.2)))]);
}
