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
}
