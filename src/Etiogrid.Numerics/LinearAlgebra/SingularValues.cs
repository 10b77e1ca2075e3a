namespace Etiogrid.Numerics.LinearAlgebra;

/// <summary>
/// A = U S V' by one-sided Jacobi rotations (Demmel and Veselic 1992, doi 10.1137/0613074): small singular values keep their
/// relative accuracy where the columns allow it. Meant for up to some hundred columns. Each column of V has its component of
/// largest magnitude (the first of equals) positive.
/// </summary>
public sealed class SingularValues
{
    private const int MostSweeps = 60;

    private SingularValues(Matrix left, double[] values, Matrix right)
    {
        Left = left;
        Values = values;
        Right = right;
    }

    /// <summary>m x r with orthonormal columns, r = min(m, n); a column of a zero singular value is zero.</summary>
    public Matrix Left { get; }

    /// <summary>The r singular values, largest first.</summary>
    public double[] Values { get; }

    /// <summary>n x r with orthonormal columns; when m &lt; n a column of a zero singular value is zero.</summary>
    public Matrix Right { get; }

    /// <summary>Decomposes a matrix of finite numbers.</summary>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static SingularValues Decompose(Matrix a)
    {
        ArgumentNullException.ThrowIfNull(a);
        if (a.Values.Any(v => !double.IsFinite(v)))
        {
            throw new ArgumentException("All values must be finite.", nameof(a));
        }

        bool wide = a.Rows < a.Columns;
        var columns = wide ? a.Clone() : a.Transpose(); // rows are the vectors to be made orthogonal
        double scale = PowerOfTwoNear(a.Values);
        VectorKernels.Scale(1 / scale, columns.Values);
        var basis = Matrix.Identity(columns.Rows);
        for (int sweep = 0; Sweep(columns, basis); sweep++)
        {
            if (sweep == MostSweeps)
            {
                throw new InvalidOperationException($"The Jacobi iteration did not converge in {MostSweeps} sweeps.");
            }
        }

        return Ordered(columns, basis, scale, wide);
    }

    private static double PowerOfTwoNear(double[] values)
    {
        double largest = values.Length == 0 ? 0 : values.Max(Math.Abs);
        return largest > 0 ? Math.ScaleB(1, Math.Clamp(Math.ILogB(largest), -1000, 1000)) : 1;
    }

    /// <summary>Rotates every pair of rows to right angles; false when all of them already were.</summary>
    private static bool Sweep(Matrix columns, Matrix basis)
    {
        bool rotated = false;
        for (int i = 0; i + 1 < columns.Rows; i++)
        {
            for (int j = i + 1; j < columns.Rows; j++)
            {
                var x = columns.Row(i);
                var y = columns.Row(j);
                double xx = VectorKernels.Dot(x, x);
                double yy = VectorKernels.Dot(y, y);
                double xy = VectorKernels.Dot(x, y);
                if (!(Math.Abs(xy) > 1e-15 * Math.Sqrt(xx) * Math.Sqrt(yy)))
                {
                    continue;
                }

                rotated = true;
                double zeta = (yy - xx) / (2 * xy);
                double t = Math.Abs(zeta) > 1e150 ? 0.5 / zeta : (zeta >= 0 ? 1 : -1) / (Math.Abs(zeta) + Math.Sqrt(1 + (zeta * zeta)));
                double c = 1 / Math.Sqrt(1 + (t * t));
                Rotate(x, y, c, c * t);
                Rotate(basis.Row(i), basis.Row(j), c, c * t);
            }
        }

        return rotated;
    }

    private static void Rotate(Span<double> x, Span<double> y, double c, double s)
    {
        for (int k = 0; k < x.Length; k++)
        {
            double first = x[k];
            double second = y[k];
            x[k] = Math.FusedMultiplyAdd(c, first, -(s * second));
            y[k] = Math.FusedMultiplyAdd(s, first, c * second);
        }
    }

    private static SingularValues Ordered(Matrix columns, Matrix basis, double scale, bool wide)
    {
        int r = columns.Rows;
        double[] lengths = [.. Enumerable.Range(0, r).Select(i => Math.Sqrt(VectorKernels.Dot(columns.Row(i), columns.Row(i))))];
        int[] order = [.. Enumerable.Range(0, r).OrderByDescending(i => lengths[i])];
        var scaled = new Matrix(r, columns.Columns);
        var rotations = new Matrix(r, r);
        for (int k = 0; k < r; k++)
        {
            int i = order[k];
            columns.Row(i).CopyTo(scaled.Row(k));
            VectorKernels.Scale(lengths[i] > 0 ? 1 / lengths[i] : 0, scaled.Row(k));
            basis.Row(i).CopyTo(rotations.Row(k));
            var right = wide ? scaled.Row(k) : rotations.Row(k);
            if (right.Length > 0 && right[LargestOf(right)] < 0)
            {
                VectorKernels.Scale(-1, scaled.Row(k));
                VectorKernels.Scale(-1, rotations.Row(k));
            }
        }

        double[] values = [.. order.Select(i => scale * lengths[i])];
        return wide ? new(rotations.Transpose(), values, scaled.Transpose()) : new(scaled.Transpose(), values, rotations.Transpose());
    }

    private static int LargestOf(ReadOnlySpan<double> x)
    {
        int largest = 0;
        for (int i = 1; i < x.Length; i++)
        {
            largest = Math.Abs(x[i]) > Math.Abs(x[largest]) ? i : largest;
        }

        return largest;
    }
}
