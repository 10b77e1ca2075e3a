using Etiogrid.Core.Regions;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Simulation.Cohorts;

/// <summary>Random fields over regions, smoothed with a Gaussian kernel of their distances.</summary>
public sealed class SmoothFields
{
    private readonly Matrix _kernel;

    /// <summary>Fields over the regions of a parcellation; regions without a centre cannot be smoothed.</summary>
    /// <param name="parcellation">Every region has a centre.</param>
    /// <param name="kernelSdMillimetres">Standard deviation of the kernel.</param>
    public SmoothFields(Parcellation parcellation, double kernelSdMillimetres)
    {
        ArgumentNullException.ThrowIfNull(parcellation);
        int n = parcellation.Regions.Count;
        _kernel = new(n, n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double d = parcellation.Regions[i].Centre!.Value.DistanceTo(parcellation.Regions[j].Centre!.Value) / kernelSdMillimetres;
                _kernel[i, j] = Elementary.Exp(-0.5 * d * d);
            }
        }
    }

    /// <summary>One field, not standardised.</summary>
    public double[] Draw(Philox random)
    {
        double[] noise = new double[_kernel.Rows];
        for (int i = 0; i < noise.Length; i++)
        {
            noise[i] = random.NextNormal();
        }

        return _kernel.Multiply(noise);
    }

    /// <summary>Takes the mean and the parts along orthonormal directions out of a field, then scales it to mean square 1.</summary>
    public static void Orthogonalise(Span<double> field, IEnumerable<double[]> orthonormal)
    {
        double mean = Moments.Mean(field);
        for (int i = 0; i < field.Length; i++)
        {
            field[i] -= mean;
        }

        foreach (double[] direction in orthonormal)
        {
            double along = Moments.Dot(field, direction) / field.Length;
            for (int i = 0; i < field.Length; i++)
            {
                field[i] -= along * direction[i];
            }
        }

        double scale = Math.Sqrt(field.Length / Moments.Dot(field, field));
        for (int i = 0; i < field.Length; i++)
        {
            field[i] *= scale;
        }
    }
}
