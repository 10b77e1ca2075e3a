using Etiogrid.Numerics.Random;
using Etiogrid.Numerics.Statistics;
using Etiogrid.Simulation.Cohorts;

namespace Etiogrid.Simulation.Tests.Cohorts;

public sealed class BrainTests
{
    private static readonly Core.Regions.Parcellation Regions = BrainGeometry.Create(100);

    [Fact]
    public void Geometry_is_two_mirrored_hemispheres_of_named_networks()
    {
        Assert.Equal(100, Regions.Regions.Count);
        for (int i = 0; i < 50; i++)
        {
            var (left, right) = (Regions.Regions[i].Centre!.Value, Regions.Regions[i + 50].Centre!.Value);
            Assert.Equal(-left.X, right.X);
            Assert.Equal((left.Y, left.Z), (right.Y, right.Z));
        }

        Assert.Equal(7, Regions.Regions.Select(r => r.Network).Distinct().Count());
        Assert.All(Regions.Regions.GroupBy(r => r.Network), g => Assert.True(g.Count() >= 4, $"{g.Key} has {g.Count()} regions"));
    }

    [Fact]
    public void Atlas_maps_have_exactly_the_stated_similarity()
    {
        var atlas = ReceptorAtlas.Draw(Regions, ["VMAT2"], 3);
        Assert.Equal(20, atlas.Names.Count);
        for (int i = 0; i < 20; i++)
        {
            for (int j = 0; j < 20; j++)
            {
                NumericAssert.Close(atlas.Similarity[i, j], Moments.Pearson(atlas.Maps.Column(i), atlas.Maps.Column(j)), 1e-9, 1e-9);
            }
        }

        Assert.Equal(0.8, Shared(atlas, "GABAa", "5HT2a"), 12);
        Assert.Equal(0.8, Shared(atlas, "DAT", "5HTT"), 12);
        Assert.True(Shared(atlas, "GABAa", "DAT") < 0.1);
    }

    [Fact]
    public void A_shaped_map_has_the_prescribed_rank_correlations()
    {
        var atlas = ReceptorAtlas.Draw(Regions, [], 3);
        var shaper = new MapShaper(Regions, atlas.Maps);
        double[] wanted = [.. Enumerable.Range(0, 19).Select(t => 0.02 * (t - 9))];
        double[] map = shaper.Shape(wanted, new Philox(1, 2));
        for (int t = 0; t < 19; t++)
        {
            NumericAssert.Close(wanted[t], Moments.Spearman(map, atlas.Maps.Column(t)), 0, 3e-3);
        }

        NumericAssert.Close(0, Moments.Mean(map), 0, 1e-12);
        NumericAssert.Close(1, Moments.Variance(map, 0), 1e-9);

        wanted[0] = 0.99;
        wanted[1] = -0.99;
        Assert.Throws<ArgumentException>(() => shaper.Shape(wanted, new Philox(1, 2)));
    }

    [Fact]
    public void Shaped_series_have_the_prescribed_strengths_and_network_means()
    {
        string[] networks = [.. Regions.Regions.Select(r => r.Network!)];
        var shaper = new TimeSeriesShaper(networks, 150);
        var random = new Philox(5, 6);
        double[] strengths = [.. networks.Select(_ => 30 + (6.5 * random.NextNormal()))];
        double[] within = [.. shaper.NetworkNames.Select(_ => 0.45 + (0.03 * random.NextNormal()))];
        var series = shaper.Shape(strengths, within, random, out double error);
        Assert.True(error < 1e-4, $"largest error {error}");
        for (int i = 0; i < 100; i++)
        {
            double strength = Enumerable.Range(0, 100).Where(j => j != i).Sum(j => Moments.Pearson(series.Row(i), series.Row(j)));
            NumericAssert.Close(strengths[i], strength, 0, 2e-4, $"strength of region {i}");
        }

        int[] members = [.. Enumerable.Range(0, 100).Where(i => networks[i] == shaper.NetworkNames[0])];
        NumericAssert.Close(within[0], members.SelectMany(i => members.Where(j => j < i).Select(j => Moments.Pearson(series.Row(i), series.Row(j)))).Average(), 0, 1e-5);
    }

    private static double Shared(ReceptorAtlas atlas, string first, string second)
    {
        double r = atlas.Similarity[atlas.Names.ToList().IndexOf(first), atlas.Names.ToList().IndexOf(second)];
        return r * r;
    }
}
