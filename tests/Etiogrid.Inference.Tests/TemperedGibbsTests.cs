namespace Etiogrid.Inference.Tests;

public sealed class TemperedGibbsTests
{
    private static readonly GridInferenceOptions Sampling = new() { Engine = GridEngine.TemperedGibbs, LargestSweeps = 4000 };

    [Theory]
    [InlineData(41, 6)]
    [InlineData(42, 8)]
    public void Lies_within_its_stated_error_of_the_exact_answer(int seed, int pathways)
    {
        var model = RandomModels.Make(seed, pathways);
        var exact = GridInference.Infer(model, new() { Engine = GridEngine.Enumeration }).Value;
        var sampled = GridInference.Infer(model, Sampling).Value;
        Assert.True(sampled.Error.EffectiveSampleSize >= 2000, sampled.Error.Statement);
        Assert.True(sampled.Error.RHat <= 1.01, sampled.Error.Statement);
        for (int k = 0; k < pathways; k++)
        {
            NumericAssert.Close(exact.Altered(k), sampled.Altered(k), 0, 2 * sampled.Error.Bound, $"altered {k}");
            NumericAssert.AllClose([.. exact.StateProbabilities[k]], [.. sampled.StateProbabilities[k]], 0, 2.5 * sampled.Error.Bound, $"states {k}");
        }

        NumericAssert.Close(exact.LogEvidence, sampled.LogEvidence, 0, 2 * sampled.Error.LogEvidenceError + 0.01, "log evidence");
        NumericAssert.AllClose(exact.PairCausal.Values, sampled.PairCausal.Values, 0, 0.02, "pairs");
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_for_any_thread_count()
    {
        var model = RandomModels.Make(43, 20);
        var one = GridInference.Infer(model, Sampling with { Threads = 1, LargestSweeps = 500 }).Value;
        var many = GridInference.Infer(model, Sampling with { Threads = 4, LargestSweeps = 500 }).Value;
        Assert.Equal(one.PairAltered.Values, many.PairAltered.Values);
        Assert.Equal(BitConverter.DoubleToInt64Bits(one.LogEvidence), BitConverter.DoubleToInt64Bits(many.LogEvidence));
    }
}
