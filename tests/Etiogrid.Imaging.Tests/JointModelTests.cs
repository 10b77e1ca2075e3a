using Etiogrid.Imaging.Nulls;
using Etiogrid.Imaging.Regression;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Imaging.Tests;

public sealed class JointModelTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Quadratic_forms_give_the_totals_of_the_walk_over_all_models(bool adjusted)
    {
        var x = SimulatedMaps.Noise(40, 7, 11);
        for (int i = 0; i < x.Rows; i++)
        {
            x[i, 1] = x[i, 0] + (0.3 * x[i, 1]);
        }

        double[] y = SimulatedMaps.Noise(40, 1, 12).Column(0);
        var expected = DominanceAnalysis.TryCompute(x, y, adjusted)!;
        double[] totals = new double[7];
        DominanceForms.Create(Correlations(x), 40, adjusted).Totals([.. Enumerable.Range(0, 7).Select(j => Moments.Pearson(x.Column(j), y))], totals);
        NumericAssert.AllClose(expected.Total, totals, 0, 1e-12);
    }

    [Fact]
    public void A_predictor_that_is_a_combination_of_others_adds_nothing_in_either_way()
    {
        var x = SimulatedMaps.Noise(30, 4, 3);
        for (int i = 0; i < 30; i++)
        {
            x[i, 3] = x[i, 0] - x[i, 2];
        }

        double[] y = SimulatedMaps.Noise(30, 1, 4).Column(0);
        double[] totals = new double[4];
        DominanceForms.Create(Correlations(x), 30, false).Totals([.. Enumerable.Range(0, 4).Select(j => Moments.Pearson(x.Column(j), y))], totals);
        NumericAssert.AllClose(DominanceAnalysis.TryCompute(x, y, false)!.Total, totals, 0, 1e-9);
    }

    [Fact]
    public void Ridge_solves_the_penalised_normal_equations_and_without_penalty_is_least_squares()
    {
        var x = SimulatedMaps.Noise(50, 3, 5);
        double[] y = [.. Enumerable.Range(0, 50).Select(i => (2 * x[i, 0]) - x[i, 2] + (0.5 * SimulatedMaps.Noise(50, 1, 6)[i, 0]))];
        var none = JointModel.TryCreate(new() { Method = JointMethod.Ridge, Penalty = 0 }, x)!.Fit(y)!;
        var squares = MultipleRegression.TryFit(x, y)!;
        NumericAssert.AllClose(squares.Coefficients, none.Values, 1e-10, 1e-10);
        NumericAssert.Close(squares.R2, none.R2, 0, 1e-10);
        NumericAssert.Close(squares.AdjustedR2, none.AdjustedR2, 0, 1e-10);

        const double Penalty = 7;
        var ridge = JointModel.TryCreate(new() { Method = JointMethod.Ridge, Penalty = Penalty }, x)!.Fit(y)!;

        // Gradient of |y - Zb|² + λ|b|² at the solution: Z'(y - Zb) = λ b, b in units of z-scores.
        double[] deviations = [.. Enumerable.Range(0, 3).Select(j => Moments.StandardDeviation(x.Column(j), 0))];
        double[] means = [.. Enumerable.Range(0, 3).Select(j => Moments.Mean(x.Column(j)))];
        double yMean = y.Average();
        double[] rest = [.. Enumerable.Range(0, 50).Select(i => y[i] - yMean - Enumerable.Range(0, 3).Sum(j => (x[i, j] - means[j]) * ridge.Values[j]))];
        for (int j = 0; j < 3; j++)
        {
            double gradient = Enumerable.Range(0, 50).Sum(i => rest[i] * (x[i, j] - means[j]) / deviations[j]);
            NumericAssert.Close(Penalty * ridge.Values[j] * deviations[j], gradient, 1e-9, 1e-9);
        }
    }

    [Fact]
    public void Partial_least_squares_with_one_component_points_along_the_covariances_and_with_all_is_least_squares()
    {
        var x = SimulatedMaps.Noise(60, 5, 7);
        double[] y = [.. Enumerable.Range(0, 60).Select(i => x[i, 0] + x[i, 1] + (0.7 * SimulatedMaps.Noise(60, 1, 8)[i, 0]))];
        var all = JointModel.TryCreate(new() { Method = JointMethod.PartialLeastSquares, Components = 5 }, x)!.Fit(y)!;
        NumericAssert.AllClose(MultipleRegression.TryFit(x, y)!.Coefficients, all.Values, 1e-8, 1e-9);
        var one = JointModel.TryCreate(new() { Method = JointMethod.PartialLeastSquares, Components = 1 }, x)!.Fit(y)!;
        double[] covariances = [.. Enumerable.Range(0, 5).Select(j => Moments.Pearson(x.Column(j), y))];
        double[] standardised = [.. Enumerable.Range(0, 5).Select(j => one.Values[j] * Moments.StandardDeviation(x.Column(j)))];
        NumericAssert.Close(1, Moments.Dot(covariances, standardised) / Math.Sqrt(Moments.Dot(covariances, covariances) * Moments.Dot(standardised, standardised)), 1e-12);

        // R² is that of regressing y on the component.
        double[] score = [.. Enumerable.Range(0, 60).Select(i => Enumerable.Range(0, 5).Sum(j => x[i, j] * one.Values[j]))];
        double r = Moments.Pearson(score, y);
        NumericAssert.Close(r * r, one.R2, 1e-10);
    }

    [Theory]
    [InlineData(JointMethod.MultipleRegression)]
    [InlineData(JointMethod.Dominance)]
    [InlineData(JointMethod.Ridge)]
    [InlineData(JointMethod.PartialLeastSquares)]
    public void Smooth_unrelated_maps_are_explained_no_better_than_their_surrogates(JointMethod method)
    {
        const int Studies = 300;
        var brain = SimulatedMaps.Brain(80, 1);
        var maps = SimulatedMaps.Smooth(brain, Studies, 30, 21);
        var model = JointModel.TryCreate(new() { Method = method }, SimulatedMaps.Smooth(brain, 4, 30, 22))!;
        var moran = MatchedMoranNull.Create(Calibration.SmoothnessModel.Create(brain), 1);
        int joint = 0;
        int first = 0;
        for (int s = 0; s < Studies; s++)
        {
            double[] map = maps.Column(s);
            var test = model.Test(model.Fit(map)!, moran.Fit(map), 99, 0);
            joint += test.R2P <= 0.05 ? 1 : 0;
            first += test.P[0] <= 0.05 ? 1 : 0;
        }

        // 15 expected, standard error 3.8.
        Assert.InRange(joint, 4, 28);
        Assert.InRange(first, 4, 28);
    }

    [Fact]
    public void A_true_predictor_is_found_and_draws_do_not_depend_on_threads()
    {
        var brain = SimulatedMaps.Brain(80, 1);
        var x = SimulatedMaps.Smooth(brain, 4, 20, 31);
        double[] noise = SimulatedMaps.Smooth(brain, 1, 20, 32).Column(0);
        double[] y = [.. Enumerable.Range(0, 80).Select(i => (2 * x[i, 2]) + noise[i])];
        var model = JointModel.TryCreate(new() { Method = JointMethod.Dominance, Adjusted = true }, x)!;
        var surrogates = MoranNull.Create(brain, 1).Fit(y);
        var fit = model.Fit(y)!;
        var one = model.Test(fit, surrogates, 1000, 1);
        Assert.True(one.P[2] < 0.01, $"p = {one.P[2]}");
        Assert.True(one.P[2] < one.P[0] && one.P[2] < one.P[1] && one.P[2] < one.P[3]);
        Assert.Equal(one.Mean, model.Test(fit, surrogates, 1000, 2).Mean);
    }

    private static Matrix Correlations(Matrix x)
    {
        var c = new Matrix(x.Columns, x.Columns);
        for (int i = 0; i < x.Columns; i++)
        {
            for (int j = 0; j < x.Columns; j++)
            {
                c[i, j] = Moments.Pearson(x.Column(i), x.Column(j));
            }
        }

        return c;
    }
}
