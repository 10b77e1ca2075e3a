using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Numerics.Statistics;

/// <summary>Covariance and correlation of the columns of a data matrix (observations in rows), by one symmetric product.</summary>
public static class CovarianceMatrix
{
    /// <summary>Covariances with divisor n - 1.</summary>
    /// <param name="data">n observations x p variables, n &gt;= 2.</param>
    /// <param name="threads">Most threads to use; the result does not depend on it.</param>
    /// <exception cref="ArgumentException">Fewer than two observations.</exception>
    public static Matrix Covariance(Matrix data, int threads = 1)
    {
        var result = CrossProduct(Centred(data), threads);
        VectorKernels.Scale(1.0 / (data.Rows - 1), result.Values);
        return result;
    }

    /// <summary>Pearson correlations in [-1, 1], 1 on the diagonal; NaN in the row and column of a variable without variance.</summary>
    /// <param name="data">n observations x p variables, n &gt;= 2.</param>
    /// <param name="threads">Most threads to use; the result does not depend on it.</param>
    /// <exception cref="ArgumentException">Fewer than two observations.</exception>
    public static Matrix Correlation(Matrix data, int threads = 1)
    {
        var variables = Centred(data);
        for (int j = 0; j < variables.Rows; j++)
        {
            var variable = variables.Row(j);
            double length = Math.Sqrt(Moments.Dot(variable, variable));
            VectorKernels.Scale(IsNegligible(length, data, j) ? double.NaN : 1 / length, variable);
        }

        var result = CrossProduct(variables, threads);
        for (int i = 0; i < result.Rows; i++)
        {
            var row = result.Row(i);
            for (int j = 0; j < row.Length; j++)
            {
                row[j] = i == j && !double.IsNaN(row[j]) ? 1 : Math.Clamp(row[j], -1, 1);
            }
        }

        return result;
    }

    /// <summary>Spearman correlations: Pearson on the mid-ranks of each column.</summary>
    /// <exception cref="ArgumentException">Fewer than two observations, or a value is not a number.</exception>
    public static Matrix Spearman(Matrix data, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(data);
        var ranks = data.Transpose();
        Ranks.OfRows(ranks, ranks);
        return Correlation(ranks.Transpose(), threads);
    }

    /// <summary>True when what is left after subtracting the mean is the rounding of a constant column.</summary>
    private static bool IsNegligible(double length, Matrix data, int column)
    {
        double largest = 0;
        for (int i = 0; i < data.Rows; i++)
        {
            largest = Math.Max(largest, Math.Abs(data[i, column]));
        }

        return length <= 1e-15 * largest * Math.Sqrt(data.Rows);
    }

    /// <summary>A variable a row, mean zero.</summary>
    private static Matrix Centred(Matrix data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Rows < 2)
        {
            throw new ArgumentException($"Covariance needs at least two observations; found {data.Rows}.", nameof(data));
        }

        var variables = data.Transpose();
        for (int j = 0; j < variables.Rows; j++)
        {
            var variable = variables.Row(j);
            double mean = Moments.Mean(variable);
            for (int i = 0; i < variable.Length; i++)
            {
                variable[i] -= mean;
            }
        }

        return variables;
    }

    private static Matrix CrossProduct(Matrix variables, int threads)
    {
        var result = new Matrix(variables.Rows, variables.Rows);
        Gemm.GramOfRows(variables, result, threads);
        return result;
    }
}
