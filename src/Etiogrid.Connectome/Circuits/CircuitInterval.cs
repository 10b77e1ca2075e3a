using Etiogrid.Connectome.Recordings;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Circuits;

/// <summary>
/// How sure a personal circuit score is. Two things blur it: the recording is short (circular block bootstrap of the person's volumes),
/// and the controls are few (variance of a z score against n controls, 1/n + z²/(2 (n - 1))). Both are added in squares; the interval is
/// score ± 1.96 standard errors.
/// </summary>
public static class CircuitInterval
{
    /// <summary>Feature values in resamples of a recording: resamples x features, Fisher z, NaN where a feature cannot be measured.</summary>
    /// <param name="series">The person's recording.</param>
    /// <param name="features">Mapping.</param>
    /// <param name="resamples">Resamples, at least 2.</param>
    /// <param name="block">Volumes a block.</param>
    /// <param name="seed">Seed.</param>
    public static Matrix Resample(TimeSeries series, IReadOnlyList<CircuitFeature> features, int resamples, int block, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(features);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 2);
        var used = features.SelectMany(f => f.RegionsA.Concat(f.RegionsB)).ToHashSet(StringComparer.Ordinal);
        var part = series.SelectRegions([.. series.Varying.Where(j => used.Contains(series.Regions[j]))]);
        var result = new Matrix(resamples, features.Count);
        Parallel.For(0, resamples, b => CircuitScores.Connectivity(part.SelectVolumes(BlockBootstrap.Draw(part.Volumes, block, seed, b)), features).CopyTo(result.Row(b)));
        return result;
    }

    /// <summary>Standard error of a score; NaN with fewer than two controls or when the score is NaN.</summary>
    /// <param name="score">Score against controls.</param>
    /// <param name="controls">Number of controls.</param>
    /// <param name="draws">The score in resamples of the recording; empty where there is no recording.</param>
    public static double StandardError(double score, int controls, IReadOnlyList<double> draws)
    {
        ArgumentNullException.ThrowIfNull(draws);
        double[] finite = [.. draws.Where(double.IsFinite)];
        double recording = finite.Length > 1 ? Moments.Variance(finite) : draws.Count > 0 ? double.NaN : 0;
        return controls < 2 ? double.NaN : Math.Sqrt(recording + (1.0 / controls) + (score * score / (2.0 * (controls - 1))));
    }
}
