namespace Etiogrid.Numerics.LinearAlgebra;

/// <summary>
/// Eigenvalues and eigenvectors of a symmetric matrix, eigenvalues in descending order.
/// Each vector's sign is fixed: its component of largest magnitude (the first of equals) is positive.
/// </summary>
public sealed class SymmetricEigen
{
    private SymmetricEigen(double[] values, Matrix vectors)
    {
        Values = values;
        Vectors = vectors;
    }

    /// <summary>Eigenvalues, largest first.</summary>
    public double[] Values { get; }

    /// <summary>Column j is the unit eigenvector of <c>Values[j]</c>.</summary>
    public Matrix Vectors { get; }

    /// <summary>Decomposes a symmetric matrix (the lower triangle is read): Householder tridiagonalisation, then implicit QL.</summary>
    /// <exception cref="ArgumentException">Not square, or not finite.</exception>
    public static SymmetricEigen Decompose(Matrix a)
    {
        ArgumentNullException.ThrowIfNull(a);
        if (a.Rows != a.Columns)
        {
            throw new ArgumentException($"An eigendecomposition needs a square matrix; found {a.Rows} x {a.Columns}.", nameof(a));
        }

        int n = a.Rows;
        var v = new Matrix(n, n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                if (!double.IsFinite(a[i, j]))
                {
                    throw new ArgumentException($"Element ({i}, {j}) is {a[i, j]}; all must be finite.", nameof(a));
                }

                v[i, j] = a[i, j];
                v[j, i] = a[i, j];
            }
        }

        double[] d = new double[n];
        double[] e = new double[n];
        Tridiagonalise(v, d, e);
        ImplicitQl(v, d, e);
        return Ordered(v, d);
    }

    private static void Tridiagonalise(Matrix v, double[] d, double[] e)
    {
        int n = d.Length;
        for (int i = n - 1; i > 0; i--)
        {
            double scale = 0;
            double h = 0;
            for (int k = 0; k < i; k++)
            {
                scale += Math.Abs(v[i, k]);
            }

            if (i == 1 || scale == 0)
            {
                e[i] = v[i, i - 1];
            }
            else
            {
                for (int k = 0; k < i; k++)
                {
                    v[i, k] /= scale;
                    h += v[i, k] * v[i, k];
                }

                double f = v[i, i - 1];
                double g = f >= 0 ? -Math.Sqrt(h) : Math.Sqrt(h);
                e[i] = scale * g;
                h -= f * g;
                v[i, i - 1] = f - g;
                f = 0;
                for (int j = 0; j < i; j++)
                {
                    v[j, i] = v[i, j] / h;
                    g = 0;
                    for (int k = 0; k <= j; k++)
                    {
                        g += v[j, k] * v[i, k];
                    }

                    for (int k = j + 1; k < i; k++)
                    {
                        g += v[k, j] * v[i, k];
                    }

                    e[j] = g / h;
                    f += e[j] * v[i, j];
                }

                double half = f / (h + h);
                for (int j = 0; j < i; j++)
                {
                    f = v[i, j];
                    g = e[j] - (half * f);
                    e[j] = g;
                    for (int k = 0; k <= j; k++)
                    {
                        v[j, k] -= (f * e[k]) + (g * v[i, k]);
                    }
                }
            }

            d[i] = h;
        }

        if (n > 0)
        {
            d[0] = 0;
            e[0] = 0;
        }

        AccumulateReflections(v, d);
    }

    private static void AccumulateReflections(Matrix v, double[] d)
    {
        int n = d.Length;
        for (int i = 0; i < n; i++)
        {
            if (d[i] != 0)
            {
                for (int j = 0; j < i; j++)
                {
                    double g = 0;
                    for (int k = 0; k < i; k++)
                    {
                        g += v[i, k] * v[k, j];
                    }

                    for (int k = 0; k < i; k++)
                    {
                        v[k, j] -= g * v[k, i];
                    }
                }
            }

            d[i] = v[i, i];
            v[i, i] = 1;
            for (int j = 0; j < i; j++)
            {
                v[j, i] = 0;
                v[i, j] = 0;
            }
        }
    }

    private static void ImplicitQl(Matrix v, double[] d, double[] e)
    {
        int n = d.Length;
        for (int i = 1; i < n; i++)
        {
            e[i - 1] = e[i];
        }

        if (n > 0)
        {
            e[n - 1] = 0;
        }

        for (int l = 0; l < n; l++)
        {
            for (int iteration = 0; ; iteration++)
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

                if (iteration == 60)
                {
                    throw new InvalidOperationException("The implicit QL iteration did not converge in 60 steps.");
                }

                RotateBulge(v, d, e, l, m);
            }
        }
    }

    private static void RotateBulge(Matrix v, double[] d, double[] e, int l, int m)
    {
        int n = d.Length;
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
                return;
            }

            s = f / r;
            c = g / r;
            g = d[i + 1] - p;
            r = ((d[i] - g) * s) + (2 * c * b);
            p = s * r;
            d[i + 1] = g + p;
            g = (c * r) - b;
            for (int k = 0; k < n; k++)
            {
                double high = v[k, i + 1];
                double low = v[k, i];
                v[k, i + 1] = (s * low) + (c * high);
                v[k, i] = (c * low) - (s * high);
            }
        }

        d[l] -= p;
        e[l] = g;
        e[m] = 0;
    }

    private static SymmetricEigen Ordered(Matrix v, double[] d)
    {
        int n = d.Length;
        int[] order = [.. Enumerable.Range(0, n).OrderByDescending(i => d[i])];
        double[] values = new double[n];
        var vectors = new Matrix(n, n);
        for (int j = 0; j < n; j++)
        {
            values[j] = d[order[j]];
            int largest = 0;
            for (int i = 1; i < n; i++)
            {
                if (Math.Abs(v[i, order[j]]) > Math.Abs(v[largest, order[j]]))
                {
                    largest = i;
                }
            }

            double sign = v[largest, order[j]] < 0 ? -1 : 1;
            for (int i = 0; i < n; i++)
            {
                vectors[i, j] = sign * v[i, order[j]];
            }
        }

        return new(values, vectors);
    }
}
