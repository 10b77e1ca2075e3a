using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Imaging.Regression;

/// <summary>
/// Ordinary least squares of one map on several atlas maps with an intercept; orthogonalisation of centred, scaled columns.
/// Coefficients are in the units of the data (not standardised).
/// </summary>
/// <param name="Intercept">Value where all predictors are 0.</param>
/// <param name="Coefficients">One a predictor.</param>
/// <param name="StandardErrors">Their standard errors.</param>
/// <param name="PValues">Two-sided t tests with n - p - 1 degrees of freedom; parametric, so wrong for autocorrelated maps.</param>
/// <param name="R2">Share of variance explained.</param>
/// <param name="AdjustedR2">1 - (1 - R²)(n - 1)/(n - p - 1).</param>
/// <param name="N">Regions used.</param>
public sealed record MultipleRegression(
    double Intercept, double[] Coefficients, double[] StandardErrors, double[] PValues, double R2, double AdjustedR2, int N)
{
    /// <summary>Below this share of its own variance a predictor counts as a combination of the others.</summary>
    private const double Collinear = 1e-10;

    /// <summary>Fits; null when there are too few regions, a predictor is a combination of others, or the response does not vary.</summary>
    /// <param name="predictors">n x p, finite.</param>
    /// <param name="response">n values, finite.</param>
    public static MultipleRegression? TryFit(Matrix predictors, ReadOnlySpan<double> response)
    {
        ArgumentNullException.ThrowIfNull(predictors);
        int n = predictors.Rows;
        int p = predictors.Columns;
        if (response.Length != n)
        {
            throw new ArgumentException($"The response needs {n} values; found {response.Length}.", nameof(response));
        }

        if (n - p - 1 <= 0)
        {
            return null;
        }

        double[] y = response.ToArray();
        double mean = Centre(y);
        double total = Moments.Dot(y, y);
        if (!(total > 1e-26 * n * mean * mean) || Orthogonalise(predictors) is not { } qr)
        {
            return null;
        }

        double[] rhs = [.. qr.Q.Select(q => Moments.Dot(q, y))];
        double residual = Residual(y, qr.Q, rhs);
        var inverse = InverseUpper(qr.R);
        double variance = residual / (n - p - 1);
        double[] beta = new double[p];
        double[] errors = new double[p];
        double[] pValues = new double[p];
        double intercept = mean;
        for (int j = 0; j < p; j++)
        {
            beta[j] = Moments.Dot(inverse.Row(j), rhs) / qr.Scales[j];
            errors[j] = Math.Sqrt(variance * Moments.Dot(inverse.Row(j), inverse.Row(j))) / qr.Scales[j];
            pValues[j] = StudentT.TwoSided(beta[j] / errors[j], n - p - 1);
            intercept -= beta[j] * qr.Means[j];
        }

        double unexplained = residual / total;
        return new(intercept, beta, errors, pValues, 1 - unexplained, 1 - (unexplained * (n - 1) / (n - p - 1)), n);
    }

    private static double Centre(double[] values)
    {
        double mean = Moments.Mean(values);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] -= mean;
        }

        return mean;
    }

    private static double Residual(double[] y, double[][] q, double[] rhs)
    {
        double[] rest = (double[])y.Clone();
        for (int j = 0; j < q.Length; j++)
        {
            Subtract(rest, q[j], rhs[j]);
        }

        return Moments.Dot(rest, rest);
    }

    private static void Subtract(double[] from, double[] direction, double amount)
    {
        for (int i = 0; i < from.Length; i++)
        {
            from[i] = Math.FusedMultiplyAdd(-amount, direction[i], from[i]);
        }
    }

    /// <summary>Modified Gram-Schmidt, every column twice.</summary>
    private static (double[][] Q, Matrix R, double[] Scales, double[] Means)? Orthogonalise(Matrix x)
    {
        int p = x.Columns;
        double[][] q = new double[p][];
        var r = new Matrix(p, p);
        double[] scales = new double[p];
        double[] means = new double[p];
        for (int j = 0; j < p; j++)
        {
            q[j] = x.Column(j);
            means[j] = Centre(q[j]);
            scales[j] = Math.Sqrt(Moments.Dot(q[j], q[j]));
            if (!(scales[j] > 1e-13 * Math.Sqrt(x.Rows) * Math.Abs(means[j])))
            {
                return null;
            }

            Scale(q[j], 1 / scales[j]);
            for (int pass = 0; pass < 2; pass++)
            {
                for (int k = 0; k < j; k++)
                {
                    double dot = Moments.Dot(q[k], q[j]);
                    r[k, j] += dot;
                    Subtract(q[j], q[k], dot);
                }
            }

            r[j, j] = Math.Sqrt(Moments.Dot(q[j], q[j]));
            if (!(r[j, j] * r[j, j] > Collinear))
            {
                return null;
            }

            Scale(q[j], 1 / r[j, j]);
        }

        return (q, r, scales, means);
    }

    private static void Scale(double[] values, double factor)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] *= factor;
        }
    }

    private static Matrix InverseUpper(Matrix r)
    {
        int p = r.Rows;
        var inverse = new Matrix(p, p);
        for (int j = 0; j < p; j++)
        {
            inverse[j, j] = 1 / r[j, j];
            for (int i = j - 1; i >= 0; i--)
            {
                double sum = 0;
                for (int k = i + 1; k <= j; k++)
                {
                    sum = Math.FusedMultiplyAdd(r[i, k], inverse[k, j], sum);
                }

                inverse[i, j] = -sum / r[i, i];
            }
        }

        return inverse;
    }
}
