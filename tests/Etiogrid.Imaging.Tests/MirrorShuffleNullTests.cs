using Etiogrid.Imaging.Nulls;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Imaging.Tests;

public sealed class MirrorShuffleNullTests
{
    [Fact]
    public void Surrogates_are_mirror_images_of_the_maps_range_and_at_least_its_distance_gradient()
    {
        var geometry = Mirrored(30);
        double[] map = SimulatedMaps.Smooth(geometry, 1, 40, 7).Values;
        var draws = new Matrix(20, 60);
        MirrorShuffleNull.TryCreate(geometry, 3)!.Fit(map).Draw(0, draws);
        double wanted = Gradient(geometry, map.AsSpan(0, 30));
        for (int d = 0; d < 20; d++)
        {
            double[] row = draws.Row(d).ToArray();
            Assert.Equal(row[..30], row[30..]);
            NumericAssert.Close(map[..30].Min(), row.Min(), 1e-12);
            NumericAssert.Close(map[..30].Max(), row.Max(), 1e-12);
            Assert.True(Gradient(geometry, row.AsSpan(0, 30)) >= wanted - 1e-12, $"draw {d}");
        }
    }

    [Fact]
    public void A_map_without_gradient_is_shuffled_and_not_smoothed()
    {
        var geometry = Mirrored(10);
        double[] map = [.. Enumerable.Range(0, 20).Select(i => (double)(i % 2))];
        var draws = new Matrix(1, 20);
        MirrorShuffleNull.TryCreate(geometry, 3)!.Fit(map).Draw(4, draws);
        Assert.All(draws.Row(0).ToArray(), v => Assert.True(v is >= 0 and <= 1));
    }

    [Fact]
    public void It_needs_regions_on_the_left()
    {
        var right = RegionGeometry.FromCoordinates(new Matrix(6, 3, [.. Enumerable.Range(0, 18).Select(k => 1.0 + k)]), "right").Value;
        Assert.Null(MirrorShuffleNull.TryCreate(right, 1));
    }

    private static double Gradient(RegionGeometry geometry, ReadOnlySpan<double> left)
    {
        var (distances, differences) = (new List<double>(), new List<double>());
        for (int i = 0; i < left.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                distances.Add(geometry.Distances[i, j]);
                differences.Add(Math.Abs(left[i] - left[j]));
            }
        }

        return Moments.Pearson(distances.ToArray(), differences.ToArray());
    }

    private static RegionGeometry Mirrored(int perSide)
    {
        var noise = SimulatedMaps.Noise(perSide, 3, 2);
        var c = new Matrix(2 * perSide, 3);
        for (int i = 0; i < perSide; i++)
        {
            (c[i, 0], c[i, 1], c[i, 2]) = (-10 - (20 * Math.Abs(noise[i, 0])), 40 * noise[i, 1], 30 * noise[i, 2]);
            (c[perSide + i, 0], c[perSide + i, 1], c[perSide + i, 2]) = (-c[i, 0], c[i, 1], c[i, 2]);
        }

        return RegionGeometry.FromCoordinates(c, "mirrored").Value;
    }
}
