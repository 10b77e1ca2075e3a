using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Recordings;

/// <summary>
/// Reliability within one recording: the same feature from odd and from even volumes.
/// Interleaved halves share slow drifts, so this is an upper bound on test-retest reliability.
/// </summary>
public static class SplitHalf
{
    /// <summary>The 1st, 3rd, … and the 2nd, 4th, … volumes.</summary>
    public static (TimeSeries Odd, TimeSeries Even) Halves(TimeSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        int[] odd = [.. Enumerable.Range(0, series.Volumes).Where(i => i % 2 == 0)];
        int[] even = [.. Enumerable.Range(0, series.Volumes).Where(i => i % 2 == 1)];
        return (series.SelectVolumes(odd), series.SelectVolumes(even));
    }

    /// <summary>A feature vector from each half.</summary>
    public static (double[] Odd, double[] Even) Features(TimeSeries series, Func<TimeSeries, double[]> feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        var (odd, even) = Halves(series);
        return (feature(odd), feature(even));
    }

    /// <summary>
    /// Spearman-Brown reliability of the whole from the correlation of its halves: 2r / (1 + r), over the pairs where both are finite.
    /// NaN with fewer than 3 pairs or no variance; 0 where the halves correlate negatively.
    /// </summary>
    public static double Reliability(ReadOnlySpan<double> odd, ReadOnlySpan<double> even)
    {
        if (odd.Length != even.Length)
        {
            throw new ArgumentException($"Both halves must have the same length; found {odd.Length} and {even.Length}.", nameof(even));
        }

        List<double> x = [];
        List<double> y = [];
        for (int i = 0; i < odd.Length; i++)
        {
            if (double.IsFinite(odd[i]) && double.IsFinite(even[i]))
            {
                x.Add(odd[i]);
                y.Add(even[i]);
            }
        }

        if (x.Count < 3)
        {
            return double.NaN;
        }

        double r = Moments.Pearson([.. x], [.. y]);
        return double.IsNaN(r) ? double.NaN : r <= 0 ? 0 : 2 * r / (1 + r);
    }
}
