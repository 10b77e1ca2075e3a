namespace Etiogrid.Numerics.LinearAlgebra;

/// <summary>The two halves of the symmetric eigenproblem: reduction to tridiagonal form and implicit QL on it (Wilkinson and Reinsch 1971).</summary>
internal static class Tridiagonal
{
    private const int MostSweeps = 60;
    private const double Negligible = 1e-280; // a square, beside elements near 1

    /// <summary>
    /// A = Q T Q' with Q = H(n-1) ... H(1), H(i) = 1 - v v' / h. Reads and overwrites the lower triangle: afterwards the first
    /// i elements of row i hold v. Returns h per row (0: no reflection). The rank-2 update of one step and the product
    /// with the next vector share one pass over the matrix, which is bound by memory.
    /// </summary>
    /// <param name="a">Lower triangle; overwritten.</param>
    /// <param name="diagonal">Receives the diagonal of T.</param>
    /// <param name="beside">Receives at i the element (i, i - 1) of T; 0 at 0.</param>
    public static double[] Reduce(Matrix a, double[] diagonal, double[] beside)
    {
        int n = a.Rows;
        double[] halves = new double[n];
        double[] w = new double[n];
        double[] product = new double[n];
        ReadOnlySpan<double> v = new double[n]; // no update is pending before the first step
        for (int i = n - 1; i > 0; i--)
        {
            var row = a.Row(i)[..(i + 1)];
            VectorKernels.AddScaled(-v[i], w.AsSpan(0, i + 1), row);
            VectorKernels.AddScaled(-w[i], v[..(i + 1)], row);
            diagonal[i] = row[i];
            var x = row[..i];
            double h = Reflector(x, out beside[i]);
            halves[i] = h;
            var sums = product.AsSpan(0, i);
            sums.Clear();
            for (int j = 0; j < i; j++)
            {
                double own = a[j, j] - (v[j] * w[j]) - (w[j] * v[j]);
                a[j, j] = own;
                double dot = VectorKernels.UpdateAndMultiply(a.Row(j)[..j], v[j], w.AsSpan(0, j), w[j], v[..j], x[..j], h == 0 ? 0 : x[j], sums[..j]);
                sums[j] += dot + (own * x[j]);
            }

            FinishStep(x, h, sums, w.AsSpan(0, i));
            v = x;
        }

        if (n > 0)
        {
            diagonal[0] = a[0, 0];
        }

        return halves;
    }

    /// <summary>Q' by rows: row j is column j of Q, ready for rotations of neighbouring rows.</summary>
    public static Matrix TransposedBasis(Matrix a, double[] halves)
    {
        int n = a.Rows;
        var basis = Matrix.Identity(n);
        for (int i = 1; i < n; i++)
        {
            if (halves[i] == 0)
            {
                continue;
            }

            // H(i) acts on the first i coordinates; columns from i on are still unit vectors there.
            var v = a.Row(i)[..i];
            for (int j = 0; j < i; j++)
            {
                var column = basis.Row(j)[..i];
                VectorKernels.AddScaled(-VectorKernels.Dot(v, column) / halves[i], v, column);
            }
        }

        return basis;
    }

    /// <summary>Diagonalises T in place: eigenvalues in <paramref name="d"/>; rotates the rows of <paramref name="rows"/> along, if given.</summary>
    /// <exception cref="InvalidOperationException">No convergence, which finite input does not produce.</exception>
    public static void ImplicitQl(double[] d, double[] beside, Matrix? rows)
    {
        int n = d.Length;
        double[] e = [.. beside.Skip(1), 0.0];
        double[] cosines = new double[n];
        double[] sines = new double[n];
        for (int l = 0; l < n; l++)
        {
            for (int sweep = 0; ; sweep++)
            {
                int m = l;
                while (m < n - 1 && Math.Abs(e[m]) > double.Epsilon + (1.1e-16 * (Math.Abs(d[m]) + Math.Abs(d[m + 1]))))
                {
                    m++;
                }

                if (m == l)
                {
                    break;
                }

                if (sweep == MostSweeps)
                {
                    throw new InvalidOperationException($"The implicit QL iteration did not converge in {MostSweeps} sweeps.");
                }

                int first = ChaseBulge(d, e, l, m, cosines, sines);
                if (rows is not null && first < m)
                {
                    VectorKernels.RotateRows(rows.Values, n, first, m - 1, cosines, sines);
                }
            }
        }
    }

    /// <summary>Turns x into v with (1 - v v' / h) x = (0, ..., 0, beside); returns h, or 0 when x is already of that form.</summary>
    private static double Reflector(Span<double> x, out double beside)
    {
        double last = x[^1];
        double rest = VectorKernels.Dot(x[..^1], x[..^1]);
        if (rest <= Negligible)
        {
            beside = last;
            x.Clear();
            return 0;
        }

        double norm = Math.Sqrt(rest + (last * last));
        beside = last >= 0 ? -norm : norm;
        x[^1] = last - beside;
        return 0.5 * (rest + (x[^1] * x[^1]));
    }

    /// <summary>w = p - v (v . p) / 2h with p = A v / h, so that A - v w' - w v' is the reflected matrix.</summary>
    private static void FinishStep(ReadOnlySpan<double> v, double h, Span<double> sums, Span<double> w)
    {
        if (h == 0)
        {
            w.Clear();
            return;
        }

        VectorKernels.Scale(1 / h, sums);
        double half = VectorKernels.Dot(v, sums) / (2 * h);
        sums.CopyTo(w);
        VectorKernels.AddScaled(-half, v, w);
    }

    /// <summary>One implicit QL sweep with Wilkinson's shift; returns the first row of the rotations it made (they end at m - 1).</summary>
    private static int ChaseBulge(double[] d, double[] e, int l, int m, double[] cosines, double[] sines)
    {
        double g = (d[l + 1] - d[l]) / (2 * e[l]);
        double r = Math.Sqrt((g * g) + 1);
        g = d[m] - d[l] + (e[l] / (g + (g >= 0 ? r : -r)));
        double s = 1;
        double c = 1;
        double p = 0;
        for (int i = m - 1; i >= l; i--)
        {
            double f = s * e[i];
            double b = c * e[i];
            r = Math.Sqrt((f * f) + (g * g));
            e[i + 1] = r;
            if (r == 0)
            {
                d[i + 1] -= p;
                e[m] = 0;
                return i + 1;
            }

            s = f / r;
            c = g / r;
            g = d[i + 1] - p;
            r = ((d[i] - g) * s) + (2 * c * b);
            p = s * r;
            d[i + 1] = g + p;
            g = (c * r) - b;
            cosines[i] = c;
            sines[i] = s;
        }

        d[l] -= p;
        e[l] = g;
        e[m] = 0;
        return l;
    }
}
