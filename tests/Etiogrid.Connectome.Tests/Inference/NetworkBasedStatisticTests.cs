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

    /// <summary>Oracle: ordinary least squares by solving the normal equations of intercept, two covariates and group.</summary>
    [Fact]
    public void With_covariates_t_is_that_of_the_group_in_a_linear_model()
    {
        bool[] cases = [.. Enumerable.Range(0, 20).Select(k => k < 9)];
        var matrices = Simulated(cases, 1);
        var random = new Philox(3, 1);
        var covariates = new Matrix(20, 2);
        for (int i = 0; i < 20; i++)
        {
            (covariates[i, 0], covariates[i, 1]) = (random.NextNormal() + (cases[i] ? 1 : 0), i % 3);
        }

        var design = new Matrix(20, 4);
        for (int i = 0; i < 20; i++)
        {
            (design[i, 0], design[i, 1], design[i, 2], design[i, 3]) = (1, covariates[i, 0], covariates[i, 1], cases[i] ? 1 : 0);
        }

        double[] t = NetworkBasedStatistic.EdgeT(matrices, cases, covariates);
        Assert.True(Cholesky.TryFactorise(design.Transpose().Multiply(design), out var factor));
        var inverse = factor.Inverse();
        for (int edge = 0; edge < 11; edge++)
        {
            var y = new Matrix(20, 1, [.. matrices.Select(m => m[0, edge + 1])]);
            var beta = inverse.Multiply(design.Transpose().Multiply(y));
            double rss = y.Values.Zip(design.Multiply(beta).Values, (a, b) => (a - b) * (a - b)).Sum();
            NumericAssert.Close(beta[3, 0] / Math.Sqrt(rss / 16 * inverse[3, 3]), t[edge], 1e-10);
        }
    }

    [Fact]
    public void A_difference_that_a_covariate_explains_is_no_difference_of_groups()
    {
        bool[] cases = [.. Enumerable.Range(0, 40).Select(k => k < 20)];
        var matrices = Simulated(cases, 0);
        var random = new Philox(31, 1);
        var motion = new Matrix(40, 1);
        for (int p = 0; p < 40; p++)
        {
            motion[p, 0] = random.NextNormal() + (cases[p] ? 1.5 : 0);
            for (int i = 0; i < 12; i++)
            {
                for (int j = 0; j < 12; j++)
                {
                    matrices[p][i, j] += i < 5 && j < 5 && i != j ? 1.5 * motion[p, 0] : 0;
                }
            }
        }

        Assert.True(NetworkBasedStatistic.Test(matrices, cases, 3, 99, 5)[0].P <= 0.02);
        Assert.All(NetworkBasedStatistic.Test(matrices, cases, 3, 99, 5, covariates: motion), c => Assert.True(c.P > 0.05));
    }

    /// <summary>With the covariate related to the group, about one simulated study in twenty has a component at p of at most .05.</summary>
    [Fact]
    public void Exchange_with_covariates_keeps_the_error_rate()
    {
        bool[] cases = [.. Enumerable.Range(0, 16).Select(k => k < 8)];
        int found = 0;
        for (int study = 0; study < 200; study++)
        {
            var random = new Philox(77, (ulong)study);
            var covariate = new Matrix(16, 1, [.. cases.Select(c => random.NextNormal() + (c ? 1 : 0))]);
            Matrix[] people = [.. Enumerable.Range(0, 16).Select(p => Noise(random, 6, covariate[p, 0]))];
            found += NetworkBasedStatistic.Test(people, cases, 2, 99, (ulong)study, 1, covariate).Any(c => c.P <= 0.05) ? 1 : 0;
        }

        // Binomial(200, .05): 2 to 20 holds with probability .998.
        Assert.InRange(found, 2, 20);
    }

    [Fact]
    public void Covariates_that_hide_the_groups_are_refused()
    {
        bool[] cases = [true, true, false, false, false, true];
        Assert.False(NetworkBasedStatistic.CanAdjust(cases, new Matrix(6, 1, [5, 5, 2, 2, 2, 5])));
        Assert.False(NetworkBasedStatistic.CanAdjust(cases, new Matrix(6, 1, [3, 3, 3, 3, 3, 3])));
        Assert.True(NetworkBasedStatistic.CanAdjust(cases, new Matrix(6, 1, [1, 2, 3, 4, 5, 6])));
        Assert.False(NetworkBasedStatistic.CanAdjust([true, true, false, false], new Matrix(4, 2, [1, 2, 3, 5, 4, 1, 2, 2])));
    }

    private static Matrix Noise(Philox random, int n, double shift)
    {
        var m = new Matrix(n, n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                m[i, j] = random.NextNormal() + shift;
                m[j, i] = m[i, j];
            }
        }

        return m;
    }

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
