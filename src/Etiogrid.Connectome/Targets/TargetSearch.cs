using Etiogrid.Connectome.Recordings;
using Etiogrid.Core.Regions;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Targets;

/// <summary>
/// Prefrontal stimulation target from subgenual anticorrelation (Fox et al. 2012, doi 10.1016/j.biopsych.2012.04.028; Cash et al. 2021,
/// doi 10.1002/hbm.25330), with the uncertainty that decides whether to give one. Research use only.
/// </summary>
public static class TargetSearch
{
    /// <summary>Finds the search region most anticorrelated with the mean seed signal.</summary>
    /// <param name="series">The recording.</param>
    /// <param name="seedRegions">Columns of the seed (subgenual cingulate), varying.</param>
    /// <param name="searchRegions">Columns of the search area (dorsolateral prefrontal), varying.</param>
    /// <param name="centres">One centre a column in mm, or null.</param>
    /// <param name="options">Stability rules.</param>
    public static StimulationTarget Find(TimeSeries series, IReadOnlyList<int> seedRegions, IReadOnlyList<int> searchRegions, IReadOnlyList<Coordinate>? centres, TargetOptions options)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(seedRegions);
        ArgumentNullException.ThrowIfNull(searchRegions);
        ArgumentNullException.ThrowIfNull(options);
        if (seedRegions.Count == 0 || searchRegions.Count == 0 || seedRegions.Concat(searchRegions).Any(j => series.States[j] != RegionState.Varying))
        {
            throw new ArgumentException("Seed and search area each need at least one region, all with varying signals.", nameof(seedRegions));
        }

        var signals = Signals(series, seedRegions, searchRegions);
        int[] all = [.. Enumerable.Range(0, series.Volumes)];
        double[] correlations = Correlations(signals, all);
        int chosen = Lowest(correlations);
        int first = Lowest(Correlations(signals, all[..(all.Length / 2)]));
        int second = Lowest(Correlations(signals, all[(all.Length / 2)..]));
        var (picks, course) = Bootstrap(signals, chosen, options);
        double? distance = centres is null ? null : centres[searchRegions[first]].DistanceTo(centres[searchRegions[second]]);
        double selection = (double)picks.Count(p => p == chosen || (centres is not null && centres[searchRegions[p]].DistanceTo(centres[searchRegions[chosen]]) <= options.LargestDistance)) / picks.Length;
        Array.Sort(course);
        return new()
        {
            Region = series.Regions[searchRegions[chosen]],
            Correlation = correlations[chosen],
            Low = course[(int)(0.025 * (course.Length - 1))],
            High = course[(int)Math.Ceiling(0.975 * (course.Length - 1))],
            SelectionProbability = selection,
            FirstHalf = series.Regions[searchRegions[first]],
            SecondHalf = series.Regions[searchRegions[second]],
            HalvesDistance = distance,
            Refusal = Refusal(correlations[chosen], selection, distance, first == second, options),
        };
    }

    private static string? Refusal(double correlation, double selection, double? distance, bool same, TargetOptions options) =>
        correlation >= 0 ? "no region of the search area is anticorrelated with the seed"
        : selection < options.SmallestSelection ? $"only {selection:P0} of bootstrap recordings choose this place"
        : distance > options.LargestDistance ? $"the halves' targets are {distance:F0} mm apart"
        : distance is null && !same ? "the halves choose different regions"
        : null;

    /// <summary>Volumes x (1 + search regions): the seed's mean signal in front.</summary>
    private static Matrix Signals(TimeSeries series, IReadOnlyList<int> seedRegions, IReadOnlyList<int> searchRegions)
    {
        var result = new Matrix(series.Volumes, searchRegions.Count + 1);
        for (int t = 0; t < series.Volumes; t++)
        {
            foreach (int j in seedRegions)
            {
                result[t, 0] += series.Values[t, j] / seedRegions.Count;
            }

            for (int k = 0; k < searchRegions.Count; k++)
            {
                result[t, k + 1] = series.Values[t, searchRegions[k]];
            }
        }

        return result;
    }

    private static double[] Correlations(Matrix signals, int[] volumes)
    {
        double[] seed = [.. volumes.Select(t => signals[t, 0])];
        double[] result = new double[signals.Columns - 1];
        for (int k = 0; k < result.Length; k++)
        {
            double r = Moments.Pearson(seed, [.. volumes.Select(t => signals[t, k + 1])]);
            result[k] = double.IsNaN(r) ? 0 : r;
        }

        return result;
    }

    private static (int[] Picks, double[] Course) Bootstrap(Matrix signals, int chosen, TargetOptions options)
    {
        int[] picks = new int[options.Resamples];
        double[] course = new double[options.Resamples];
        for (int b = 0; b < options.Resamples; b++)
        {
            int[] volumes = BlockBootstrap.Draw(signals.Rows, options.BlockVolumes, options.Seed, b);
            double[] r = Correlations(signals, volumes);
            picks[b] = Lowest(r);
            course[b] = r[chosen];
        }

        return (picks, course);
    }

    private static int Lowest(double[] values) => Array.IndexOf(values, values.Min());
}
