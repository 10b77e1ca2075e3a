using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Motion;

/// <summary>How far the head moved between volumes, from six rigid-body parameters, and how fast the signals changed.</summary>
public static class HeadMotion
{
    /// <summary>
    /// Framewise displacement Σ|Δ translation| + r Σ|Δ rotation| in mm; the first volume has 0
    /// (Power et al. 2012, doi 10.1016/j.neuroimage.2011.10.018).
    /// </summary>
    /// <param name="parameters">Volumes x 6: translations x, y, z in mm, then rotations x, y, z in radians.</param>
    /// <param name="radius">Radius of the head in mm.</param>
    public static double[] FramewiseDisplacement(Matrix parameters, double radius = 50)
    {
        Check(parameters, radius);
        double[] result = new double[parameters.Rows];
        for (int t = 1; t < result.Length; t++)
        {
            for (int k = 0; k < 6; k++)
            {
                result[t] += (k < 3 ? 1 : radius) * Math.Abs(parameters[t, k] - parameters[t - 1, k]);
            }
        }

        return result;
    }

    /// <summary>
    /// Root mean square displacement over a sphere, sqrt(r² tr(AᵀA)/5 + |b|²) with the relative transform T(t) T(t-1)⁻¹ - I = [A b], in mm;
    /// the first volume has 0 (Jenkinson 1999, FMRIB technical report TR99MJ1). Rotations are applied about x, then y, then z; the sphere's centre is the origin.
    /// </summary>
    /// <param name="parameters">As for <see cref="FramewiseDisplacement"/>.</param>
    /// <param name="radius">Radius of the sphere in mm.</param>
    public static double[] RootMeanSquareDisplacement(Matrix parameters, double radius = 80)
    {
        Check(parameters, radius);
        double[] result = new double[parameters.Rows];
        for (int t = 1; t < result.Length; t++)
        {
            var before = Rotation(parameters.Row(t - 1)[3..]);
            var after = Rotation(parameters.Row(t)[3..]);
            double squares = 0;
            double shift = 0;
            for (int i = 0; i < 3; i++)
            {
                // The inverse of a rotation is its transpose; b = x(t) - R x(t-1).
                double b = parameters[t, i];
                for (int j = 0; j < 3; j++)
                {
                    double r = 0;
                    for (int k = 0; k < 3; k++)
                    {
                        r += after[i, k] * before[j, k];
                    }

                    b -= r * parameters[t - 1, j];
                    double a = r - (i == j ? 1 : 0);
                    squares += a * a;
                }

                shift += b * b;
            }

            result[t] = Math.Sqrt((radius * radius * squares / 5) + shift);
        }

        return result;
    }

    /// <summary>
    /// DVARS: root mean square over regions of the change between volumes, in units of the signal; the first volume has 0 (Power et al. 2012).
    /// </summary>
    /// <param name="signals">Volumes x regions; columns with NaN are left out.</param>
    public static double[] Dvars(Matrix signals)
    {
        ArgumentNullException.ThrowIfNull(signals);
        int[] columns = [.. Enumerable.Range(0, signals.Columns).Where(j => !signals.Column(j).Any(double.IsNaN))];
        double[] result = new double[signals.Rows];
        for (int t = 1; t < result.Length && columns.Length > 0; t++)
        {
            double sum = 0;
            foreach (int j in columns)
            {
                double d = signals[t, j] - signals[t - 1, j];
                sum = Math.FusedMultiplyAdd(d, d, sum);
            }

            result[t] = Math.Sqrt(sum / columns.Length);
        }

        return result;
    }

    /// <summary>
    /// DVARS over what it would be without disturbance: the mean over regions of sd sqrt(2 (1 - ρ)), sd the interquartile range/1.349, ρ the lag-one
    /// autocorrelation (after Nichols 2017, arXiv 1704.01469); about 1 in quiet volumes. NaN throughout where no region varies.
    /// </summary>
    /// <param name="signals">As for <see cref="Dvars"/>.</param>
    public static double[] StandardizedDvars(Matrix signals)
    {
        ArgumentNullException.ThrowIfNull(signals);
        double[] expected =
        [
            .. Enumerable.Range(0, signals.Columns).Select(signals.Column).Where(c => !c.Any(double.IsNaN)).Select(QuietChange),
        ];
        double scale = expected.Length == 0 ? 0 : Moments.Mean(expected);
        return [.. Dvars(signals).Select(d => scale > 0 ? d / scale : double.NaN)];
    }

    private static double QuietChange(double[] column)
    {
        double[] quartiles = Quantiles.Of(column, [0.25, 0.75]);
        double lag = Moments.Pearson(column.AsSpan(0, column.Length - 1), column.AsSpan(1));
        double deviation = (quartiles[1] - quartiles[0]) / 1.349;
        return deviation * Math.Sqrt(2 * (1 - (double.IsNaN(lag) ? 0 : lag)));
    }

    private static Matrix Rotation(ReadOnlySpan<double> angles)
    {
        var (cx, sx, cy, sy, cz, sz) = (Elementary.Cos(angles[0]), Elementary.Sin(angles[0]), Elementary.Cos(angles[1]), Elementary.Sin(angles[1]), Elementary.Cos(angles[2]), Elementary.Sin(angles[2]));
        return new(3, 3,
        [
            cz * cy, (cz * sy * sx) - (sz * cx), (cz * sy * cx) + (sz * sx),
            sz * cy, (sz * sy * sx) + (cz * cx), (sz * sy * cx) - (cz * sx),
            -sy, cy * sx, cy * cx,
        ]);
    }

    private static void Check(Matrix parameters, double radius)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters.Columns != 6 || !(radius > 0))
        {
            throw new ArgumentException($"Six parameters a volume and a positive radius are needed; found {parameters.Columns} and {radius}.", nameof(parameters));
        }
    }
}
