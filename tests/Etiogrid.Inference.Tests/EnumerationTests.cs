namespace Etiogrid.Inference.Tests;

public sealed class EnumerationTests
{
    private static readonly GridInferenceOptions Exact = new() { Engine = GridEngine.Enumeration };

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(4, 6)]
    [InlineData(5, 7)]
    [InlineData(6, 8)]
    public void Equals_brute_force_with_directions(int seed, int pathways)
    {
        var model = RandomModels.Make(seed, pathways);
        var posterior = GridInference.Infer(model, Exact).Value;
        var oracle = new BruteForce(model);
        EngineAssert.Matches(oracle, posterior, 1e-12);
        EngineAssert.TopMatches(oracle, posterior, 1e-12);
    }

    [Theory]
    [InlineData(11, 10)]
    [InlineData(12, 11)]
    public void Equals_brute_force_with_three_states(int seed, int pathways)
    {
        var model = RandomModels.Make(seed, pathways, directions: false);
        EngineAssert.Matches(new BruteForce(model), GridInference.Infer(model, Exact).Value, 1e-12);
    }

    [Fact]
    public void Evidence_so_strong_that_products_would_overflow_is_still_exact()
    {
        var model = RandomModels.Make(21, 7, strength: 60);
        EngineAssert.Matches(new BruteForce(model), GridInference.Infer(model, Exact).Value, 1e-11);
    }

    [Fact]
    public void Thread_count_changes_no_bit()
    {
        var model = RandomModels.Make(31, 10);
        var one = GridInference.Infer(model, Exact with { Threads = 1 }).Value;
        var many = GridInference.Infer(model, Exact with { Threads = 7 }).Value;
        Assert.Equal(BitConverter.DoubleToInt64Bits(one.LogEvidence), BitConverter.DoubleToInt64Bits(many.LogEvidence));
        Assert.Equal(one.PairAltered.Values, many.PairAltered.Values);
        Assert.Equal(one.Top[4].States, many.Top[4].States);
    }

    [Fact]
    public void Impossible_observations_are_a_finding_and_not_a_number()
    {
        var model = GridModel.Create([GridPathway.ThreeState("a", 0.2, 0)], [], [new("s", 0, [], true)], [], [], null).Value;
        var result = GridInference.Infer(model, Exact);
        Assert.False(result.HasValue);
        Assert.Equal("E705", result.Diagnostics[0].Code);
    }

    [Fact]
    public void A_cancelled_token_stops_it()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => GridInference.Infer(RandomModels.Make(31, 9), Exact with { Cancellation = source.Token }));
    }
}
