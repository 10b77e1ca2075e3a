using Etiogrid.Numerics.Functions;

namespace Etiogrid.Numerics.LinearAlgebra;

/// <summary>The factor L of a symmetric positive definite matrix A = L L'.</summary>
public sealed class Cholesky
{
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
        result = null;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = a[i, j];
                for (int k = 0; k < j; k++)
                {
                    sum = Math.FusedMultiplyAdd(-l[i, k], l[j, k], sum);
                }

                if (i == j)
                {
                    if (!(sum > 0))
                    {
                        return false;
                    }

                    l[i, i] = Math.Sqrt(sum);
                }
                else
                {
                    l[i, j] = sum / l[j, j];
                }
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
            double sum = x[i];
            for (int k = i + 1; k < x.Length; k++)
            {
                sum = Math.FusedMultiplyAdd(-_factor[k, i], x[k], sum);
            }

            x[i] = sum / _factor[i, i];
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
            double sum = x[i];
            for (int k = 0; k < i; k++)
            {
                sum = Math.FusedMultiplyAdd(-_factor[i, k], x[k], sum);
            }

            x[i] = sum / _factor[i, i];
        }

        return x;
    }

    /// <summary>A^-1.</summary>
    public Matrix Inverse()
    {
        int n = _factor.Rows;
        var inverse = new Matrix(n, n);
        double[] unit = new double[n];
        for (int j = 0; j < n; j++)
        {
            Array.Clear(unit);
            unit[j] = 1;
            double[] column = Solve(unit);
            for (int i = 0; i < n; i++)
            {
                inverse[i, j] = column[i];
            }
        }

        return inverse;
    }
}
