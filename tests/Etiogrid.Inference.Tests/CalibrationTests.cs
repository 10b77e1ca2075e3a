using Etiogrid.Inference.Calibration;

namespace Etiogrid.Inference.Tests;

public sealed class CalibrationTests
{
    private static readonly CalibrationReport Report = InferenceCalibration.Run(new() { People = 4000, RankPeople = 1000, Draws = 199 });

    [Fact]
    public void T7_ranks_of_the_truth_among_posterior_draws_are_uniform() =>
        Assert.All(Report.Ranks, r => Assert.True(r.PValue > 0.001, $"{r.Quantity}: p {r.PValue}"));

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public void The_joint_posterior_is_calibrated_at_any_collinearity_and_the_naive_product_is_not(double sharedVariance)
    {
        var score = Report.Scenarios.Single(s => s.Scenario == "as the model" && s.SharedVariance == sharedVariance);
        Assert.True(score.Joint.CalibrationError <= 0.015, $"joint {score.Joint.CalibrationError}");
        Assert.True(score.Joint.LogLoss < score.Naive.LogLoss);
        Assert.True(score.Joint.Auc > score.Naive.Auc - 0.002);
        if (sharedVariance > 0)
        {
            Assert.True(score.Naive.CalibrationError > 3 * score.Joint.CalibrationError, $"naive {score.Naive.CalibrationError}");
        }
    }

    [Fact]
    public void A_world_that_is_not_the_model_shows_in_the_calibration_error()
    {
        double well = Report.Scenarios.Single(s => s.Scenario == "as the model" && s.SharedVariance == 0.5).Joint.CalibrationError;
        Assert.True(Report.Scenarios.Single(s => s.Scenario.StartsWith("prevalences twice", StringComparison.Ordinal)).Joint.CalibrationError > 2 * well);
        Assert.True(Report.Scenarios.Single(s => s.Scenario.StartsWith("the same, modelled", StringComparison.Ordinal)).Joint.CalibrationError
            < 0.6 * Report.Scenarios.Single(s => s.Scenario.StartsWith("markers with heavy", StringComparison.Ordinal)).Joint.CalibrationError);
        Assert.True(Report.Scenarios.Single(s => s.Scenario.StartsWith("exposures correlated", StringComparison.Ordinal)).Joint.CalibrationError > 1.3 * well);
        Assert.True(Report.Scenarios.Single(s => s.Scenario.StartsWith("one pathway", StringComparison.Ordinal)).Joint.CalibrationError > 2 * well);
    }

    [Fact]
    public void Scores_of_known_probabilities_are_as_by_hand()
    {
        var score = ProbabilityScore.Of([0.1, 0.9, 0.6, 0.6], [false, true, true, false]);
        NumericAssert.Close((0.1 + 0.1 + 0.2) / 4, score.CalibrationError, 1e-12);
        NumericAssert.Close((0.01 + 0.01 + 0.16 + 0.36) / 4, score.Brier, 1e-12);
        NumericAssert.Close(-(Math.Log(0.9) + Math.Log(0.9) + Math.Log(0.6) + Math.Log(0.4)) / 4, score.LogLoss, 1e-12);
        NumericAssert.Close(3.5 / 4, score.Auc, 1e-12);
    }

    [Fact]
    public void T10_the_calibration_error_at_eighty_per_cent_shared_variance_is_at_most_one_hundredth()
    {
        var score = InferenceCalibration.Run(new() { People = 20_000, RankPeople = 100, Draws = 19 }).Scenarios.Single(s => s.SharedVariance == 0.8);
        Assert.True(score.Joint.CalibrationError <= 0.01, $"joint {score.Joint.CalibrationError}");
        Assert.True(score.Naive.CalibrationError > 0.03, $"naive {score.Naive.CalibrationError}");
    }

    [Fact]
    public void A_wrong_posterior_fails_the_rank_test()
    {
        // The same people ranked among draws of a posterior that forgot the symptoms: the test has the power to see it.
        var wrong = InferenceCalibration.Ranks(new() { People = 100, RankPeople = 1000, Draws = 199 }, m => m.WithSymptoms(new bool?[m.Symptoms.Count]).WithShiftedPriors(0.7));
        Assert.Contains(wrong, r => r.PValue < 1e-6);
    }

    [Fact]
    public void Reliability_bins_add_up()
    {
        var curve = ProbabilityScore.Of([0.1, 0.9, 0.62, 0.64], [false, true, true, false]).Curve;
        Assert.Equal(4, curve.Sum(b => b.Count));
        Assert.Equal((2, 0.63, 0.5), (curve[6].Count, Math.Round(curve[6].MeanProbability, 12), curve[6].Observed));
        Assert.True(double.IsNaN(curve[5].Observed));
    }

    [Fact]
    public void Thread_count_changes_no_bit()
    {
        var one = InferenceCalibration.Run(new() { People = 200, RankPeople = 100, Draws = 19, Threads = 1 });
        var many = InferenceCalibration.Run(new() { People = 200, RankPeople = 100, Draws = 19, Threads = 4 });
        Assert.Equal(one.Ranks.SelectMany(r => r.Counts), many.Ranks.SelectMany(r => r.Counts));
        Assert.Equal(one.Scenarios.Select(s => (s.Joint.LogLoss, s.Naive.LogLoss, s.Joint.CalibrationError)), many.Scenarios.Select(s => (s.Joint.LogLoss, s.Naive.LogLoss, s.Joint.CalibrationError)));
    }
}
