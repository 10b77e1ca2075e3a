using Etiogrid.Connectome.Motion;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Connectome.Tests.Motion;

public sealed class HeadMotionTests
{
    [Fact]
    public void Framewise_displacement_adds_millimetres_and_the_arc_of_rotations()
    {
        var parameters = new Matrix(3, 6, [0, 0, 0, 0, 0, 0, 1, -2, 0.5, 0.01, 0, -0.02, 1, -2, 0.5, 0.01, 0, 0]);
        NumericAssert.AllClose([0, 3.5 + (50 * 0.03), 50 * 0.02], HeadMotion.FramewiseDisplacement(parameters), 1e-14);
    }

    [Fact]
    public void Root_mean_square_displacement_of_a_shift_is_its_length_and_of_a_turn_its_mean_over_the_sphere()
    {
        var shift = new Matrix(2, 6, [0, 0, 0, 0, 0, 0, 3, 4, 0, 0, 0, 0]);
        NumericAssert.Close(5, HeadMotion.RootMeanSquareDisplacement(shift)[1], 1e-14);

        // Turning by a about one axis moves points of a ball by 2 sin(a/2) times their distance from the axis.
        double angle = 0.1;
        var turn = new Matrix(2, 6, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, angle, 0]);
        NumericAssert.Close(80 * Math.Sqrt(2 * 4 * Math.Pow(Math.Sin(angle / 2), 2) / 5), HeadMotion.RootMeanSquareDisplacement(turn)[1], 1e-12);
    }

    [Fact]
    public void Root_mean_square_displacement_equals_the_mean_over_points_of_a_ball()
    {
        var random = new Philox(5, 1);
        var parameters = new Matrix(2, 6, [.. Enumerable.Range(0, 12).Select(k => (k % 6 < 3 ? 2 : 0.05) * random.NextNormal())]);
        double sum = 0;
        int count = 0;
        for (int draw = 0; draw < 200_000; draw++)
        {
            double[] p = [160 * (random.NextDouble() - 0.5), 160 * (random.NextDouble() - 0.5), 160 * (random.NextDouble() - 0.5)];
            if ((p[0] * p[0]) + (p[1] * p[1]) + (p[2] * p[2]) > 6400)
            {
                continue;
            }

            double[] before = Moved(parameters.Row(0).ToArray(), p);
            double[] after = Moved(parameters.Row(1).ToArray(), p);
            sum += before.Zip(after, (a, b) => (a - b) * (a - b)).Sum();
            count++;
        }

        // The sphere is laid around the origin after the first transform, so the averages agree to its small offset and to sampling.
        NumericAssert.Close(Math.Sqrt(sum / count), HeadMotion.RootMeanSquareDisplacement(parameters)[1], 0.01);
    }

    [Fact]
    public void Dvars_is_the_root_mean_square_change_and_quiet_noise_has_standardised_dvars_near_one()
    {
        NumericAssert.AllClose([0, Math.Sqrt(12.5), 0], HeadMotion.Dvars(new Matrix(3, 2, [1, 5, 4, 9, 4, 9])), 1e-14);
        var random = new Philox(6, 1);
        var noise = new Matrix(400, 60, [.. Enumerable.Range(0, 24_000).Select(_ => random.NextNormal())]);
        double[] quiet = HeadMotion.StandardizedDvars(noise);
        Assert.InRange(quiet.Skip(1).Average(), 0.95, 1.05);
        for (int j = 0; j < 60; j++)
        {
            noise[200, j] += 10;
        }

        double[] disturbed = HeadMotion.StandardizedDvars(noise);
        Assert.True(disturbed[200] > 5 && disturbed[201] > 5);
        Assert.All(HeadMotion.StandardizedDvars(new Matrix(5, 2)), d => Assert.True(double.IsNaN(d)));
    }

    [Fact]
    public void Censoring_takes_neighbours_and_short_runs_and_the_rules_decide_on_the_session()
    {
        double[] moved = [0, 0.1, 0.1, 0.9, 0.1, 0.1, 0.8, 0.1, 0.1, 0.1, 0.1];
        Assert.Equal([0, 1, 2, 4, 5, 7, 8, 9, 10], MotionSummary.Of(moved, 2, new()).Kept);
        Assert.Equal([0, 1, 8, 9, 10], MotionSummary.Of(moved, 2, new() { Before = 1, After = 1, ShortestRun = 1 }).Kept);
        Assert.Equal([0, 1, 2, 7, 8, 9, 10], MotionSummary.Of(moved, 2, new() { ShortestRun = 3 }).Kept);
        Assert.Contains("minutes", MotionSummary.Of(moved, 2, new()).Refusal, StringComparison.Ordinal);
        Assert.Null(MotionSummary.Of(moved, 60, new()).Refusal);
        Assert.Contains("mean", MotionSummary.Of([.. moved.Select(d => 10 * d)], 600, new()).Refusal, StringComparison.Ordinal);
    }

    private static double[] Moved(double[] q, double[] p)
    {
        double[] x = [p[0], (Math.Cos(q[3]) * p[1]) - (Math.Sin(q[3]) * p[2]), (Math.Sin(q[3]) * p[1]) + (Math.Cos(q[3]) * p[2])];
        double[] y = [(Math.Cos(q[4]) * x[0]) + (Math.Sin(q[4]) * x[2]), x[1], (-Math.Sin(q[4]) * x[0]) + (Math.Cos(q[4]) * x[2])];
        return [(Math.Cos(q[5]) * y[0]) - (Math.Sin(q[5]) * y[1]) + q[0], (Math.Sin(q[5]) * y[0]) + (Math.Cos(q[5]) * y[1]) + q[1], y[2] + q[2]];
    }
}
