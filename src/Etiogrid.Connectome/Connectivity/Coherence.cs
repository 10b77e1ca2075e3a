using Etiogrid.Connectome.Recordings;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Connectivity;

/// <summary>Magnitude-squared coherence by Welch's method (1967, doi 10.1109/TAU.1967.1161901).</summary>
public static class Coherence
{
    /// <summary>
    /// Mean over frequencies (zero frequency left out) of |P_xy|² / (P_xx P_yy), [0, 1], diagonal 1. Segments of length
    /// <paramref name="segment"/> overlap by half, lose their mean and are weighted by a periodic Hann window.
    /// Constant and missing regions are NaN.
    /// </summary>
    /// <param name="series">The recording.</param>
    /// <param name="segment">Volumes a segment, even; 0 takes <see cref="StandardSegment"/>.</param>
    /// <param name="low">Lowest frequency as a share of the sampling rate, &gt;= 0.</param>
    /// <param name="high">Highest frequency as a share of the sampling rate, at most 0.5.</param>
    public static Matrix Compute(TimeSeries series, int segment = 0, double low = 0, double high = 0.5)
    {
        ArgumentNullException.ThrowIfNull(series);
        int length = segment > 0 ? segment : StandardSegment(series.Volumes);
        if (!CanSegment(series.Volumes, length))
        {
            throw new ArgumentOutOfRangeException(nameof(segment), length, $"A segment must be even, at least 4 and at most half of the {series.Volumes} volumes: one segment alone is always coherent.");
        }

        int[] bins = [.. Bins(length, low, high)];
        if (bins.Length == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(low), low, $"No frequency of a {length}-volume segment lies between {low} and {high} of the sampling rate.");
        }

        var values = FunctionalConnectivity.Varying(series);
        int count = ((series.Volumes - length) / (length / 2)) + 1;
        var result = new Matrix(values.Columns, values.Columns);
        var (cosine, sine) = Tables(length);
        foreach (int bin in bins)
        {
            var (re, im) = Transform(values, length, count, bin, cosine, sine);
            AddCoherence(re, im, result, 1.0 / bins.Length);
        }

        for (int i = 0; i < result.Rows; i++)
        {
            // Shares of 1/bins need not sum to exactly 1.
            result[i, i] = 1;
        }

        return FunctionalConnectivity.Scatter(result, series.Varying, series.Regions.Count);
    }

    /// <summary>The standard segment: the largest even number of volumes up to a quarter of the recording, at least 8.</summary>
    public static int StandardSegment(int volumes) => Math.Max(8, volumes / 8 * 2);

    /// <summary>Whether segments of this length give an estimate: even, at least 4, at most half of the recording.</summary>
    public static bool CanSegment(int volumes, int length) => length % 2 == 0 && length >= 4 && length <= volumes / 2;

    /// <summary>Frequencies of a segment, k/length of the sampling rate, inside a band.</summary>
    public static IEnumerable<int> Bins(int length, double low, double high) =>
        Enumerable.Range(1, length / 2).Where(k => (double)k / length >= low && (double)k / length <= high);

    private static (double[] Cosine, double[] Sine) Tables(int length)
    {
        double[] cosine = new double[length];
        double[] sine = new double[length];
        for (int k = 0; k < length; k++)
        {
            double angle = 2 * Math.PI * k / length;
            cosine[k] = Elementary.Cos(angle);
            sine[k] = Elementary.Sin(angle);
        }

        return (cosine, sine);
    }

    /// <summary>Windowed Fourier coefficients at one frequency: segments x regions.</summary>
    private static (Matrix Re, Matrix Im) Transform(Matrix values, int length, int count, int bin, double[] cosine, double[] sine)
    {
        var re = new Matrix(count, values.Columns);
        var im = new Matrix(count, values.Columns);
        double[] piece = new double[length];
        for (int s = 0; s < count; s++)
        {
            for (int j = 0; j < values.Columns; j++)
            {
                for (int t = 0; t < length; t++)
                {
                    piece[t] = values[(s * length / 2) + t, j];
                }

                double mean = Moments.Mean(piece);
                for (int t = 0; t < length; t++)
                {
                    double x = (piece[t] - mean) * (0.5 - (0.5 * cosine[t]));
                    int phase = (int)((long)bin * t % length);
                    re[s, j] += x * cosine[phase];
                    im[s, j] -= x * sine[phase];
                }
            }
        }

        return (re, im);
    }

    private static void AddCoherence(Matrix re, Matrix im, Matrix result, double weight)
    {
        var real = Covariance.Gram(re);
        var imaginary = Covariance.Gram(im);
        var cross = re.Transpose().Multiply(im);
        int n = result.Rows;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double inPhase = real[i, j] + imaginary[i, j];
                double quadrature = cross[j, i] - cross[i, j];
                double power = (real[i, i] + imaginary[i, i]) * (real[j, j] + imaginary[j, j]);
                double share = i == j ? 1 : power > 0 ? Math.Min(1, ((inPhase * inPhase) + (quadrature * quadrature)) / power) : 0;
                result[i, j] += weight * share;
            }
        }
    }
}
