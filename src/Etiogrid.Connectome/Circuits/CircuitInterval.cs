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

    /// <summary>
    /// Standard error of the mean of several signed scores: the controls' means and deviations err together where features correlate, so the variance
    /// is Σ s_i s_j (r_ij/n + z_i z_j r_ij²/(2 (n - 1)))/k², plus that of the mean over resamples of the recording.
    /// </summary>
    /// <param name="scores">Scores of the k members, finite.</param>
    /// <param name="signs">+1 or -1 each.</param>
    /// <param name="correlation">Their correlation among controls.</param>
    /// <param name="controls">Number of controls.</param>
    /// <param name="draws">The mean in resamples of the recording; empty where there is none.</param>
    public static double StandardErrorOfMean(IReadOnlyList<double> scores, IReadOnlyList<double> signs, Matrix correlation, int controls, IReadOnlyList<double> draws)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(signs);
        ArgumentNullException.ThrowIfNull(correlation);
        ArgumentNullException.ThrowIfNull(draws);
        if (controls < 2 || scores.Count == 0)
        {
            return double.NaN;
        }

        double variance = 0;
        for (int i = 0; i < scores.Count; i++)
        {
            for (int j = 0; j < scores.Count; j++)
            {
                double r = correlation[i, j];
                variance += signs[i] * signs[j] * ((r / controls) + (scores[i] * scores[j] * r * r / (2.0 * (controls - 1))));
            }
        }

        double[] finite = [.. draws.Where(double.IsFinite)];
        double recording = finite.Length > 1 ? Moments.Variance(finite) : draws.Count > 0 ? double.NaN : 0;
        return Math.Sqrt((Math.Max(0, variance) / (scores.Count * scores.Count)) + recording);
    }
}
