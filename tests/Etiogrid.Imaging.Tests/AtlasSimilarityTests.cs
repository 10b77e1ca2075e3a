using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Imaging.Tests;

public sealed class AtlasSimilarityTests
{
    [Fact]
    public void Maps_that_share_half_their_variance_form_one_set()
    {
        var noise = SimulatedMaps.Noise(200, 4, 3);
        var values = new Matrix(200, 4);
        for (int i = 0; i < 200; i++)
        {
            values[i, 0] = noise[i, 0];
            values[i, 1] = noise[i, 1];
            values[i, 2] = noise[i, 0] + (0.4 * noise[i, 2]);
            values[i, 3] = -noise[i, 0] + (0.4 * noise[i, 3]);
        }

        var similarity = AtlasSimilarity.Compute(Reference.Atlas(values, ["D2", "5HT4", "DAT", "SERT"]), ColocalizationMethod.Pearson);
        var set = Assert.Single(similarity.AmbiguitySets);
        Assert.Equal(["D2", "DAT", "SERT"], set.Members);
        Assert.True(set.LeastSharedVariance <= similarity.SharedVariance(2, 3));
        Assert.Equal(1, similarity.Correlation[1, 1]);
        Assert.Equal(similarity.Correlation[0, 3], similarity.Correlation[3, 0]);
        Assert.True(similarity.Correlation[0, 3] < 0);
    }

    [Fact]
    public void A_chain_of_similar_maps_is_not_one_set()
    {
        var noise = SimulatedMaps.Noise(400, 2, 4);
        var values = new Matrix(400, 3);
        for (int i = 0; i < 400; i++)
        {
            // Neighbours at 40 degrees share cos² 40° = 59 %, the ends at 80 degrees only 3 %.
            for (int j = 0; j < 3; j++)
            {
                values[i, j] = (Math.Cos(j * 40 * Math.PI / 180) * noise[i, 0]) + (Math.Sin(j * 40 * Math.PI / 180) * noise[i, 1]);
            }
        }

        var set = Assert.Single(AtlasSimilarity.Compute(Reference.Atlas(values), ColocalizationMethod.Pearson).AmbiguitySets);
        Assert.Equal(2, set.Members.Count);
        Assert.Contains("atlas2", set.Members);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_threshold_that_is_no_share_of_variance_is_rejected(double threshold) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => AtlasSimilarity.Compute(Reference.Atlas(SimulatedMaps.Noise(9, 2, 1)), threshold: threshold));
}
