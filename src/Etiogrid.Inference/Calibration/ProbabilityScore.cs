using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Inference.Calibration;

/// <summary>Scores of probabilities against what was true.</summary>
/// <param name="CalibrationError">Expected calibration error over ten equal bins.</param>
/// <param name="LogLoss">Mean of -log of the probability given to what was true, in nats.</param>
/// <param name="Brier">Mean squared difference.</param>
/// <param name="Auc">P(a true one gets a higher probability than a false one); NaN when only one kind occurs.</param>
public sealed record ProbabilityScore(double CalibrationError, double LogLoss, double Brier, double Auc)
{
    private const int Bins = 10;

    /// <summary>The reliability curve: ten equal bins of probability.</summary>
    public IReadOnlyList<ReliabilityBin> Curve { get; init; } = [];

    private const double Smallest = 1e-12;

    /// <summary>The scores of probabilities and outcomes in the same order.</summary>
    public static ProbabilityScore Of(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> outcomes)
    {
        if (probabilities.Length != outcomes.Length || probabilities.Length == 0)
        {
            throw new ArgumentException($"One outcome for each probability is needed; found {outcomes.Length} for {probabilities.Length}.", nameof(outcomes));
        }

        double[] sums = new double[Bins];
        int[] counts = new int[Bins];
        int[] events = new int[Bins];
        double logLoss = 0;
        double brier = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            double p = probabilities[i];
            double y = outcomes[i] ? 1 : 0;
            int bin = Math.Min(Bins - 1, (int)(p * Bins));
            sums[bin] += p;
            counts[bin]++;
            events[bin] += outcomes[i] ? 1 : 0;
            logLoss -= Elementary.Log(Math.Max(Smallest, outcomes[i] ? p : 1 - p));
            brier += (p - y) * (p - y);
        }

        double n = probabilities.Length;
        double error = Enumerable.Range(0, Bins).Sum(b => Math.Abs(sums[b] - events[b])) / n;
        return new(error, logLoss / n, brier / n, AreaUnderCurve(probabilities, outcomes))
        {
            Curve = [.. counts.Select((c, b) => new ReliabilityBin(c, c == 0 ? double.NaN : sums[b] / c, c == 0 ? double.NaN : events[b] / (double)c))],
        };
    }

    private static double AreaUnderCurve(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> outcomes)
    {
        double[] ranks = Ranks.Of(probabilities);
        double positives = 0;
        double sum = 0;
        for (int i = 0; i < ranks.Length; i++)
        {
            positives += outcomes[i] ? 1 : 0;
            sum += outcomes[i] ? ranks[i] : 0;
        }

        double negatives = ranks.Length - positives;
        return positives == 0 || negatives == 0 ? double.NaN : (sum - (positives * (positives + 1) / 2)) / (positives * negatives);
    }
}
