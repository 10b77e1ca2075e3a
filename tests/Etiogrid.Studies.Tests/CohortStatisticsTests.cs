using Etiogrid.Numerics.Random;
using Etiogrid.Numerics.Statistics;
using Etiogrid.Studies.Cohorts;
using Etiogrid.Studies.Measures;

namespace Etiogrid.Studies.Tests;

public sealed class CohortStatisticsTests
{
    [Fact]
    public void The_area_under_the_curve_is_the_share_of_pairs_in_the_right_order()
    {
        var random = new Philox(1, 1);
        double[] predicted = [.. Enumerable.Range(0, 300).Select(_ => Math.Round(random.NextDouble(), 1))];
        bool[] truth = [.. predicted.Select(p => random.NextDouble() < p)];
        double pairs = 0;
        double right = 0;
        for (int i = 0; i < truth.Length; i++)
        {
            for (int j = 0; j < truth.Length; j++)
            {
                if (truth[i] && !truth[j])
                {
                    pairs++;
                    right += predicted[i] > predicted[j] ? 1 : predicted[i] == predicted[j] ? 0.5 : 0;
                }
            }
        }

        NumericAssert.Close(right / pairs, Calibration.Assess(predicted, truth).Auc, 1e-12);
    }

    [Fact]
    public void True_probabilities_are_calibrated_and_exaggerated_ones_are_not()
    {
        var random = new Philox(2, 1);
        double[] p = [.. Enumerable.Range(0, 40_000).Select(_ => random.NextDouble())];
        bool[] truth = [.. p.Select(random.NextBernoulli)];
        double[] exaggerated = [.. p.Select(x => x < 0.5 ? x / 3 : 1 - ((1 - x) / 3))];
        var honest = Calibration.Assess(p, truth);
        Assert.InRange(honest.ExpectedCalibrationError, 0, 0.012);
        Assert.InRange(Calibration.Assess(exaggerated, truth).ExpectedCalibrationError, 0.1, 0.3);
        NumericAssert.Close(1.0 / 6, honest.Brier, 0.03);
        Assert.Equal(p.Length, honest.Bins.Sum(b => b.Count));
    }

    [Fact]
    public void The_intraclass_correlation_is_that_of_the_analysis_of_variance()
    {
        var random = new Philox(3, 1);
        double[] first = new double[40];
        double[] second = new double[40];
        for (int i = 0; i < 40; i++)
        {
            double person = random.NextNormal();
            first[i] = person + (0.7 * random.NextNormal());
            second[i] = person + (0.7 * random.NextNormal()) + 3;
        }

        double grand = 0.5 * (Moments.Mean(first) + Moments.Mean(second));
        double rows = 0;
        double total = 0;
        for (int i = 0; i < 40; i++)
        {
            rows += 2 * Math.Pow((0.5 * (first[i] + second[i])) - grand, 2);
            total += Math.Pow(first[i] - grand, 2) + Math.Pow(second[i] - grand, 2);
        }

        double columns = 40 * (Math.Pow(Moments.Mean(first) - grand, 2) + Math.Pow(Moments.Mean(second) - grand, 2));
        double between = rows / 39;
        double error = (total - rows - columns) / 39;
        var (icc, interval) = FeatureReliability.IntraclassCorrelation(first, second);
        NumericAssert.Close((between - error) / (between + error), icc, 1e-12);
        Assert.InRange(icc, interval.Low, interval.High);
        Assert.True(interval.High - interval.Low is > 0.1 and < 0.6);
    }

    [Fact]
    public void False_discovery_rates_are_those_of_Benjamini_and_Hochberg()
    {
        var random = new Philox(4, 1);
        var people = Enumerable.Range(0, 30).Select(i => $"p{i}").ToArray();
        var outcome = people.ToDictionary(p => p, _ => random.NextNormal());
        Dictionary<string, IReadOnlyDictionary<string, double>> features = [];
        for (int f = 0; f < 8; f++)
        {
            features[$"f{f}"] = people.ToDictionary(p => p, p => random.NextNormal() + (f == 0 ? 2 * outcome[p] : 0));
        }

        var rows = OutcomeAnalysis.Associate(features, new Dictionary<string, IReadOnlyDictionary<string, double>> { ["y"] = outcome });
        Assert.Equal("f0", rows[0].Feature);
        Assert.True(rows[0].Q < 0.001);
        for (int i = 0; i < rows.Count; i++)
        {
            double expected = Enumerable.Range(i, rows.Count - i).Min(j => rows[j].P * rows.Count / (j + 1));
            NumericAssert.Close(Math.Min(1, expected), rows[i].Q, 1e-12);
        }
    }

    [Fact]
    public void Too_few_people_give_no_association()
    {
        var values = Enumerable.Range(0, OutcomeAnalysis.FewestPeople - 1).ToDictionary(i => $"p{i}", i => (double)i);
        Dictionary<string, IReadOnlyDictionary<string, double>> one = new() { ["x"] = values };
        Assert.Empty(OutcomeAnalysis.Associate(one, one));
    }
}
