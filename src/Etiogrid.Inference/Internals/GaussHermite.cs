using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference;

/// <summary>Nodes and weights for expectations over a standard normal (Golub and Welsch 1969, doi 10.1090/S0025-5718-69-99647-1).</summary>
internal sealed class GaussHermite
{
    private GaussHermite(double[] nodes, double[] weights)
    {
        Nodes = nodes;
        Weights = weights;
    }

    public double[] Nodes { get; }

    /// <summary>They sum to 1.</summary>
    public double[] Weights { get; }

    /// <summary>A rule that is exact for polynomials up to degree 2n - 1.</summary>
    public static GaussHermite OfOrder(int n)
    {
        var jacobi = new Matrix(n, n);
        for (int i = 1; i < n; i++)
        {
            jacobi[i, i - 1] = Math.Sqrt(i);
            jacobi[i - 1, i] = jacobi[i, i - 1];
        }

        var eigen = SymmetricEigen.Decompose(jacobi);
        double[] weights = new double[n];
        for (int i = 0; i < n; i++)
        {
            weights[i] = eigen.Vectors[0, i] * eigen.Vectors[0, i];
        }

        return new([.. eigen.Values], weights);
    }
}
