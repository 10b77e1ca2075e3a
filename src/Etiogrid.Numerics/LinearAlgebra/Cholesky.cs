using Etiogrid.Numerics.Functions;

namespace Etiogrid.Numerics.LinearAlgebra;

/// <summary>The factor L of a symmetric positive definite matrix A = L L'.</summary>
public sealed class Cholesky
{
    private const int BlockWidth = 64;
    private readonly Matrix _factor;

    private Cholesky(Matrix factor) => _factor = factor;

    /// <summary>The lower triangle L; the strict upper triangle is zero.</summary>
    public Matrix Factor => _factor;

    /// <summary>log det A.</summary>
    public double LogDeterminant
    {
        get
        {
            double sum = 0;
            for (int i = 0; i < _factor.Rows; i++)
            {
                sum += Elementary.Log(_factor[i, i]);
            }

            return 2 * sum;
        }
    }

    /// <summary>Factorises; false when the matrix is not positive definite (a statistical fact, not a bug). Reads the lower triangle only.</summary>
    public static bool TryFactorise(Matrix a, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Cholesky? result)
    {
        ArgumentNullException.ThrowIfNull(a);
        if (a.Rows != a.Columns)
        {
            throw new ArgumentException($"Cholesky needs a square matrix; found {a.Rows} x {a.Columns}.", nameof(a));
        }

        int n = a.Rows;
        var l = new Matrix(n, n);
        for (int i = 0; i < n; i++)
        {
            a.Row(i)[..(i + 1)].CopyTo(l.Row(i));
        }

        result = null;
        for (int start = 0; start < n; start += BlockWidth)
        {
            int width = Math.Min(BlockWidth, n - start);
            SubtractEarlier(l, start, width);
            if (!FactorisePanel(l, start, width))
            {
                return false;
            }
        }

        result = new(l);
        return true;
    }

    /// <summary>Solves A x = b.</summary>
    public double[] Solve(ReadOnlySpan<double> b)
    {
        double[] x = SolveLower(b);
        for (int i = x.Length - 1; i >= 0; i--)
        {
            x[i] /= _factor[i, i];
            VectorKernels.AddScaled(-x[i], _factor.Row(i)[..i], x.AsSpan(0, i));
        }

        return x;
    }

    /// <summary>Solves L x = b; the squared length of x is b' A^-1 b.</summary>
    public double[] SolveLower(ReadOnlySpan<double> b)
    {
        if (b.Length != _factor.Rows)
        {
            throw new ArgumentException($"The right-hand side needs {_factor.Rows} values; found {b.Length}.", nameof(b));
        }

        double[] x = b.ToArray();
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = (x[i] - VectorKernels.Dot(_factor.Row(i)[..i], x.AsSpan(0, i))) / _factor[i, i];
        }

        return x;
    }

    /// <summary>A^-1, symmetric to the bit.</summary>
    public Matrix Inverse()
    {
        // Rows of M = L^-1 transposed are contiguous, so A^-1 = M M' is a product of rows.
        int n = _factor.Rows;
        var transposed = new Matrix(n, n);
        double[] unit = new double[n];
        for (int j = 0; j < n; j++)
        {
            Array.Clear(unit);
            unit[j] = 1;
            for (int i = j; i < n; i++)
            {
                unit[i] = (unit[i] - VectorKernels.Dot(_factor.Row(i)[j..i], unit.AsSpan(j, i - j))) / _factor[i, i];
            }

            unit.CopyTo(transposed.Row(j));
        }

        var inverse = new Matrix(n, n);
        Gemm.GramOfRows(transposed, inverse);
        return inverse;
    }

    /// <summary>Panel -= L(rows, before) L(panel rows, before)': the product that carries nearly all of the work.</summary>
    private static void SubtractEarlier(Matrix l, int start, int width)
    {
        int n = l.Rows;
        if (start == 0)
        {
            return;
        }

        var product = new double[(n - start) * width];
        var rows = l.Values.AsSpan(start * n);
        BlockedGemm.Run(GemmKernel.Fastest, new(rows, n, 1), new(rows, 1, n), product, n - start, width, start, GemmShape.Full, 1);
        for (int i = start; i < n; i++)
        {
            VectorKernels.AddScaled(-1, product.AsSpan((i - start) * width, Math.Min(width, i - start + 1)), l.Row(i).Slice(start, Math.Min(width, i - start + 1)));
        }
    }

    private static bool FactorisePanel(Matrix l, int start, int width)
    {
        for (int i = start; i < l.Rows; i++)
        {
            var row = l.Row(i);
            for (int j = start; j < Math.Min(i, start + width); j++)
            {
                row[j] = (row[j] - VectorKernels.Dot(row[start..j], l.Row(j)[start..j])) / l[j, j];
            }

            if (i < start + width)
            {
                double square = row[i] - VectorKernels.Dot(row[start..i], row[start..i]);
                if (!(square > 0) || double.IsInfinity(square))
                {
                    return false;
                }

                row[i] = Math.Sqrt(square);
            }
        }

        return true;
    }
}
