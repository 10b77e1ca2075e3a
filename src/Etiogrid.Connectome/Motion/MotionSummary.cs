using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Motion;

/// <summary>How much a session moved, what is left of it, and whether that is enough.</summary>
public sealed record MotionSummary
{
    /// <summary>Volumes of the session.</summary>
    public required int Volumes { get; init; }

    /// <summary>Volumes kept, from 0, ascending.</summary>
    public required IReadOnlyList<int> Kept { get; init; }

    /// <summary>Mean displacement in mm over all volumes but the first.</summary>
    public required double Mean { get; init; }

    /// <summary>Median displacement in mm over all volumes but the first.</summary>
    public required double Median { get; init; }

    /// <summary>Largest displacement in mm.</summary>
    public required double Largest { get; init; }

    /// <summary>Share of volumes whose displacement exceeds the threshold, [0, 1].</summary>
    public required double ShareMoved { get; init; }

    /// <summary>Minutes of kept volumes.</summary>
    public required double MinutesKept { get; init; }

    /// <summary>Why the session is not to be used, or null.</summary>
    public required string? Refusal { get; init; }

    /// <summary>Applies rules to a session.</summary>
    /// <param name="displacement">Displacement in mm, one a volume, the first 0.</param>
    /// <param name="repetitionTimeSeconds">Seconds between volumes, &gt; 0.</param>
    /// <param name="rules">Rules.</param>
    public static MotionSummary Of(IReadOnlyList<double> displacement, double repetitionTimeSeconds, CensoringRules rules)
    {
        ArgumentNullException.ThrowIfNull(displacement);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(repetitionTimeSeconds);
        int[] kept = Keep(displacement, rules);
        double[] moves = [.. displacement.Skip(1)];
        double mean = moves.Length == 0 ? 0 : Moments.Mean(moves);
        double minutes = kept.Length * repetitionTimeSeconds / 60;
        return new()
        {
            Volumes = displacement.Count,
            Kept = kept,
            Mean = mean,
            Median = moves.Length == 0 ? 0 : Quantiles.Median(moves),
            Largest = moves.DefaultIfEmpty(0).Max(),
            ShareMoved = displacement.Count == 0 ? 0 : (double)displacement.Count(d => d > rules.Threshold) / displacement.Count,
            MinutesKept = minutes,
            Refusal = mean > rules.LargestMean ? FormattableString.Invariant($"the mean displacement of {mean:F2} mm exceeds {rules.LargestMean:F2} mm")
                : minutes < rules.MinimumMinutes ? FormattableString.Invariant($"{minutes:F1} minutes are left, fewer than {rules.MinimumMinutes:F1}")
                : null,
        };
    }

    private static int[] Keep(IReadOnlyList<double> displacement, CensoringRules rules)
    {
        bool[] censored = new bool[displacement.Count];
        for (int t = 0; t < censored.Length; t++)
        {
            if (displacement[t] > rules.Threshold)
            {
                Array.Fill(censored, true, Math.Max(0, t - rules.Before), Math.Min(censored.Length - 1, t + rules.After) - Math.Max(0, t - rules.Before) + 1);
            }
        }

        List<int> kept = [];
        for (int start = 0; start < censored.Length; start++)
        {
            int end = start;
            while (end < censored.Length && !censored[end])
            {
                end++;
            }

            if (end - start >= Math.Max(1, rules.ShortestRun))
            {
                kept.AddRange(Enumerable.Range(start, end - start));
            }

            start = end;
        }

        return [.. kept];
    }
}
