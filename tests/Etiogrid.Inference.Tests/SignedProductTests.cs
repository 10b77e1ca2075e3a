using Etiogrid.Core.Measures;
using Etiogrid.Inference.Person;
using Etiogrid.Knowledge;

namespace Etiogrid.Inference.Tests;

public sealed class SignedProductTests
{
    private static readonly GridInferenceOptions Signed = new() { Engine = GridEngine.SignedProduct };

    [Theory]
    [InlineData(51, 1, 0.4)]
    [InlineData(52, 4, 0.4)]
    [InlineData(53, 6, 0.4)]
    [InlineData(54, 7, 0.1)]
    [InlineData(55, 8, 0.05)]
    public void Equals_brute_force(int seed, int pathways, double density)
    {
        var model = RandomModels.Make(seed, pathways, markers: 8, symptoms: 7, density: density, couplings: density / 2);
        var posterior = GridInference.Infer(model, Signed).Value;
        EngineAssert.Matches(new BruteForce(model), posterior, Math.Max(1e-12, posterior.Error.Bound));
    }

    [Fact]
    public void Equals_enumeration_on_ten_pathways_with_small_blocks()
    {
        var model = RandomModels.Make(56, 10, markers: 10, symptoms: 6, directions: false, density: 0.08, couplings: 0.03, continuous: false);
        var exact = GridInference.Infer(model, new() { Engine = GridEngine.Enumeration }).Value;
        var signed = GridInference.Infer(model, Signed).Value;
        NumericAssert.Close(exact.LogEvidence, signed.LogEvidence, 1e-11);
        NumericAssert.AllClose(exact.PairAltered.Values, signed.PairAltered.Values, 0, 1e-11);
        NumericAssert.AllClose(exact.PairCausal.Values, signed.PairCausal.Values, 0, 1e-11);
        NumericAssert.Close(exact.Top[0].Probability, signed.Top[0].Probability, 1e-9);
    }

    [Fact]
    public void A_person_with_symptoms_and_laboratory_values_is_exact_over_the_whole_knowledge_base()
    {
        var grid = KnowledgeBase.Load().BuildGrid();
        var markers = grid.Markers.Where(m => m.Modality == Modality.Laboratory).Select((m, i) => new MarkerObservation(m.Id, i % 3 - 0.5));
        var inputs = PersonInputs.Unknown("01") with
        {
            Symptoms = [.. grid.Symptoms.Select((s, i) => new SymptomObservation(s.Id, i % 4 == 0))],
            Markers = [.. markers],
        };
        var model = PersonModelBuilder.Create(grid).Value.Build(inputs).Value.Model;
        var exact = GridInference.Infer(model).Value;
        Assert.Equal(GridEngine.SignedProduct, exact.Engine);
        Assert.True(exact.Error.Bound < 1e-8, exact.Error.Statement);
        var sampled = GridInference.Infer(model, new() { Engine = GridEngine.TemperedGibbs, LargestSweeps = 3000 }).Value;
        for (int k = 0; k < grid.Pathways.Count; k++)
        {
            NumericAssert.Close(exact.Altered(k), sampled.Altered(k), 0, 2 * sampled.Error.Bound, $"altered {k}");
            NumericAssert.Close(exact.Causal(k), sampled.Causal(k), 0, 2 * sampled.Error.Bound, $"causal {k}");
        }

        NumericAssert.Close(exact.LogEvidence, sampled.LogEvidence, 0, (2 * sampled.Error.LogEvidenceError) + 0.02);
        NumericAssert.AllClose(exact.PairAltered.Values, sampled.PairAltered.Values, 0, 0.03);
    }

    [Fact]
    public void Thread_count_changes_no_bit()
    {
        var model = RandomModels.Make(58, 14, markers: 8, symptoms: 8, density: 0.02, couplings: 0.01, continuous: false);
        var one = GridInference.Infer(model, Signed with { Threads = 1 }).Value;
        var many = GridInference.Infer(model, Signed with { Threads = 5 }).Value;
        Assert.Equal(one.PairCausal.Values, many.PairCausal.Values);
        Assert.Equal(BitConverter.DoubleToInt64Bits(one.LogEvidence), BitConverter.DoubleToInt64Bits(many.LogEvidence));
    }

    [Theory]
    [InlineData(61, 5)]
    [InlineData(62, 6)]
    [InlineData(63, 7)]
    public void State_classes_under_dense_unsigned_markers_equal_brute_force(int seed, int pathways)
    {
        var model = Unsigned(RandomModels.Make(seed, pathways, markers: 9, symptoms: 6, density: 1, couplings: 0.1, continuous: false));
        var plan = SignedPlan.Of(CompiledGrid.Compile(model));
        Assert.True(plan!.Scopes.Variables.HasClasses, "no class variable was used; the test would prove nothing");
        var posterior = GridInference.Infer(model, Signed).Value;
        EngineAssert.Matches(new BruteForce(model), posterior, Math.Max(1e-12, posterior.Error.Bound));
    }

    [Fact]
    public void A_person_with_nineteen_collinear_maps_is_exact()
    {
        var grid = KnowledgeBase.Load().BuildGrid();
        string[] maps = [.. grid.Markers.Where(m => m.Id.StartsWith("coloc_", StringComparison.Ordinal)).Select(m => m.Id)];
        var correlation = new Numerics.LinearAlgebra.Matrix(maps.Length, maps.Length);
        for (int i = 0; i < maps.Length; i++)
        {
            for (int j = 0; j < maps.Length; j++)
            {
                correlation[i, j] = i == j ? 1 : 0.5 + (0.4 / (1 + Math.Abs(i - j)));
            }
        }

        var model = PersonModelBuilder.Create(grid).Value.Build(PersonInputs.Unknown("01") with
        {
            Symptoms = [.. grid.Symptoms.Select((s, i) => new SymptomObservation(s.Id, i % 4 == 0))],
            Markers = [.. grid.Markers.Select((m, i) => new MarkerObservation(m.Id, ((i * 7) % 5) - 2))],
            Correlations = [new(maps, correlation, true)],
        }).Value.Model;
        var exact = GridInference.Infer(model).Value;
        Assert.Equal(GridEngine.SignedProduct, exact.Engine);
        Assert.True(exact.Error.Bound < 1e-8, exact.Error.Statement);
        var sampled = GridInference.Infer(model, new() { Engine = GridEngine.TemperedGibbs }).Value;
        Assert.True(sampled.Error is { EffectiveSampleSize: >= 2000, RHat: <= 1.01 }, sampled.Error.Statement);
        for (int k = 0; k < grid.Pathways.Count; k++)
        {
            NumericAssert.Close(exact.Altered(k), sampled.Altered(k), 0, 2 * sampled.Error.Bound, $"altered {k}");
        }
    }

    [Fact]
    public void Pairs_that_would_cost_too_much_are_sampled_around_the_exact_marginals_and_say_so()
    {
        var model = RandomModels.Make(64, 14, markers: 8, symptoms: 8, density: 0.1, couplings: 0.02, continuous: false);
        var exact = GridInference.Infer(model, Signed).Value;
        var plan = SignedPlan.Of(CompiledGrid.Compile(model))!;
        var cheap = GridInference.Infer(model, new() { EnumerationLimit = 1, LastEnumerationLimit = 1, EliminationLimit = plan.Cost }).Value;
        Assert.Equal(GridEngine.SignedProduct, cheap.Engine);
        Assert.Equal(exact.StateProbabilities[3], cheap.StateProbabilities[3]);
        Assert.InRange(cheap.Error.PairBound!.Value, 1e-6, 0.05);
        NumericAssert.AllClose(exact.PairAltered.Values, cheap.PairAltered.Values, 0, 2 * cheap.Error.PairBound.Value);
        Assert.Contains("sampled", cheap.Error.Statement, StringComparison.Ordinal);
    }

    [Fact]
    public void The_probability_of_a_listed_configuration_is_that_of_its_definition()
    {
        var model = RandomModels.Make(65, 6, markers: 5, symptoms: 6, density: 0.2, couplings: 0.05, continuous: false);
        var truth = new BruteForce(model).Configurations.ToDictionary(c => string.Join(',', c.States), c => c.Probability);
        foreach (var top in GridInference.Infer(model, Signed).Value.Top)
        {
            NumericAssert.Close(truth[string.Join(',', top.States)], top.Probability, 1e-9);
        }
    }

    /// <summary>The same model with markers that see whether a pathway is altered, not how.</summary>
    private static GridModel Unsigned(GridModel model) => GridModel.Create(
        model.Pathways, model.Couplings, model.Symptoms, model.ContinuousSymptoms,
        [.. model.Markers.Select(m => m with { Loadings = [.. m.Loadings.GroupBy(l => l.Pathway).SelectMany(g => Enumerable.Range(1, model.Pathways[g.Key].StateCount - 1).Select(s => new StateLoading(g.Key, s, g.First().Value)))] })],
        model.MarkerCovariance).Value;
}
