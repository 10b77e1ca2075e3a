using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Numerics.Tests.LinearAlgebra;

/// <summary>Matrices for tests.</summary>
internal static class RandomMatrix
{
    /// <summary>Independent standard normals.</summary>
    public static Matrix Normal(int rows, int columns, ulong stream)
    {
        var random = new Philox(20, stream);
        var matrix = new Matrix(rows, columns);
        for (int i = 0; i < matrix.Values.Length; i++)
        {
            matrix.Values[i] = random.NextNormal();
        }

        return matrix;
    }

    /// <summary>A symmetric matrix of normals.</summary>
    public static Matrix Symmetric(int size, ulong stream)
    {
        var matrix = Normal(size, size, stream);
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < i; j++)
            {
                matrix[j, i] = matrix[i, j];
            }
        }

        return matrix;
    }

    /// <summary>X'X / n + 0.1 of n = 2 size observations.</summary>
    public static Matrix PositiveDefinite(int size, ulong stream)
    {
        var gram = new Matrix(size, size);
        Gemm.Gram(Normal(2 * size, size, stream), gram);
        for (int i = 0; i < gram.Values.Length; i++)
        {
            gram.Values[i] /= 2 * size;
        }

        for (int i = 0; i < size; i++)
        {
            gram[i, i] += 0.1;
        }

        return gram;
    }

    /// <summary>Largest |a - b| over all elements.</summary>
    public static double Distance(Matrix a, Matrix b) =>
        a.Values.Zip(b.Values, (x, y) => Math.Abs(x - y)).DefaultIfEmpty(0).Max();
}
