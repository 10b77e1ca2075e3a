using Etiogrid.Genetics.Sets;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Genetics.Tests;

public sealed class JointScoresTests
{
    private static readonly Matrix Correlation = new(3, 3, [1, 0.6, 0.1, 0.6, 1, 0, 0.1, 0, 1]);

    [Fact]
    public void Full_coverage_and_independent_scores_stay_as_they_are()
    {
        var (z, coverage) = JointScores.Join([1, -2, 0.5], [1, 1, 1], Correlation);
        Assert.Equal([1, -2, 0.5], z);
        Assert.Equal([1, 1, 1], coverage);
        (z, coverage) = JointScores.Join([1, -2, 0.5], [0.3, 0.9, 0.5], Matrix.Identity(3));
        NumericAssert.AllClose([1, -2, 0.5], z, 1e-6, 0);
        NumericAssert.AllClose([0.3, 0.9, 0.5], coverage, 1e-6, 0);
    }

    [Fact]
    public void The_joint_score_predicts_the_true_one_with_the_variance_it_claims()
    {
        double[] captured = [0.4, 0.9, 0.7];
        Assert.True(Cholesky.TryFactorise(Correlation, out var root));
        var random = new Philox(4, 4);
        double[] alone = new double[3], joint = new double[3], claimed = [];
        const int People = 40_000;
        for (int i = 0; i < People; i++)
        {
            double[] normal = [random.NextNormal(), random.NextNormal(), random.NextNormal()];
            double[] score = root.Factor.Multiply(normal);
            double[] z = [.. score.Select((s, k) => (Math.Sqrt(captured[k]) * s) + (Math.Sqrt(1 - captured[k]) * random.NextNormal()))];
            var (adjusted, known) = JointScores.Join(z, captured, Correlation);
            claimed = known;
            for (int k = 0; k < 3; k++)
            {
                alone[k] += Math.Pow(score[k] - (Math.Sqrt(captured[k]) * z[k]), 2) / People;
                joint[k] += Math.Pow(score[k] - (Math.Sqrt(known[k]) * adjusted[k]), 2) / People;
            }
        }

        for (int k = 0; k < 3; k++)
        {
            NumericAssert.Close(1 - captured[k], alone[k], 0.03);
            NumericAssert.Close(1 - claimed[k], joint[k], 0.03);
        }

        Assert.True(joint[0] < 0.9 * alone[0], "the poorly covered score borrows from the one that overlaps it");
    }

    [Fact]
    public void Identical_sets_do_not_break_the_matrix()
    {
        var (z, coverage) = JointScores.Join([1, 1], [0.5, 0.5], new Matrix(2, 2, [1, 1, 1, 1]));
        NumericAssert.Close(z[0], z[1], 1e-9);
        NumericAssert.Close(2.0 / 3, coverage[0], 1e-6);
    }
}
