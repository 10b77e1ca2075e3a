using Etiogrid.Imaging.Genes;
using Etiogrid.Imaging.Nulls;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Imaging.Tests;

public sealed class GeneSetColocalizationTests
{
    [Theory]
    [InlineData(SetAggregate.Mean)]
    [InlineData(SetAggregate.AbsoluteMedian)]
    public void The_value_is_the_aggregate_of_the_genes_own_correlations(SetAggregate aggregate)
    {
        var genes = SimulatedMaps.Noise(30, 12, 1);
        genes[4, 3] = double.NaN;
        double[] map = SimulatedMaps.Noise(30, 1, 2).Column(0);
        var sets = GeneSetColocalization.Create(genes, ranked: true, aggregate, 0);
        Assert.DoesNotContain(3, sets.Usable);
        int[] members = [0, 2, 5, 7];
        var result = sets.Run(map, [members], 50, 1, null)![0];
        double[] z = [.. members.Select(k => Moments.FisherZ(Moments.Spearman(map, genes.Column(sets.Usable[k]))))];
        double expected = aggregate == SetAggregate.Mean ? z.Average() : Quantiles.Median([.. z.Select(Math.Abs)]);
        NumericAssert.Close(expected, result.Value, 1e-12);
    }

    [Fact]
    public void Random_sets_have_the_mean_and_spread_of_sampling_without_replacement()
    {
        var genes = SimulatedMaps.Noise(40, 60, 3);
        double[] map = SimulatedMaps.Noise(40, 1, 4).Column(0);
        var result = GeneSetColocalization.Create(genes, ranked: false, SetAggregate.Mean, 0).Run(map, [[.. Enumerable.Range(0, 20)]], 20_000, 1, null)![0];
        double[] z = [.. Enumerable.Range(0, 60).Select(g => Moments.FisherZ(Moments.Pearson(map, genes.Column(g))))];
        double deviation = Math.Sqrt(Moments.Variance(z) / 20 * (1 - (20 / 60.0)));
        NumericAssert.Close(Moments.Mean(z), result.SetMean, 0, 4 * deviation / Math.Sqrt(20_000));
        NumericAssert.Close(deviation, result.SetDeviation, 0.02);
    }

    [Fact]
    public void Alike_genes_fool_random_sets_but_not_surrogates_of_the_map()
    {
        const int Studies = 200;
        var brain = SimulatedMaps.Brain(60, 1);
        var spatialNull = MatchedMoranNull.Create(Calibration.SmoothnessModel.Create(brain), 1);
        var genes = SimulatedMaps.Smooth(brain, 80, 20, 5);
        double[] common = SimulatedMaps.Smooth(brain, 1, 20, 6).Column(0);
        for (int g = 0; g < 10; g++)
        {
            for (int i = 0; i < 60; i++)
            {
                genes[i, g] = common[i] + (0.3 * genes[i, g]);
            }
        }

        var sets = GeneSetColocalization.Create(genes, ranked: true, SetAggregate.Mean, 0);
        var maps = SimulatedMaps.Smooth(brain, Studies, 20, 7);
        int random = 0;
        int spatial = 0;
        for (int s = 0; s < Studies; s++)
        {
            var r = sets.Run(maps.Column(s), [[.. Enumerable.Range(0, 10)]], 99, 1, spatialNull)![0];
            random += r.SetP <= 0.05 ? 1 : 0;
            spatial += r.MapP <= 0.05 ? 1 : 0;
        }

        Assert.True(random > 60, $"{random} of 200");
        Assert.InRange(spatial, 2, 20);
    }

    [Fact]
    public void Threads_change_nothing()
    {
        var genes = SimulatedMaps.Noise(20, 30, 8);
        double[] map = SimulatedMaps.Noise(20, 1, 9).Column(0);
        Matrix Values(int threads) => new(1, 2, [.. new[] { GeneSetColocalization.Create(genes, true, SetAggregate.Median, threads).Run(map, [[1, 2, 3, 4, 5]], 300, 7, null)![0] }.SelectMany(r => new[] { r.SetMean, r.SetP })]);
        Assert.Equal(Values(1).Values, Values(2).Values);
    }
}
