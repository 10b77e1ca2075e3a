using Etiogrid.Connectome.Connectivity;
using Etiogrid.Connectome.Tests.Peers;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Connectome.Tests.Connectivity;

public sealed class ShrunkCorrelationTests
{
    [Fact]
    public void Weight_and_correlations_agree_with_numpy()
    {
        var people = People(17, 18);
        string path = PythonPeer.Write(people);
        try
        {
            double[][] expected = PythonPeer.Run("shrinkage.py", path);
            var found = ShrunkCorrelation.Estimate(people);
            NumericAssert.Close(expected[0][0], found.Weight, 1e-11);
            Assert.InRange(found.Weight, 0.05, 0.95);
            NumericAssert.AllClose([.. expected.Skip(1).SelectMany(r => r)], found.Correlation.Values, 1e-11);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The truth: three features in one block at .7, three in another, .1 between.</summary>
    [Fact]
    public void The_estimate_is_nearer_the_truth_than_the_sample_and_than_one_common_correlation()
    {
        double shrunk = 0, sample = 0, constant = 0;
        for (int study = 0; study < 60; study++)
        {
            var people = People(20, (ulong)study);
            var found = ShrunkCorrelation.Estimate(people);
            for (int i = 0; i < 6; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    double truth = i / 3 == j / 3 ? 0.7 : 0.1;
                    double raw = Numerics.Statistics.Moments.Pearson(people.Column(i), people.Column(j));
                    shrunk += Math.Pow(found.Correlation[i, j] - truth, 2);
                    sample += Math.Pow(raw - truth, 2);
                    constant += Math.Pow(found.Common - truth, 2);
                }
            }

            Assert.True(Cholesky.TryFactorise(found.Correlation, out _));
        }

        Assert.True(shrunk < 0.97 * sample && shrunk < 0.8 * constant, $"shrunk {shrunk}, sample {sample}, constant {constant}");
    }

    [Fact]
    public void More_people_leave_less_to_the_common_correlation()
    {
        Assert.True(ShrunkCorrelation.Estimate(People(400, 3)).Weight < 0.05);
        Assert.True(ShrunkCorrelation.Estimate(People(400, 3)).Weight < ShrunkCorrelation.Estimate(People(12, 3)).Weight);
    }

    [Fact]
    public void Features_without_spread_and_two_people_are_a_callers_bug()
    {
        Assert.Throws<ArgumentException>(() => ShrunkCorrelation.Estimate(new Matrix(5, 2, [1, 1, 1, 2, 1, 3, 1, 4, 1, 5])));
        Assert.Throws<ArgumentException>(() => ShrunkCorrelation.Estimate(new Matrix(2, 2, [1, 2, 3, 5])));
        Assert.Equal([1], ShrunkCorrelation.Estimate(new Matrix(3, 1, [1, 2, 4])).Correlation.Values);
    }

    private static Matrix People(int n, ulong seed)
    {
        var random = new Philox(91, seed);
        var people = new Matrix(n, 6);
        for (int t = 0; t < n; t++)
        {
            double all = random.NextNormal();
            double[] blocks = [random.NextNormal(), random.NextNormal()];
            for (int j = 0; j < 6; j++)
            {
                people[t, j] = (Math.Sqrt(0.1) * all) + (Math.Sqrt(0.6) * blocks[j / 3]) + (Math.Sqrt(0.3) * random.NextNormal());
            }
        }

        return people;
    }
}
