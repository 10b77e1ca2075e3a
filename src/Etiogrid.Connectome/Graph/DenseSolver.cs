using System.Numerics;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Connectome.Graph;

/// <summary>Inverse of a general square matrix by Gauss-Jordan elimination with partial pivoting.</summary>
internal static class DenseSolver
{
    /// <summary>Inverts a copy of the matrix; false when a pivot vanishes. Row updates act element by element, so vector width cannot change a bit.</summary>
    public static bool TryInvert(Matrix matrix, out Matrix inverse)
    {
        int n = matrix.Rows;
        var a = matrix.Clone();
        inverse = Matrix.Identity(n);
        for (int k = 0; k < n; k++)
        {
            int pivot = k;
            for (int i = k + 1; i < n; i++)
            {
                pivot = Math.Abs(a[i, k]) > Math.Abs(a[pivot, k]) ? i : pivot;
            }

            if (!(Math.Abs(a[pivot, k]) > 0))
            {
                return false;
            }

            Swap(a, k, pivot);
            Swap(inverse, k, pivot);
            double scale = 1 / a[k, k];
            Scale(a.Row(k), scale);
            Scale(inverse.Row(k), scale);
            for (int i = 0; i < n; i++)
            {
                if (i != k && a[i, k] != 0)
                {
                    double factor = -a[i, k];
                    AddScaled(a.Row(i)[k..], a.Row(k)[k..], factor);
                    AddScaled(inverse.Row(i), inverse.Row(k), factor);
                }
            }
        }

        return true;
    }

    private static void AddScaled(Span<double> target, ReadOnlySpan<double> source, double factor)
    {
        int width = Vector<double>.Count;
        var factors = new Vector<double>(factor);
        int j = 0;
        for (; j <= target.Length - width; j += width)
        {
            Vector.FusedMultiplyAdd(new Vector<double>(source[j..]), factors, new Vector<double>(target[j..])).CopyTo(target[j..]);
        }

        for (; j < target.Length; j++)
        {
            target[j] = Math.FusedMultiplyAdd(source[j], factor, target[j]);
        }
    }

    private static void Scale(Span<double> row, double factor)
    {
        for (int j = 0; j < row.Length; j++)
        {
            row[j] *= factor;
        }
    }

    private static void Swap(Matrix matrix, int i, int j)
    {
        if (i == j)
        {
            return;
        }

        var first = matrix.Row(i);
        var second = matrix.Row(j);
        for (int k = 0; k < first.Length; k++)
        {
            (first[k], second[k]) = (second[k], first[k]);
        }
    }
}
