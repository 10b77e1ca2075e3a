using Etiogrid.Connectome.Gradients;
using Etiogrid.Connectome.Recordings;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Tests.Gradients;

public sealed class ConnectopicMapTests
{
    [Fact]
    public void Places_whose_connections_shift_gradually_are_laid_out_in_order()
    {
        var series = Chain(places: 24, rest: 12, noise: 0.4);
        var found = ConnectopicMap.Compute(series, [.. Enumerable.Range(0, 24)], [.. Enumerable.Range(24, 12)], 2);
        double[] order = [.. Enumerable.Range(0, 24).Select(i => (double)i)];
        Assert.True(Math.Abs(Moments.Spearman(found.Maps.Column(0), order)) > 0.97);
        Assert.Equal((0, 1), (found.Maps.Column(0).Min(), found.Maps.Column(0).Max()));
        Assert.InRange(found.Neighbours, 1, 23);
        Assert.True(found.Eigenvalues[0] > 0 && found.Eigenvalues[0] <= found.Eigenvalues[1]);
        // The second map of a chain folds it once.
        Assert.True(Math.Abs(Moments.Spearman(found.Maps.Column(1), [.. order.Select(i => Math.Abs(i - 11.5))])) > 0.8);
    }

    [Fact]
    public void Eta_squared_is_one_for_equal_and_zero_for_opposite_profiles()
    {
        var similarity = ConnectopicMap.Similarity(new Matrix(3, 2, [1, -1, 1, -1, -1, 1]));
        NumericAssert.AllClose([1, 1, 0, 1, 1, 0, 0, 0, 1], similarity.Values, 1e-14, 1e-14);
    }

    [Fact]
    public void Too_few_places_or_regions_of_both_kinds_are_a_callers_bug()
    {
        var series = Chain(6, 4, 1);
        Assert.Throws<ArgumentException>(() => ConnectopicMap.Compute(series, [0, 1], [6, 7], 1));
        Assert.Throws<ArgumentException>(() => ConnectopicMap.Compute(series, [0, 1, 2], [2, 7], 1));
        Assert.Throws<ArgumentException>(() => ConnectopicMap.Compute(series, [0, 1, 2], [6, 7], 3));
    }

    /// <summary>Each region of the rest is a source; a place mixes the sources near its position.</summary>
    private static TimeSeries Chain(int places, int rest, double noise)
    {
        var random = new Philox(17, 1);
        var values = new Matrix(600, places + rest);
        for (int t = 0; t < values.Rows; t++)
        {
            for (int j = 0; j < rest; j++)
            {
                values[t, places + j] = random.NextNormal();
            }

            for (int i = 0; i < places; i++)
            {
                double position = i * (rest - 1.0) / (places - 1);
                values[t, i] = (noise * random.NextNormal()) + Enumerable.Range(0, rest).Sum(j => Math.Exp(-Math.Pow(j - position, 2) / 4) * values[t, places + j]);
            }
        }

        return new("simulated", [.. Enumerable.Range(0, places + rest).Select(j => $"R{j}")], values);
    }

    /// <summary>The map is a known polynomial of the coordinates; least squares must give it back.</summary>
    [Fact]
    public void A_trend_surface_gives_back_the_polynomial_that_made_the_map()
    {
        var random = new Philox(8, 8);
        var places = new Matrix(60, 3);
        for (int k = 0; k < places.Values.Length; k++)
        {
            places.Values[k] = 10 * random.NextNormal();
        }

        double Scaled(int i, int axis)
        {
            double[] column = places.Column(axis);
            return (column[i] - column.Average()) / column.Max(v => Math.Abs(v - column.Average()));
        }

        double[] map = [.. Enumerable.Range(0, 60).Select(i => 0.4 + (2 * Scaled(i, 0)) - Scaled(i, 2) + (0.5 * Scaled(i, 1) * Scaled(i, 1)))];
        var surface = TrendSurface.Fit(places, map, 2)!;
        Assert.Equal(["x", "y", "z", "x^2", "y^2", "z^2"], TrendSurface.Terms(2));
        NumericAssert.AllClose([2, 0, -1, 0, 0.5, 0], [.. surface.Coefficients], 1e-10, 1e-10);
        NumericAssert.Close(1, surface.Explained, 1e-12);
        Assert.InRange(TrendSurface.Fit(places, map, 1)!.Explained, 0.8, 0.999);
        Assert.Null(TrendSurface.Fit(places, map, 20));
        Assert.Null(TrendSurface.Fit(new Matrix(8, 3, [.. Enumerable.Range(0, 24).Select(k => k % 3 == 2 ? 5.0 : k)]), map[..8], 1));
    }
}
