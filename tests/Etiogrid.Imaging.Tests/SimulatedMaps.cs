using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Imaging.Tests;

/// <summary>Regions at random places and maps drawn over them.</summary>
internal static class SimulatedMaps
{
    public static RegionGeometry Brain(int regions, ulong seed)
    {
        var random = new Philox(seed, 1);
        var c = new Matrix(regions, 3);
        for (int i = 0; i < regions; i++)
        {
            double[] direction = [random.NextNormal(), random.NextNormal(), random.NextNormal()];
            double norm = Math.Sqrt(direction.Sum(v => v * v));
            c[i, 0] = ((i < regions / 2 ? -1 : 1) * (5 + (60 * Math.Abs(direction[0]) / norm)));
            c[i, 1] = 80 * direction[1] / norm;
            c[i, 2] = 60 * direction[2] / norm;
        }

        return RegionGeometry.FromCoordinates(c, "simulated").Value;
    }

    public static Matrix Noise(int rows, int columns, ulong seed)
    {
        var random = new Philox(seed, 2);
        var m = new Matrix(rows, columns);
        for (int i = 0; i < m.Values.Length; i++)
        {
            m.Values[i] = random.NextNormal();
        }

        return m;
    }

    /// <summary>Columns with covariance exp(-d / length).</summary>
    public static Matrix Smooth(RegionGeometry geometry, int columns, double length, ulong seed)
    {
        var covariance = new Matrix(geometry.Count, geometry.Count);
        for (int i = 0; i < covariance.Values.Length; i++)
        {
            covariance.Values[i] = Math.Exp(-geometry.Distances.Values[i] / length);
        }

        Assert.True(Cholesky.TryFactorise(covariance, out var factor));
        return factor!.Factor.Multiply(Noise(geometry.Count, columns, seed));
    }
}
