using Etiogrid.Connectome.Connectivity;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Cleaning;

/// <summary>
/// Removes drifts, frequencies and confounds from signals (volumes x regions) in the order of nilearn's <c>signal.clean</c>, which follows
/// Lindquist et al. 2019 (doi 10.1002/hbm.24528): censored volumes are interpolated by cubic splines, then detrending, Butterworth on signals and
/// confounds, censoring, projection off the confounds, standardisation. With cosines or without a filter, censoring comes first.
/// </summary>
public static class SignalCleaning
{
    /// <summary>Cleaned signals; censored volumes are left out.</summary>
    /// <param name="signals">Volumes x regions, finite.</param>
    /// <param name="confounds">Volumes x confounds, or null.</param>
    /// <param name="options">Steps.</param>
    /// <exception cref="ArgumentException">Shapes, cut-offs or kept volumes do not fit.</exception>
    public static Matrix Clean(Matrix signals, Matrix? confounds, CleaningOptions options)
    {
        ArgumentNullException.ThrowIfNull(signals);
        ArgumentNullException.ThrowIfNull(options);
        Check(signals, confounds, options);
        bool butterworth = options.Filter == TemporalFilter.Butterworth && (options.LowPassHz ?? options.HighPassHz) is not null;
        if (options.Filter == TemporalFilter.Cosine)
        {
            var cosines = CosineDrifts(signals.Rows, options.HighPassHz ?? throw new ArgumentException("The cosine filter needs a high-pass frequency.", nameof(options)), RepetitionTime(options));
            confounds = confounds is null ? cosines : Beside(confounds, cosines);
        }

        if (options.KeptVolumes is { } kept)
        {
            signals = butterworth ? Interpolate(signals, kept) : SelectRows(signals, kept);
            confounds = confounds is null ? null : butterworth ? Interpolate(confounds, kept) : SelectRows(confounds, kept);
        }

        double[] means = [.. Enumerable.Range(0, signals.Columns).Select(j => Moments.Mean(signals.Column(j)))];
        signals = Filter(options.Detrend ? Detrended(signals) : signals.Clone(), butterworth, options);
        confounds = confounds is null ? null : Filter(options.Detrend ? Detrended(confounds) : confounds.Clone(), butterworth, options);
        if (butterworth && options.KeptVolumes is { } mask)
        {
            signals = SelectRows(signals, mask);
            confounds = confounds is null ? null : SelectRows(confounds, mask);
        }

        if (confounds is not null)
        {
            ProjectOff(signals, confounds);
        }

        bool needsMeans = options.Standardize == Standardization.PercentSignalChange && HasLostItsMean(signals, means);
        return Standardized(signals, needsMeans ? means : new double[means.Length], options.Standardize);
    }

    /// <summary>
    /// Detrended and high-passed signals vary around 0, and a percentage of that would be meaningless: then the means before those steps are
    /// put back. The threshold of a tenth of the mean magnitude is remembered as nilearn's behaviour and was not compared with its output.
    /// </summary>
    private static bool HasLostItsMean(Matrix signals, double[] means) =>
        Moments.Mean([.. Enumerable.Range(0, signals.Columns).Select(j => Math.Abs(Moments.Mean(signals.Column(j))))]) < 0.1 * Moments.Mean([.. means.Select(Math.Abs)]);

    /// <summary>
    /// Discrete cosines sqrt(2/n) cos(π/n (t + 1/2) k), k = 1 … ⌊2 n f TR⌋, in columns: fluctuations slower than f Hz.
    /// </summary>
    public static Matrix CosineDrifts(int volumes, double highPassHz, double repetitionTimeSeconds)
    {
        int order = Math.Min(volumes - 1, (int)Math.Floor(2 * volumes * highPassHz * repetitionTimeSeconds));
        var result = new Matrix(volumes, order);
        for (int t = 0; t < volumes; t++)
        {
            for (int k = 1; k <= order; k++)
            {
                result[t, k - 1] = Math.Sqrt(2.0 / volumes) * Elementary.Cos(Math.PI / volumes * (t + 0.5) * k);
            }
        }

        return result;
    }

    private static void Check(Matrix signals, Matrix? confounds, CleaningOptions options)
    {
        if (confounds is not null && confounds.Rows != signals.Rows)
        {
            throw new ArgumentException($"Confounds need {signals.Rows} volumes as the signals; found {confounds.Rows}.", nameof(confounds));
        }

        if (options.KeptVolumes is { } kept)
        {
            bool ascending = Enumerable.Range(1, Math.Max(0, kept.Count - 1)).All(i => kept[i] > kept[i - 1]);
            if (kept.Count < 2 || !ascending || kept[0] < 0 || kept[^1] >= signals.Rows)
            {
                throw new ArgumentException($"Kept volumes must be at least 2, ascending, within [0, {signals.Rows - 1}].", nameof(options));
            }
        }
    }

    private static double RepetitionTime(CleaningOptions options) =>
        options.RepetitionTimeSeconds is > 0 and { } tr ? tr : throw new ArgumentException("A filter needs the repetition time in seconds.", nameof(options));

    private static Matrix Filter(Matrix columns, bool butterworth, CleaningOptions options)
    {
        if (!butterworth)
        {
            return columns;
        }

        var filter = ButterworthFilter.Design(options.LowPassHz, options.HighPassHz, 1 / RepetitionTime(options));
        var transposed = columns.Transpose();
        for (int j = 0; j < transposed.Rows; j++)
        {
            filter.Apply(transposed.Row(j));
        }

        return transposed.Transpose();
    }

    private static Matrix Detrended(Matrix columns)
    {
        var result = Covariance.Centred(columns);
        int n = columns.Rows;
        double centre = 0.5 * (n - 1);
        double squares = n * ((double)n * n - 1) / 12;
        for (int j = 0; j < columns.Columns && squares > 0; j++)
        {
            double slope = 0;
            for (int t = 0; t < n; t++)
            {
                slope = Math.FusedMultiplyAdd(t - centre, result[t, j], slope);
            }

            slope /= squares;
            for (int t = 0; t < n; t++)
            {
                result[t, j] -= slope * (t - centre);
            }
        }

        return result;
    }

    private static Matrix Interpolate(Matrix columns, IReadOnlyList<int> kept)
    {
        var result = columns.Clone();
        double[] times = [.. kept.Select(t => (double)t)];
        int[] censored = [.. Enumerable.Range(0, columns.Rows).Except(kept)];
        for (int j = 0; j < columns.Columns && censored.Length > 0; j++)
        {
            double[] column = columns.Column(j);
            var spline = CubicSpline.Fit(times, [.. kept.Select(t => column[t])]);
            foreach (int t in censored)
            {
                result[t, j] = spline.At(t);
            }
        }

        return result;
    }

    /// <summary>Subtracts the projection on the centred confounds: modified Gram-Schmidt twice, most independent column first; dependent columns drop out.</summary>
    private static void ProjectOff(Matrix signals, Matrix confounds)
    {
        var left = Covariance.UnitColumns(confounds).Transpose();
        List<int> open = [.. Enumerable.Range(0, left.Rows)];
        while (open.Count > 0)
        {
            int next = open.MaxBy(j => Moments.Dot(left.Row(j), left.Row(j)));
            double length = Math.Sqrt(Moments.Dot(left.Row(next), left.Row(next)));
            if (length <= 1e-11)
            {
                return;
            }

            open.Remove(next);
            double[] axis = [.. left.Row(next).ToArray().Select(v => v / length)];
            foreach (int j in open)
            {
                Remove(left.Row(j), axis);
                Remove(left.Row(j), axis);
            }

            RemoveFromColumns(signals, axis);
        }
    }

    private static void Remove(Span<double> vector, double[] axis)
    {
        double share = Moments.Dot(vector, axis);
        for (int t = 0; t < axis.Length; t++)
        {
            vector[t] -= share * axis[t];
        }
    }

    private static void RemoveFromColumns(Matrix signals, double[] axis)
    {
        double[] shares = new double[signals.Columns];
        for (int t = 0; t < signals.Rows; t++)
        {
            var row = signals.Row(t);
            for (int j = 0; j < row.Length; j++)
            {
                shares[j] = Math.FusedMultiplyAdd(axis[t], row[j], shares[j]);
            }
        }

        for (int t = 0; t < signals.Rows; t++)
        {
            var row = signals.Row(t);
            for (int j = 0; j < row.Length; j++)
            {
                row[j] -= shares[j] * axis[t];
            }
        }
    }

    private static Matrix Standardized(Matrix signals, double[] means, Standardization kind)
    {
        for (int j = 0; j < signals.Columns; j++)
        {
            double[] column = [.. signals.Column(j).Select(v => v + means[j])];
            double mean = Moments.Mean(column);
            double scale = kind switch
            {
                Standardization.ZScoreSample => NonZero(Moments.StandardDeviation(column)),
                Standardization.ZScore => NonZero(Moments.StandardDeviation(column, 0)),
                _ => 1,
            };
            for (int t = 0; t < signals.Rows; t++)
            {
                signals[t, j] = kind switch
                {
                    Standardization.None => column[t],
                    Standardization.PercentSignalChange => Math.Abs(mean) < 2.2e-16 ? 0 : 100 * (column[t] - mean) / Math.Abs(mean),
                    _ => (column[t] - mean) / scale,
                };
            }
        }

        return signals;
    }

    private static double NonZero(double deviation) => deviation < 2.2e-16 ? 1 : deviation;

    private static Matrix SelectRows(Matrix matrix, IReadOnlyList<int> rows)
    {
        var result = new Matrix(rows.Count, matrix.Columns);
        for (int i = 0; i < rows.Count; i++)
        {
            matrix.Row(rows[i]).CopyTo(result.Row(i));
        }

        return result;
    }

    private static Matrix Beside(Matrix left, Matrix right)
    {
        var result = new Matrix(left.Rows, left.Columns + right.Columns);
        for (int i = 0; i < left.Rows; i++)
        {
            left.Row(i).CopyTo(result.Row(i));
            right.Row(i).CopyTo(result.Row(i)[left.Columns..]);
        }

        return result;
    }
}
