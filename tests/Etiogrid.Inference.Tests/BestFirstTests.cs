using Etiogrid.Numerics.Random;

namespace Etiogrid.Inference.Tests;

public sealed class BestFirstTests
{
    private static readonly GridInferenceOptions Search = new() { Engine = GridEngine.BestFirst };

    [Theory]
    [InlineData(201, 3)]
    [InlineData(202, 5)]
    [InlineData(203, 6)]
    public void Opened_to_the_end_it_equals_brute_force(int seed, int pathways)
    {
        var model = RandomModels.Make(seed, pathways, symptoms: 6);
        var posterior = GridInference.Infer(model, Search with { TargetUnexploredMass = 0, LargestNodes = 1_000_000 }).Value;
        Assert.True(posterior.Error.Bound < 1e-12, posterior.Error.Statement);
        EngineAssert.Matches(new BruteForce(model), posterior, 1e-12);
    }

    [Theory]
    [InlineData(211, 6, true)]
    [InlineData(212, 7, true)]
    [InlineData(213, 8, false)]
    [InlineData(214, 8, false)]
    public void The_truth_lies_within_the_stated_bound_wherever_it_stops(int seed, int pathways, bool directions)
    {
        var model = RandomModels.Make(seed, pathways, symptoms: 7, directions: directions, strength: 0.6);
        var truth = new BruteForce(model);
        foreach (int nodes in new[] { 1, 10, 100, 1000 })
        {
            var posterior = GridInference.Infer(model, Search with { LargestNodes = nodes }).Value;
            for (int k = 0; k < pathways; k++)
            {
                for (int s = 0; s < truth.States[k].Length; s++)
                {
                    Assert.True(Math.Abs(truth.States[k][s] - posterior.StateProbabilities[k][s]) <= posterior.Error.Bound + 1e-12,
                        $"{nodes} nodes, pathway {k}, state {s}: {truth.States[k][s]} against {posterior.StateProbabilities[k][s]} ± {posterior.Error.Bound}");
                }
            }

            Assert.True(Math.Abs(truth.LogEvidence - posterior.LogEvidence) <= posterior.Error.LogEvidenceError + 1e-12, $"evidence at {nodes} nodes");
        }
    }

    [Fact]
    public void More_nodes_leave_less_unresolved()
    {
        var model = RandomModels.Make(215, 12, symptoms: 5, directions: false, strength: 0.5);
        double[] left = [.. new[] { 10, 200, 4000 }.Select(n => GridInference.Infer(model, Search with { LargestNodes = n }).Value.Error.UnexploredMass!.Value)];
        Assert.True(left[0] > left[1] && left[1] > left[2], string.Join(", ", left));
    }

    [Fact]
    public void Sixty_rare_pathways_with_eighteen_positive_symptoms_are_certified_where_no_exact_engine_reaches()
    {
        var model = RareCauses(60, 18);
        var posterior = GridInference.Infer(model).Value;
        Assert.Equal(GridEngine.BestFirst, posterior.Engine);
        Assert.True(posterior.Error.UnexploredMass <= 1e-4, posterior.Error.Statement);
        var sampled = GridInference.Infer(model, new() { Engine = GridEngine.TemperedGibbs }).Value;
        for (int k = 0; k < 60; k++)
        {
            NumericAssert.Close(posterior.Causal(k), sampled.Causal(k), 0, posterior.Error.Bound + (2 * sampled.Error.Bound) + 0.002, $"causal {k}");
        }
    }

    [Fact]
    public void Thread_count_and_repetition_change_no_bit()
    {
        var model = RandomModels.Make(216, 9, symptoms: 6);
        var one = GridInference.Infer(model, Search with { Threads = 1, LargestNodes = 500 }).Value;
        var two = GridInference.Infer(model, Search with { Threads = 4, LargestNodes = 500 }).Value;
        Assert.Equal(one.PairCausal.Values, two.PairCausal.Values);
        Assert.Equal(BitConverter.DoubleToInt64Bits(one.LogEvidence), BitConverter.DoubleToInt64Bits(two.LogEvidence));
    }

    /// <summary>Rare causes, each of few symptoms: two causes explain all that is positive.</summary>
    private static GridModel RareCauses(int pathways, int positive)
    {
        var random = Philox.For(4, "rare", "test");
        GridSymptom[] symptoms =
        [
            .. Enumerable.Range(0, 40).Select(d => new GridSymptom($"s{d}", 0.005,
                [new(d < positive ? d % 2 : 2 + (d % (pathways - 2)), 0, 0.8), .. Enumerable.Range(0, 3).Select(i => new CausalLink(3 + (((d * 7) + (i * 11)) % (pathways - 3)), 0, 0.05 + (0.1 * random.NextDouble())))], d < positive)),
        ];
        symptoms = [.. symptoms.Select(s => s with { Links = [.. s.Links.DistinctBy(l => l.Pathway)] })];
        return GridModel.Create([.. Enumerable.Range(0, pathways).Select(k => GridPathway.ThreeState($"p{k}", 0.004, 0.0))], [], symptoms, [], [], null).Value;
    }
}
