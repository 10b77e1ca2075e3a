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
    public void Thirty_five_pathways_are_exact_and_agree_with_sampling()
    {
        var model = RandomModels.Make(57, 35, markers: 25, symptoms: 6, density: 0.008, couplings: 0.004, continuous: false);
        var chosen = GridInference.Infer(model).Value;
        Assert.Equal(GridEngine.SignedProduct, chosen.Engine);
        Assert.True(chosen.Error.Cancellation < 1e6);
        var sampled = GridInference.Infer(model, new() { Engine = GridEngine.TemperedGibbs, LargestSweeps = 2000 }).Value;
        for (int k = 0; k < 35; k++)
        {
            NumericAssert.Close(chosen.Altered(k), sampled.Altered(k), 0, 2 * sampled.Error.Bound, $"altered {k}");
        }

        NumericAssert.Close(chosen.LogEvidence, sampled.LogEvidence, 0, (2 * sampled.Error.LogEvidenceError) + 0.02);
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
