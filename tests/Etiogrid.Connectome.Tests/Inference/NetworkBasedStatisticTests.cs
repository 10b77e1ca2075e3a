using Etiogrid.Connectome.Inference;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Connectome.Tests.Inference;

public sealed class NetworkBasedStatisticTests
{
    [Fact]
    public void A_planted_component_is_found_and_noise_is_not()
    {
        bool[] cases = [.. Enumerable.Range(0, 30).Select(k => k < 15)];
        var found = NetworkBasedStatistic.Test(Simulated(cases, 1.6), cases, 3, 200, 5);
        Assert.Equal([0, 1, 2, 3], found[0].Nodes.Where(n => n < 4));
        Assert.True(found[0].P < 0.02, $"{found[0].P}");
        var noise = NetworkBasedStatistic.Test(Simulated(cases, 0), cases, 3, 200, 5);
        Assert.All(noise, c => Assert.True(c.P > 0.05));
    }

    [Fact]
    public void Results_do_not_depend_on_the_number_of_threads()
    {
        bool[] cases = [.. Enumerable.Range(0, 12).Select(k => k % 2 == 0)];
        var matrices = Simulated(cases, 1);
        Assert.Equal(NetworkBasedStatistic.Test(matrices, cases, 2, 50, 5, 1).Select(c => c.P), NetworkBasedStatistic.Test(matrices, cases, 2, 50, 5, 4).Select(c => c.P));
    }

    [Fact]
    public void The_t_of_an_edge_is_the_textbooks_and_edges_without_spread_are_told_apart()
    {
        // Cases 1 2 4, controls 6 7: means 7/3 and 6.5, pooled variance (14/3 + 1/2)/3.
        double[] values = [1, 2, 4, 6, 7];
        bool[] cases = [true, true, true, false, false];
        Matrix[] matrices = [.. values.Select(v => new Matrix(2, 2, [0, v, v, 0]))];
        var edge = NetworkBasedStatistic.Edge(matrices, cases, 0, 1);
        NumericAssert.Close(((7.0 / 3) - 6.5) / Math.Sqrt(((14.0 / 3) + 0.5) / 3 * ((1.0 / 3) + 0.5)), edge.T, 1e-12);
        Assert.Equal((7.0 / 3, 6.5), (edge.MeanOfCases, edge.MeanOfControls));
        Matrix Flat(double v) => new(2, 2, [0, v, v, 0]);
        Assert.Equal(0, NetworkBasedStatistic.Edge([Flat(3), Flat(3), Flat(3), Flat(3)], [true, true, false, false], 0, 1).T);
        Assert.Equal(double.PositiveInfinity, NetworkBasedStatistic.Edge([Flat(3), Flat(3), Flat(1), Flat(1)], [true, true, false, false], 0, 1).T);
    }

    [Fact]
    public void Groups_of_one_are_a_callers_bug() =>
        Assert.Throws<ArgumentException>(() => NetworkBasedStatistic.Test([new Matrix(2, 2), new Matrix(2, 2), new Matrix(2, 2)], [true, false, false], 3, 10, 1));

    /// <summary>Cases differ in all six edges among nodes 0 to 3.</summary>
    private static Matrix[] Simulated(bool[] cases, double effect)
    {
        var random = new Philox(14, 2);
        return [.. cases.Select(isCase =>
        {
            var m = new Matrix(12, 12);
            for (int i = 0; i < 12; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    m[i, j] = random.NextNormal() + (isCase && i < 4 ? effect : 0);
                    m[j, i] = m[i, j];
                }
            }

            return m;
        })];
    }
}
