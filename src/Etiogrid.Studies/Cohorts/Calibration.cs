using Etiogrid.Numerics.Statistics;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Cohorts;

/// <summary>Calibration and discrimination of probabilities against what was true.</summary>
public static class Calibration
{
    /// <summary>Bins of equal count in the calibration curve.</summary>
    public const int Bins = 10;

    /// <summary>
    /// Expected calibration error (mean over equal-count bins of |mean predicted - observed share|, weighted by count; ties in the prediction
    /// are kept in order of input), area under the ROC curve by mid-ranks, Brier score.
    /// </summary>
    /// <exception cref="ArgumentException">The lists differ in length or are empty.</exception>
    public static CalibrationResult Assess(IReadOnlyList<double> predicted, IReadOnlyList<bool> truth)
    {
        ArgumentNullException.ThrowIfNull(predicted);
        ArgumentNullException.ThrowIfNull(truth);
        int n = predicted.Count;
        if (n == 0 || n != truth.Count)
        {
            throw new ArgumentException($"Predictions and truth need the same length above 0; found {n} and {truth.Count}.", nameof(truth));
        }

        int[] order = [.. Enumerable.Range(0, n).OrderBy(i => predicted[i])];
        List<CalibrationBin> bins = [];
        double error = 0;
        for (int b = 0; b < Bins; b++)
        {
            int[] members = order[(b * n / Bins)..((b + 1) * n / Bins)];
            if (members.Length == 0)
            {
                continue;
            }

            double mean = Moments.Mean([.. members.Select(i => predicted[i])]);
            double observed = members.Count(i => truth[i]) / (double)members.Length;
            bins.Add(new(mean, observed, members.Length));
            error += members.Length * Math.Abs(mean - observed) / n;
        }

        double brier = Moments.Mean([.. Enumerable.Range(0, n).Select(i => Square(predicted[i] - (truth[i] ? 1 : 0)))]);
        return new(error, Auc([.. predicted], truth), brier, bins);
    }

    private static double Auc(double[] predicted, IReadOnlyList<bool> truth)
    {
        double[] ranks = Ranks.Of(predicted);
        double positives = truth.Count(t => t);
        double negatives = truth.Count - positives;
        if (positives == 0 || negatives == 0)
        {
            return double.NaN;
        }

        double sum = Moments.Sum([.. ranks.Where((_, i) => truth[i])]);
        return (sum - (positives * (positives + 1) / 2)) / (positives * negatives);
    }

    private static double Square(double x) => x * x;
}
