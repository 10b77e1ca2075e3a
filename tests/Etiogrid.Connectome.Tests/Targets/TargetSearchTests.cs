using Etiogrid.Connectome.Recordings;
using Etiogrid.Connectome.Targets;
using Etiogrid.Core.Regions;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Connectome.Tests.Targets;

public sealed class TargetSearchTests
{
    [Fact]
    public void A_clear_anticorrelation_is_found_with_its_interval()
    {
        var target = TargetSearch.Find(Simulated(-1), [0], [1, 2, 3, 4], Centres, new() { Resamples = 200 });
        Assert.Equal("R4", target.Region);
        Assert.Null(target.Refusal);
        Assert.InRange(target.Correlation, target.Low, target.High);
        Assert.True(target.High < 0);
        Assert.Equal(0, target.HalvesDistance);
        Assert.True(target.SelectionProbability > 0.95);
    }

    [Fact]
    public void Noise_alone_is_refused_with_the_reason()
    {
        var target = TargetSearch.Find(Simulated(0), [0], [1, 2, 3, 4], Centres, new() { Resamples = 200 });
        Assert.NotNull(target.Refusal);
        var positive = TargetSearch.Find(Simulated(1), [0], [3], null, new() { Resamples = 50 });
        Assert.Contains("anticorrelated", positive.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_gives_the_same_answer() =>
        Assert.Equal(TargetSearch.Find(Simulated(-1), [0], [1, 2, 3], null, new() { Resamples = 50 }), TargetSearch.Find(Simulated(-1), [0], [1, 2, 3], null, new() { Resamples = 50 }));

    private static Coordinate[] Centres => [.. Enumerable.Range(0, 5).Select(j => new Coordinate(40 * j, 0, 0))];

    /// <summary>Region 4 follows the seed with the given sign, the others are noise.</summary>
    private static TimeSeries Simulated(double sign)
    {
        var random = new Philox(6, 6);
        var values = new Matrix(200, 5);
        for (int t = 0; t < 200; t++)
        {
            for (int j = 0; j < 5; j++)
            {
                values[t, j] = random.NextNormal();
            }

            values[t, 3] += sign * values[t, 0];
        }

        return new("simulated", ["R1", "R2", "R3", "R4", "R5"], values);
    }
}
