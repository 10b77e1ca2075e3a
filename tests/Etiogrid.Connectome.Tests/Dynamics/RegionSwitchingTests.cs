using Etiogrid.Connectome.Dynamics;
using Etiogrid.Connectome.Recordings;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Connectome.Tests.Dynamics;

public sealed class RegionSwitchingTests
{
    [Fact]
    public void A_region_that_changes_sides_has_the_largest_index()
    {
        // Ten regions follow source a, ten follow source b; region 0 follows a, then b, then a, then b.
        var random = new Philox(31, 1);
        var values = new Matrix(400, 20);
        for (int t = 0; t < 400; t++)
        {
            double a = random.NextNormal();
            double b = random.NextNormal();
            for (int j = 0; j < 20; j++)
            {
                bool first = j == 0 ? t / 100 % 2 == 0 : j < 10;
                values[t, j] = (first ? a : b) + (0.5 * random.NextNormal());
            }
        }

        var windows = SlidingWindows.Compute(new("s", [.. Enumerable.Range(0, 20).Select(j => $"R{j}")], values), WindowTaper.Rectangular(50), 10);
        var found = RegionSwitching.Of(windows);
        Assert.Equal(0, found.Index.ToList().IndexOf(found.Index.Max()));
        Assert.Equal(0, found.Speed.ToList().IndexOf(found.Speed.Max()));
        Assert.True(found.Index[0] > 3 * found.Index.Skip(1).Max(), $"{found.Index[0]} against {found.Index.Skip(1).Max()}");
        Assert.All(found.Speed, s => Assert.InRange(s, 0, 2));
    }

    [Fact]
    public void Overlapping_windows_alone_give_no_index()
    {
        var random = new Philox(32, 1);
        var series = new TimeSeries("s", ["A", "B", "C"], new Matrix(60, 3, [.. Enumerable.Range(0, 180).Select(_ => random.NextNormal())]));
        Assert.All(RegionSwitching.Of(SlidingWindows.Compute(series, WindowTaper.Rectangular(50), 1)).Index, v => Assert.True(double.IsNaN(v)));
    }
}
