namespace Etiogrid.Numerics.LinearAlgebra;

/// <summary>
/// A P = Q R by Householder reflections with column pivoting (Businger and Golub 1965, doi 10.1007/BF01436084): least squares
/// and the numerical rank of a design matrix.
/// </summary>
public sealed class PivotedQr
{
    private readonly Matrix _columns; // row j: the j-th pivoted column; R above its diagonal place, the reflector from there on
    private readonly double[] _halves;
    private readonly double[] _diagonal;
    private readonly int[] _order;

    private PivotedQr(Matrix columns, double[] halves, double[] diagonal, int[] order, int rank)
    {
        _columns = columns;
        _halves = halves;
        _diagonal = diagonal;
        _order = order;
        Rank = rank;
    }

    /// <summary>Number of linearly independent columns: diagonal elements of R above max(m, n) x 2^-52 times the largest.</summary>
    public int Rank { get; }

    /// <summary>True when no column is a linear combination of the others.</summary>
    public bool HasFullRank => Rank == _columns.Rows;

    /// <summary>Columns of A that were left over when the rank was reached, in pivot order: combinations of the others.</summary>
    public IReadOnlyList<int> DependentColumns => _order[Rank..];

    /// <summary>|det| of the upper triangle: log of the product of its diagonal's magnitudes; -infinity without full rank.</summary>
    public double LogAbsoluteDeterminant => HasFullRank ? _diagonal.Sum(d => Functions.Elementary.Log(Math.Abs(d))) : double.NegativeInfinity;

    /// <summary>Factorises an m x n matrix with m &gt;= n of finite numbers.</summary>
    /// <exception cref="ArgumentException">More columns than rows, or a value is not finite.</exception>
    public static PivotedQr Factorise(Matrix a)
    {
        ArgumentNullException.ThrowIfNull(a);
        if (a.Rows < a.Columns)
        {
            throw new ArgumentException($"A least-squares matrix needs at least as many rows as columns; found {a.Rows} x {a.Columns}.", nameof(a));
        }

        if (a.Values.Any(v => !double.IsFinite(v)))
        {
            throw new ArgumentException("All values must be finite.", nameof(a));
        }

        var columns = a.Transpose();
        int n = columns.Rows;
        int[] order = [.. Enumerable.Range(0, n)];
        double[] halves = new double[n];
        double[] diagonal = new double[n];
        for (int k = 0; k < n; k++)
        {
            Swap(columns, order, k, LongestFrom(columns, k));
            var v = columns.Row(k)[k..];
            halves[k] = Reflector(v, out diagonal[k]);
            for (int j = k + 1; j < n && halves[k] > 0; j++)
            {
                var x = columns.Row(j)[k..];
                VectorKernels.AddScaled(-VectorKernels.Dot(v, x) / halves[k], v, x);
            }
        }

        double limit = n == 0 ? 0 : Math.Abs(diagonal[0]) * Math.Max(a.Rows, n) * 2.220446049250313e-16;
        int rank = 0;
        while (rank < n && Math.Abs(diagonal[rank]) > limit)
        {
            rank++;
        }

        return new(columns, halves, diagonal, order, rank);
    }

    /// <summary>The x that minimises |A x - b|; false without full rank (a fact about the design, not a bug).</summary>
    /// <exception cref="ArgumentException">b has the wrong length.</exception>
    public bool TrySolve(ReadOnlySpan<double> b, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out double[]? x)
    {
        double[] rotated = Rotated(b);
        x = HasFullRank ? Unpivoted(BackSubstitute(rotated)) : null;
        return HasFullRank;
    }

    /// <summary>b minus its projection on the columns of A: residuals of the least-squares fit, also without full rank.</summary>
    /// <exception cref="ArgumentException">b has the wrong length.</exception>
    public double[] Residuals(ReadOnlySpan<double> b)
    {
        double[] rotated = Rotated(b);
        rotated.AsSpan(0, Rank).Clear();
        for (int k = Rank - 1; k >= 0; k--)
        {
            Reflect(k, rotated);
        }

        return rotated;
    }

    /// <summary>(A' A)^-1: times the residual variance, the covariance of the coefficients.</summary>
    /// <exception cref="InvalidOperationException">The matrix has no full rank.</exception>
    public Matrix InverseCrossProduct()
    {
        if (!HasFullRank)
        {
            throw new InvalidOperationException($"The {_columns.Columns} x {_columns.Rows} matrix has rank {Rank}; its cross product has no inverse.");
        }

        int n = _columns.Rows;
        var inverse = new Matrix(n, n); // row j: column j of R^-1, so that the product of rows is R^-T R^-1 unpivoted
        for (int j = 0; j < n; j++)
        {
            double[] unit = new double[n];
            unit[j] = 1;
            BackSubstitute(unit);
            unit.CopyTo(inverse.Row(j));
        }

        var transposed = inverse.Transpose();
        var product = new Matrix(n, n);
        Gemm.GramOfRows(transposed, product);
        var result = new Matrix(n, n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                result[_order[i], _order[j]] = product[i, j];
            }
        }

        return result;
    }

    private static void Swap(Matrix columns, int[] order, int k, int other)
    {
        if (k == other)
        {
            return;
        }

        (order[k], order[other]) = (order[other], order[k]);
        var a = columns.Row(k);
        var b = columns.Row(other);
        for (int i = 0; i < a.Length; i++)
        {
            (a[i], b[i]) = (b[i], a[i]);
        }
    }

    /// <summary>The first column with the longest remaining part, lengths computed afresh: exact pivots for as much work as a reflection.</summary>
    private static int LongestFrom(Matrix columns, int k)
    {
        int longest = k;
        double best = -1;
        for (int j = k; j < columns.Rows; j++)
        {
            var x = columns.Row(j)[k..];
            double length = VectorKernels.Dot(x, x);
            if (length > best)
            {
                (longest, best) = (j, length);
            }
        }

        return longest;
    }

    private static double Reflector(Span<double> v, out double diagonal)
    {
        double norm = Math.Sqrt(VectorKernels.Dot(v, v));
        diagonal = v[0] > 0 ? -norm : norm;
        if (norm == 0)
        {
            return 0;
        }

        v[0] -= diagonal;
        return 0.5 * VectorKernels.Dot(v, v);
    }

    private double[] Rotated(ReadOnlySpan<double> b)
    {
        if (b.Length != _columns.Columns)
        {
            throw new ArgumentException($"The right-hand side needs {_columns.Columns} values; found {b.Length}.", nameof(b));
        }

        double[] rotated = b.ToArray();
        for (int k = 0; k < _columns.Rows; k++)
        {
            Reflect(k, rotated);
        }

        return rotated;
    }

    private void Reflect(int k, double[] x)
    {
        if (_halves[k] > 0)
        {
            var v = _columns.Row(k)[k..];
            VectorKernels.AddScaled(-VectorKernels.Dot(v, x.AsSpan(k)) / _halves[k], v, x.AsSpan(k));
        }
    }

    /// <summary>R x = b in place, in pivot order.</summary>
    private double[] BackSubstitute(double[] b)
    {
        for (int j = _columns.Rows - 1; j >= 0; j--)
        {
            b[j] /= _diagonal[j];
            VectorKernels.AddScaled(-b[j], _columns.Row(j)[..j], b.AsSpan(0, j));
        }

        return b;
    }

    private double[] Unpivoted(double[] pivoted)
    {
        double[] x = new double[_order.Length];
        for (int j = 0; j < x.Length; j++)
        {
            x[_order[j]] = pivoted[j];
        }

        return x;
    }
}
