using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Connectivity;

/// <summary>
/// Covariances as deviations from their geometric mean: log(G^-1/2 C G^-1/2) (Varoquaux et al. 2010, doi 10.1007/978-3-642-15705-9_25).
/// </summary>
public sealed class TangentSpace
{
    private readonly Matrix _whitening;

    private TangentSpace(Matrix mean, Matrix whitening, bool converged)
    {
        Mean = mean;
        _whitening = whitening;
        HasConverged = converged;
    }

    /// <summary>The geometric mean of the covariances.</summary>
    public Matrix Mean { get; }

    /// <summary>False when the mean was still moving after the last iteration.</summary>
    public bool HasConverged { get; }

    /// <summary>
    /// The Karcher mean by geodesic gradient steps from the arithmetic mean: at most 30, until the gradient's norm divided by the number of
    /// elements is below 1e-7; the step halves whenever the norm grows (Fletcher and Joshi 2007).
    /// </summary>
    /// <exception cref="ArgumentException">No covariance, unequal sizes, or one that is not positive definite.</exception>
    public static TangentSpace Fit(IReadOnlyList<Matrix> covariances, int maximumIterations = 30, double tolerance = 1e-7)
    {
        ArgumentNullException.ThrowIfNull(covariances);
        Check(covariances);
        var mean = Average(covariances);
        double previous = double.PositiveInfinity;
        double step = 1;
        bool converged = false;
        for (int iteration = 0; iteration < maximumIterations && !converged; iteration++)
        {
            var eigen = SymmetricEigen.Decompose(mean);
            var whitening = Rebuild(eigen, static v => 1 / Math.Sqrt(v));
            var root = Rebuild(eigen, Math.Sqrt);
            var gradient = Average([.. covariances.Select(c => Map(Sandwich(whitening, c), Elementary.Log))]);
            double norm = Math.Sqrt(Moments.Dot(gradient.Values, gradient.Values));
            double length = step;
            mean = Sandwich(root, Map(gradient, v => Elementary.Exp(v * length)));
            step = norm > previous ? step / 2 : step;
            previous = Math.Min(norm, previous);
            converged = previous / mean.Values.Length < tolerance;
        }

        return new(mean, Rebuild(SymmetricEigen.Decompose(mean), static v => 1 / Math.Sqrt(v)), converged);
    }

    /// <summary>A covariance as a symmetric deviation from the mean; zero for the mean itself.</summary>
    public Matrix Project(Matrix covariance)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        return Map(Sandwich(_whitening, covariance), Elementary.Log);
    }

    private static void Check(IReadOnlyList<Matrix> covariances)
    {
        if (covariances.Count == 0)
        {
            throw new ArgumentException("The tangent space needs at least one covariance.", nameof(covariances));
        }

        foreach (var covariance in covariances)
        {
            if (covariance.Rows != covariances[0].Rows || !Cholesky.TryFactorise(covariance, out _))
            {
                throw new ArgumentException("All covariances must have the same size and be positive definite.", nameof(covariances));
            }
        }
    }

    private static Matrix Average(IReadOnlyList<Matrix> matrices)
    {
        var result = new Matrix(matrices[0].Rows, matrices[0].Columns);
        foreach (var matrix in matrices)
        {
            for (int k = 0; k < result.Values.Length; k++)
            {
                result.Values[k] += matrix.Values[k] / matrices.Count;
            }
        }

        return result;
    }

    /// <summary>S M S for symmetric S, made exactly symmetric.</summary>
    private static Matrix Sandwich(Matrix s, Matrix m)
    {
        var result = s.Multiply(m).Multiply(s);
        for (int i = 0; i < result.Rows; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double value = 0.5 * (result[i, j] + result[j, i]);
                result[i, j] = value;
                result[j, i] = value;
            }
        }

        return result;
    }

    private static Matrix Map(Matrix symmetric, Func<double, double> function) => Rebuild(SymmetricEigen.Decompose(symmetric), function);

    /// <summary>V f(λ) V'.</summary>
    private static Matrix Rebuild(SymmetricEigen eigen, Func<double, double> function)
    {
        var scaled = eigen.Vectors.Clone();
        double[] values = [.. eigen.Values.Select(function)];
        for (int i = 0; i < scaled.Rows; i++)
        {
            var row = scaled.Row(i);
            for (int j = 0; j < row.Length; j++)
            {
                row[j] *= values[j];
            }
        }

        return scaled.Multiply(eigen.Vectors.Transpose());
    }
}
