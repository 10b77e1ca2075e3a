using Etiogrid.Numerics.Random;

namespace Etiogrid.Inference.Tests;

/// <summary>Random models with everything in them, through every engine: no two exact engines may differ.</summary>
public sealed class EngineAgreementTests
{
    [Fact]
    public void T1_sixty_random_models_get_the_same_answer_from_every_exact_engine()
    {
        var random = Philox.For(1, "fuzz", "engines");
        for (int i = 0; i < 60; i++)
        {
            int pathways = 2 + random.NextInt32(5);
            var model = (i % 4) switch
            {
                0 => RandomModels.Make(4000 + i, pathways, markers: 3 + random.NextInt32(5), symptoms: random.NextInt32(8), density: random.NextDouble(), couplings: 0.4 * random.NextDouble()),
                1 => RandomModels.MakeRich(4000 + i, pathways, true),
                2 => RandomModels.MakeRich(4000 + i, pathways, false),
                _ => RandomModels.Make(4000 + i, pathways, symptoms: 9, strength: 3 * random.NextDouble(), couplings: 0.6),
            };
            var exact = GridInference.Infer(model, new() { Engine = GridEngine.Enumeration }).Value;
            foreach (var engine in new[] { GridEngine.SignedProduct, GridEngine.BestFirst })
            {
                var other = GridInference.Infer(model, new() { Engine = engine, TargetUnexploredMass = 0, LargestNodes = 2_000_000 });
                if (!other.HasValue)
                {
                    // The signed form may refuse strong evidence; it may not be wrong.
                    Assert.Equal(GridEngine.SignedProduct, engine);
                    Assert.Equal("E706", other.Diagnostics[0].Code);
                    continue;
                }

                double tolerance = Math.Max(1e-12, other.Value.Error.Bound);
                NumericAssert.Close(exact.LogEvidence, other.Value.LogEvidence, tolerance, tolerance, $"model {i}, {engine}, evidence");
                NumericAssert.AllClose(exact.PairAltered.Values, other.Value.PairAltered.Values, 0, tolerance, $"model {i}, {engine}, altered");
                NumericAssert.AllClose(exact.PairCausal.Values, other.Value.PairCausal.Values, 0, tolerance, $"model {i}, {engine}, causal");
                for (int k = 0; k < pathways; k++)
                {
                    NumericAssert.AllClose([.. exact.StateProbabilities[k]], [.. other.Value.StateProbabilities[k]], 0, tolerance, $"model {i}, {engine}, states of {k}");
                }
            }
        }
    }

    [Theory]
    [InlineData(4101)]
    [InlineData(4102)]
    public void T1_twelve_three_state_pathways_agree_to_one_in_a_trillion(int seed)
    {
        var model = RandomModels.Make(seed, 12, markers: 10, symptoms: 5, directions: false, density: 0.15, couplings: 0.05, continuous: false);
        var exact = GridInference.Infer(model, new() { Engine = GridEngine.Enumeration }).Value;
        var signed = GridInference.Infer(model, new() { Engine = GridEngine.SignedProduct }).Value;
        double tolerance = Math.Max(1e-12, signed.Error.Bound);
        NumericAssert.Close(exact.LogEvidence, signed.LogEvidence, tolerance);
        NumericAssert.AllClose(exact.PairAltered.Values, signed.PairAltered.Values, 0, tolerance);
        NumericAssert.AllClose(exact.PairCausal.Values, signed.PairCausal.Values, 0, tolerance);
    }

    [Fact]
    public void T2_a_noisy_or_of_twenty_causes_and_ten_findings_agrees_between_enumeration_and_signed_terms()
    {
        var random = Philox.For(2, "bn2o", "engines");
        GridSymptom[] findings = [.. Enumerable.Range(0, 14).Select(d => new GridSymptom($"s{d}", 0.02, [.. Enumerable.Range(0, 20).Where(_ => random.NextBernoulli(0.4)).Select(k => new CausalLink(k, 0, 0.1 + (0.7 * random.NextDouble())))], d < 10))];
        var model = GridModel.Create([.. Enumerable.Range(0, 20).Select(k => GridPathway.ThreeState($"p{k}", 0.02 + (0.1 * random.NextDouble()), 0))], [], findings, [], [], null).Value;
        var exact = GridInference.Infer(model, new() { Engine = GridEngine.Enumeration }).Value;
        var signed = GridInference.Infer(model, new() { Engine = GridEngine.SignedProduct }).Value;
        NumericAssert.Close(exact.LogEvidence, signed.LogEvidence, signed.Error.Bound);
        NumericAssert.AllClose(exact.PairCausal.Values, signed.PairCausal.Values, 0, signed.Error.Bound);
    }

    [Fact]
    public void Sampling_covers_the_exact_answer_about_as_often_as_it_says()
    {
        int inside = 0;
        int all = 0;
        for (int i = 0; i < 12; i++)
        {
            var model = RandomModels.Make(4200 + i, 6, symptoms: 5);
            var exact = GridInference.Infer(model, new() { Engine = GridEngine.Enumeration }).Value;
            var sampled = GridInference.Infer(model, new() { Engine = GridEngine.TemperedGibbs, LargestSweeps = 2000, TargetEffectiveSamples = 500 }).Value;
            for (int k = 0; k < 6; k++, all++)
            {
                inside += Math.Abs(exact.Altered(k) - sampled.Altered(k)) <= sampled.Error.Bound ? 1 : 0;
            }
        }

        Assert.True(inside >= 0.9 * all, $"{inside} of {all}");
    }
}
