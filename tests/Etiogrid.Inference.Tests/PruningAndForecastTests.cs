namespace Etiogrid.Inference.Tests;

public sealed class PruningAndForecastTests
{
    [Theory]
    [InlineData(221, 1e-2)]
    [InlineData(222, 5e-2)]
    [InlineData(223, 0.3)]
    public void Pruning_stays_within_the_bound_that_it_states(int seed, double below)
    {
        var model = RandomModels.Make(seed, 6, strength: 2, continuous: false).WithShiftedPriors(-3);
        var truth = new BruteForce(model);
        var (grid, pruned) = StatePruning.Prune(CompiledGrid.Compile(model), below);
        Assert.True(pruned.States > 0, "nothing was pruned; the test would prove nothing");
        Assert.True(grid.States < CompiledGrid.Compile(model).States);
        var posterior = GridInference.Infer(model, new() { PruneBelow = below }).Value;
        for (int k = 0; k < 6; k++)
        {
            for (int s = 0; s < truth.States[k].Length; s++)
            {
                Assert.True(Math.Abs(truth.States[k][s] - posterior.StateProbabilities[k][s]) <= posterior.Error.Bound, $"{k},{s}: {posterior.Error.Statement}");
            }
        }
    }

    [Fact]
    public void A_strong_marker_against_a_pathway_prunes_it_and_the_statement_says_so()
    {
        var markers = Enumerable.Range(0, 3).Select(m => new GridMarker($"m{m}", "g", [new(m, 1, 9), new(m, 2, 9)], m == 0 ? 9 : -1));
        var model = GridModel.Create([.. Enumerable.Range(0, 3).Select(k => GridPathway.ThreeState($"p{k}", 0.1, 0.02))], [], [], [], [.. markers], Numerics.LinearAlgebra.Matrix.Identity(3)).Value;
        var posterior = GridInference.Infer(model).Value;
        Assert.Contains("4 states", posterior.Error.Statement, StringComparison.Ordinal);
        Assert.True(posterior.Altered(0) > 0.999 && posterior.Altered(1) < 1e-14);
        Assert.True(posterior.Error.Bound < 1e-12);
    }

    [Fact]
    public void The_forecast_names_the_engine_that_then_runs()
    {
        foreach (int pathways in new[] { 6, 20, 35 })
        {
            var model = RandomModels.Make(230 + pathways, pathways, markers: 10, symptoms: 6, directions: false, density: 0.03, couplings: 0.01, continuous: false);
            var forecast = GridInference.Forecast(model).Value;
            Assert.Equal(forecast.Engine, GridInference.Infer(model).Value.Engine);
            Assert.True(forecast.Seconds > 0 && forecast.MemoryBytes > 0 && forecast.Work > 0, forecast.Statement);
        }
    }

    [Theory]
    [InlineData(14)]
    [InlineData(16)]
    public void Maps_that_pull_many_pathways_either_way_are_forecast_and_computed_exactly(int tied)
    {
        var random = Numerics.Random.Philox.For(250, "maps", "forecast");
        GridMarker[] maps = [.. Enumerable.Range(0, 19).Select(m => new GridMarker($"m{m}", "maps", [.. Enumerable.Range(0, tied).SelectMany(k =>
        {
            double loading = 0.4 * random.NextNormal();
            return new[] { new StateLoading(k, 1, loading), new StateLoading(k, 2, loading) };
        })], random.NextNormal()))];
        var model = GridModel.Create([.. Enumerable.Range(0, 35).Select(k => GridPathway.ThreeState($"p{k}", 0.1, 0.05))], [], [], [], maps, Numerics.LinearAlgebra.Matrix.Identity(19)).Value;
        var forecast = GridInference.Forecast(model).Value;
        var posterior = GridInference.Infer(model).Value;
        Assert.Equal(GridEngine.SignedProduct, forecast.Engine);
        Assert.Equal(forecast.Engine, posterior.Engine);
        Assert.True(posterior.Error.Bound < 1e-10, posterior.Error.Statement);
        Assert.InRange(forecast.Seconds, 1e-3, 5);
    }

    [Fact]
    public void A_forced_engine_that_needs_more_memory_than_given_is_refused_with_a_remedy()
    {
        var model = RandomModels.Make(240, 16, markers: 12, symptoms: 6, directions: false, density: 0.2, couplings: 0.02, continuous: false);
        var result = GridInference.Infer(model, new() { Engine = GridEngine.SignedProduct, MemoryLimit = 2e5 });
        Assert.False(result.HasValue);
        Assert.Equal("E706", result.Diagnostics[0].Code);
        Assert.Contains("engine be chosen", result.Diagnostics[0].Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_engine_stops_when_cancelled()
    {
        var model = RandomModels.Make(241, 17, markers: 6, symptoms: 6, directions: false, density: 0.1, couplings: 0.01, continuous: false);
        foreach (var engine in Enum.GetValues<GridEngine>())
        {
            using var source = new CancellationTokenSource();
            source.Cancel();
            Assert.ThrowsAny<OperationCanceledException>(() => GridInference.Infer(model, new() { Engine = engine, Cancellation = source.Token }));
        }
    }

    [Fact]
    public void A_long_enumeration_stops_within_a_second_of_being_cancelled()
    {
        var model = RandomModels.Make(242, 21, markers: 3, symptoms: 6, directions: false, density: 0.1, couplings: 0.1, continuous: false);
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.ThrowsAny<OperationCanceledException>(() => GridInference.Infer(model, new() { Engine = GridEngine.Enumeration, Cancellation = source.Token }));
        Assert.True(watch.Elapsed.TotalSeconds < 5, $"took {watch.Elapsed.TotalSeconds} s");
    }
}
