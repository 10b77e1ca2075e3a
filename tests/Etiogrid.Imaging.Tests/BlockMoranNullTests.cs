using Etiogrid.Imaging.Calibration;
using Etiogrid.Imaging.Internals;
using Etiogrid.Imaging.Nulls;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Imaging.Tests;

public sealed class BlockMoranNullTests
{
    [Fact]
    public void Blocks_are_compact_and_of_equal_size()
    {
        var grid = Grid(16, 16, 16, 2);
        int[] blockOf = SpatialBlocks.Split(grid.Coordinates!, 64);
        var blocks = Enumerable.Range(0, 4096).GroupBy(i => blockOf[i]).ToArray();
        Assert.Equal(64, blocks.Length);
        Assert.All(blocks, b => Assert.Equal(64, b.Count()));
        for (int axis = 0; axis < 3; axis++)
        {
            Assert.All(blocks, b => Assert.Equal(6, b.Max(i => grid.Coordinates![i, axis]) - b.Min(i => grid.Coordinates![i, axis])));
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(40)]
    public void Surrogates_have_the_variance_and_the_differences_of_neighbours_that_the_map_has(double length)
    {
        var grid = Grid(8, 8, 8, 5);
        double[] map = SimulatedMaps.Smooth(grid, 1, length, 3).Values;
        var draws = new Matrix(300, 512);
        BlockMoranNull.Create(grid, 5, blocks: 64).Fit(map).Draw(0, draws);
        double variance = 0;
        double near = 0;
        for (int d = 0; d < 300; d++)
        {
            variance += Moments.Variance(draws.Row(d)) / 300;
            near += Neighbours(draws.Row(d)) / 300;
        }

        NumericAssert.Close(Moments.Variance(map), variance, 0.1);
        NumericAssert.Close(Neighbours(map), near, 0.1);
        double neighbours = Neighbours(SimulatedMaps.Noise(512, 1, 9).Values) / Moments.Variance(SimulatedMaps.Noise(512, 1, 9).Values);
        Assert.True(near / variance < 0.9 * neighbours, "white noise would not pass");
    }

    [Fact]
    public void Draw_number_d_does_not_depend_on_the_chunk()
    {
        var grid = Grid(6, 6, 6, 3);
        var fitted = BlockMoranNull.Create(grid, 5, blocks: 16).Fit(SimulatedMaps.Noise(216, 1, 1).Values);
        var all = new Matrix(7, 216);
        fitted.Draw(0, all);
        var later = new Matrix(2, 216);
        fitted.Draw(4, later);
        Assert.Equal(all.Row(4).ToArray(), later.Row(0).ToArray());
        Assert.Equal(all.Row(5).ToArray(), later.Row(1).ToArray());
    }

    [Theory]
    [InlineData(5)]
    [InlineData(15)]
    [InlineData(30)]
    [InlineData(60)]
    public void The_false_positive_rate_holds_on_maps_of_every_smoothness(double length)
    {
        // 1,200 places 9 mm apart in 128 blocks of 19 mm: coarser than voxels, so what lies across borders weighs more.
        var grid = Grid(10, 12, 10, 9);
        var model = SmoothnessModel.Create(grid);
        var cards = NullCalibrationTable.Create(model, BlockMoranNull.Create(grid, 5, blocks: 128), ColocalizationMethod.Spearman, new() { MapsPerSide = 40, Permutations = 99 });
        var card = cards.For(new MapSmoothness(length, 0))!;
        Assert.InRange(card.FalsePositiveRate, 0.05 - Math.Max(0.015, 3 * card.StandardError), 0.05 + Math.Max(0.015, 3 * card.StandardError));
    }

    [Fact]
    public void A_hundred_thousand_places_need_memory_in_proportion_and_find_a_planted_correlation()
    {
        var grid = Grid(50, 50, 40, 3);
        var random = new Philox(1, 1);
        var values = new Matrix(100_000, 2);
        for (int i = 0; i < 100_000; i++)
        {
            double common = Math.Sin(grid.Coordinates![i, 0] / 20) + Math.Cos(grid.Coordinates[i, 1] / 15) + Math.Sin(grid.Coordinates[i, 2] / 10);
            (values[i, 0], values[i, 1]) = (common + random.NextNormal(), common + random.NextNormal());
        }

        long before = GC.GetTotalAllocatedBytes();
        string[] names = [.. Enumerable.Range(1, 100_000).Select(i => $"{i}")];
        var atlas = AtlasSet.From(new(names, ["a", "b"], values), "simulated").Value;
        var plan = ColocalizationPlan.Create(atlas.Select(["b"]), new() { Method = ColocalizationMethod.Pearson, Permutations = 99 }, BlockMoranNull.Create(grid, 3));
        var result = Assert.Single(plan.Run(new Matrix(100_000, 1, values.Column(0)), ["a"]));

        // A table of all distances would take 80 GB; alone this takes .7. The counter is that of the process, so tests beside this one count too.
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 8L << 30);
        Assert.InRange(result.R, 0.4, 0.8);
        Assert.Equal(0.01, result.Null!.P);
    }

    /// <summary>Mean squared difference of neighbours along the first axis of an 8 x 8 x 8 grid.</summary>
    private static double Neighbours(ReadOnlySpan<double> map)
    {
        double sum = 0;
        for (int i = 0; i < map.Length; i++)
        {
            sum += i % 8 == 7 ? 0 : (map[i] - map[i + 1]) * (map[i] - map[i + 1]);
        }

        return sum / (map.Length * 7 / 8);
    }

    private static RegionGeometry Grid(int nx, int ny, int nz, double step)
    {
        var c = new Matrix(nx * ny * nz, 3);
        for (int i = 0; i < c.Rows; i++)
        {
            (c[i, 0], c[i, 1], c[i, 2]) = (step * ((i % nx) - (nx / 2) + 0.5), step * (i / nx % ny), step * (i / nx / ny));
        }

        return RegionGeometry.FromCoordinates(c, "grid").Value;
    }
}
