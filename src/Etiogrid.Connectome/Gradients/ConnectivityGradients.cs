using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Gradients;

/// <summary>Macroscale axes of a connectivity matrix. Each axis' element of largest magnitude is positive.</summary>
/// <param name="Maps">Regions x components.</param>
/// <param name="Eigenvalues">One a component: scaled λ (diffusion), λ ascending (Laplacian) or explained variance (principal components).</param>
public sealed record ConnectivityGradients(Matrix Maps, IReadOnlyList<double> Eigenvalues)
{
    /// <summary>Computes gradients of a connectivity matrix without missing elements.</summary>
    /// <exception cref="ArgumentException">The number of components does not fit the matrix, or the affinity leaves a region without neighbours.</exception>
    public static ConnectivityGradients Compute(Matrix connectivity, GradientOptions options)
    {
        ArgumentNullException.ThrowIfNull(connectivity);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Components < 1 || options.Components >= connectivity.Rows)
        {
            throw new ArgumentException($"Components must lie in [1, {connectivity.Rows - 1}] for {connectivity.Rows} regions; found {options.Components}.", nameof(options));
        }

        var affinity = Affinity(connectivity, options);
        var result = options.Method switch
        {
            EmbeddingMethod.DiffusionMap => Diffusion(Symmetric(affinity), options),
            EmbeddingMethod.LaplacianEigenmaps => Laplacian(Symmetric(affinity), options.Components),
            _ => Principal(affinity, options.Components),
        };
        FixSigns(result.Maps);
        return result;
    }

    /// <summary>
    /// The affinity matrix: each row keeps its ⌊n(1 - sparsity)⌋ largest elements (the product in binary floating point, as in BrainSpace:
    /// 9 of 100 at 0.9; ties keep the earlier column), then the kernel; negative affinities become 0.
    /// </summary>
    public static Matrix Affinity(Matrix connectivity, GradientOptions options)
    {
        ArgumentNullException.ThrowIfNull(connectivity);
        ArgumentNullException.ThrowIfNull(options);
        var sparse = options.Sparsity > 0 ? KeepLargest(connectivity, options.Sparsity) : connectivity.Clone();
        var affinity = options.Kernel switch
        {
            AffinityKernel.None => sparse,
            AffinityKernel.Pearson => Correlation(sparse),
            AffinityKernel.Spearman => Correlation(RankedRows(sparse)),
            _ => Cosine(sparse, options.Kernel == AffinityKernel.NormalizedAngle),
        };
        for (int k = 0; k < affinity.Values.Length; k++)
        {
            affinity.Values[k] = Math.Max(0, affinity.Values[k]);
        }

        return affinity;
    }

    /// <summary>Regions whose affinity to every other region is 0 (in order), and the number of pieces that positive affinities leave unconnected.</summary>
    public static (IReadOnlyList<int> Lonely, int Pieces) Pieces(Matrix connectivity, GradientOptions options)
    {
        var affinity = Affinity(connectivity, options);
        int n = affinity.Rows;
        int[] piece = Enumerable.Repeat(-1, n).ToArray();
        List<int> lonely = [];
        int count = 0;
        for (int i = 0; i < n; i++)
        {
            if (piece[i] >= 0)
            {
                continue;
            }

            Stack<int> open = new([i]);
            int size = 0;
            while (open.TryPop(out int at))
            {
                size += piece[at] < 0 ? 1 : 0;
                piece[at] = count;
                for (int j = 0; j < n; j++)
                {
                    if (piece[j] < 0 && (affinity[at, j] > 0 || affinity[j, at] > 0))
                    {
                        open.Push(j);
                    }
                }
            }

            if (size == 1 && n > 1)
            {
                lonely.Add(i);
            }

            count++;
        }

        return (lonely, count);
    }

    private static Matrix KeepLargest(Matrix matrix, double sparsity)
    {
        int kept = Math.Max(1, (int)(matrix.Columns * (1 - sparsity)));
        var result = new Matrix(matrix.Rows, matrix.Columns);
        for (int i = 0; i < matrix.Rows; i++)
        {
            int row = i;
            foreach (int j in Enumerable.Range(0, matrix.Columns).OrderByDescending(j => matrix[row, j]).Take(kept))
            {
                result[i, j] = matrix[i, j];
            }
        }

        return result;
    }

    /// <summary>Cosine similarity of rows; rows of zeros are similar to nothing but themselves.</summary>
    private static Matrix Cosine(Matrix rows, bool angle)
    {
        var unit = rows.Clone();
        for (int i = 0; i < unit.Rows; i++)
        {
            double length = Math.Sqrt(Moments.Dot(unit.Row(i), unit.Row(i)));
            foreach (ref double value in unit.Row(i))
            {
                value = length > 0 ? value / length : 0;
            }
        }

        var result = unit.Multiply(unit.Transpose());
        for (int i = 0; i < result.Rows; i++)
        {
            for (int j = 0; j < result.Rows; j++)
            {
                double cosine = i == j ? 1 : Math.Clamp(result[i, j], -1, 1);
                result[i, j] = angle ? 1 - (Elementary.Acos(cosine) / Math.PI) : cosine;
            }
        }

        return result;
    }

    private static Matrix Correlation(Matrix rows)
    {
        var centred = rows.Clone();
        for (int i = 0; i < centred.Rows; i++)
        {
            double mean = Moments.Mean(centred.Row(i));
            foreach (ref double value in centred.Row(i))
            {
                value -= mean;
            }
        }

        return Cosine(centred, angle: false);
    }

    private static Matrix RankedRows(Matrix rows)
    {
        var ranked = new Matrix(rows.Rows, rows.Columns);
        for (int i = 0; i < rows.Rows; i++)
        {
            Ranks.Of(rows.Row(i), ranked.Row(i));
        }

        return ranked;
    }

    private static Matrix Symmetric(Matrix matrix)
    {
        var result = new Matrix(matrix.Rows, matrix.Rows);
        for (int i = 0; i < matrix.Rows; i++)
        {
            for (int j = 0; j < matrix.Rows; j++)
            {
                result[i, j] = 0.5 * (matrix[i, j] + matrix[j, i]);
            }
        }

        return result;
    }

    /// <summary>
    /// W_α = D^-α W D^-α; P = D_α^-1 W_α; right eigenvectors of P divided by the first (constant) one, times λ/(1 - λ) or λ^t.
    /// P is similar to a symmetric matrix, whose decomposition is used.
    /// </summary>
    private static ConnectivityGradients Diffusion(Matrix w, GradientOptions options)
    {
        double[] degree = [.. RowSums(w).Select(d => Elementary.Pow(d, -options.Alpha))];
        Scale(w, degree);
        double[] root = [.. RowSums(w).Select(d => 1 / Math.Sqrt(d))];
        Scale(w, root);
        var eigen = SymmetricEigen.Decompose(w);
        var maps = new Matrix(w.Rows, options.Components);
        double[] values = new double[options.Components];
        for (int c = 0; c < options.Components; c++)
        {
            double lambda = eigen.Values[c + 1] / eigen.Values[0];
            values[c] = options.DiffusionTime > 0 ? Elementary.Pow(lambda, options.DiffusionTime) : lambda / (1 - lambda);
            double length = 0;
            for (int i = 0; i < w.Rows; i++)
            {
                double right = eigen.Vectors[i, c + 1] * root[i];
                maps[i, c] = right;
                length += right * right;
            }

            // Unit length, then divided by the constant vector 1/sqrt(n).
            double scale = values[c] * Math.Sqrt(w.Rows / length);
            for (int i = 0; i < w.Rows; i++)
            {
                maps[i, c] *= scale;
            }
        }

        return new(maps, values);
    }

    /// <summary>Eigenvectors of I - D^-1/2 W D^-1/2 (diagonal of W ignored) divided by sqrt(D), smallest eigenvalues first, the trivial one left out.</summary>
    private static ConnectivityGradients Laplacian(Matrix w, int components)
    {
        int n = w.Rows;
        for (int i = 0; i < n; i++)
        {
            w[i, i] = 0;
        }

        double[] root = [.. RowSums(w).Select(d => 1 / Math.Sqrt(d))];
        Scale(w, root);
        var eigen = SymmetricEigen.Decompose(w);
        var maps = new Matrix(n, components);
        double[] values = new double[components];
        for (int c = 0; c < components; c++)
        {
            values[c] = 1 - eigen.Values[c + 1];
            for (int i = 0; i < n; i++)
            {
                maps[i, c] = eigen.Vectors[i, c + 1] * root[i];
            }
        }

        return new(maps, values);
    }

    /// <summary>Scores of principal components of the rows; variance with divisor n - 1.</summary>
    private static ConnectivityGradients Principal(Matrix affinity, int components)
    {
        var centred = Connectivity.Covariance.Centred(affinity);
        var scatter = new Matrix(centred.Columns, centred.Columns);
        Gemm.Gram(centred, scatter);
        var eigen = SymmetricEigen.Decompose(scatter);
        var axes = new Matrix(centred.Columns, components);
        for (int i = 0; i < axes.Rows; i++)
        {
            eigen.Vectors.Row(i)[..components].CopyTo(axes.Row(i));
        }

        return new(centred.Multiply(axes), [.. eigen.Values.Take(components).Select(v => v / (affinity.Rows - 1))]);
    }

    private static double[] RowSums(Matrix w)
    {
        double[] sums = [.. Enumerable.Range(0, w.Rows).Select(i => Moments.Sum(w.Row(i)))];
        int bad = Array.FindIndex(sums, s => !(s > 0));
        return bad < 0 ? sums : throw new ArgumentException($"Region {bad + 1} has no positive affinity to any other; lower the sparsity or remove it.", nameof(w));
    }

    private static void Scale(Matrix w, double[] factors)
    {
        for (int i = 0; i < w.Rows; i++)
        {
            for (int j = 0; j < w.Columns; j++)
            {
                w[i, j] *= factors[i] * factors[j];
            }
        }
    }

    private static void FixSigns(Matrix maps)
    {
        for (int c = 0; c < maps.Columns; c++)
        {
            double[] column = maps.Column(c);
            double extreme = column.MaxBy(Math.Abs);
            for (int i = 0; i < maps.Rows && extreme < 0; i++)
            {
                maps[i, c] = -maps[i, c];
            }
        }
    }
}
