using Etiogrid.Connectome.Connectivity;
using Etiogrid.Connectome.Recordings;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Dynamics;

/// <summary>Connectivity in windows that slide over a recording.</summary>
/// <param name="Starts">First volume of each window, from 0.</param>
/// <param name="Width">Volumes a window.</param>
/// <param name="Correlations">One weighted correlation matrix a window, over the recording's varying regions. A region that is constant within a window has correlation 0 there.</param>
public sealed record SlidingWindows(IReadOnlyList<int> Starts, int Width, IReadOnlyList<Matrix> Correlations)
{
    /// <summary>Weighted Pearson correlations: Σ w (x - x̄)(y - ȳ) over the square root of the weighted variances, weighted means.</summary>
    /// <param name="series">The recording; missing and constant regions are left out.</param>
    /// <param name="taper">Weights of a window; their number is its width.</param>
    /// <param name="step">Volumes between windows, at least 1.</param>
    public static SlidingWindows Compute(TimeSeries series, IReadOnlyList<double> taper, int step)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(taper);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        if (taper.Count > series.Volumes)
        {
            throw new ArgumentException($"A window of {taper.Count} volumes does not fit a recording of {series.Volumes}.", nameof(taper));
        }

        var values = FunctionalConnectivity.Varying(series);
        int[] starts = [.. Enumerable.Range(0, ((series.Volumes - taper.Count) / step) + 1).Select(k => k * step)];
        return new(starts, taper.Count, [.. starts.Select(s => Window(values, s, taper))]);
    }

    /// <summary>Standard deviation over windows of every connection (divisor n - 1); 0 with one window.</summary>
    public Matrix StandardDeviation()
    {
        int n = Correlations[0].Rows;
        var result = new Matrix(n, n);
        double[] course = new double[Correlations.Count];
        for (int k = 0; k < result.Values.Length; k++)
        {
            for (int w = 0; w < course.Length; w++)
            {
                course[w] = Correlations[w].Values[k];
            }

            result.Values[k] = course.Length > 1 ? Moments.StandardDeviation(course) : 0;
        }

        return result;
    }

    private static Matrix Window(Matrix values, int start, IReadOnlyList<double> taper)
    {
        int n = values.Columns;
        var standard = new Matrix(taper.Count, n);
        for (int j = 0; j < n; j++)
        {
            double mean = 0;
            for (int t = 0; t < taper.Count; t++)
            {
                mean = Math.FusedMultiplyAdd(taper[t], values[start + t, j], mean);
            }

            double variance = 0;
            for (int t = 0; t < taper.Count; t++)
            {
                double d = values[start + t, j] - mean;
                standard[t, j] = Math.Sqrt(taper[t]) * d;
                variance = Math.FusedMultiplyAdd(taper[t] * d, d, variance);
            }

            double deviation = Math.Sqrt(variance);
            for (int t = 0; t < taper.Count; t++)
            {
                standard[t, j] = deviation > 0 ? standard[t, j] / deviation : 0;
            }
        }

        var result = new Matrix(n, n);
        Gemm.Gram(standard, result);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                result[i, j] = i == j ? 1 : Math.Clamp(result[i, j], -1, 1);
            }
        }

        return result;
    }
}
