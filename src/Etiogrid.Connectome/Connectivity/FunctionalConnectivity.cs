using Etiogrid.Connectome.Recordings;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Connectivity;

/// <summary>
/// Connectivity matrices of one recording. Regions that are missing or constant have no correlation, precision or partial
/// correlation: their rows and columns are NaN (written n/a) and the others are computed without them.
/// A constant region's covariance is 0, a missing one's NaN.
/// </summary>
public static class FunctionalConnectivity
{
    /// <summary>One matrix, regions x regions, in the order of <see cref="TimeSeries.Regions"/>.</summary>
    /// <remarks>Error E620: the covariance is singular (precision and partial correlation by the empirical estimator need more volumes than regions).</remarks>
    /// <exception cref="ArgumentException">Tangent and coherence are not functions of one recording's covariance.</exception>
    public static Parsed<Matrix> Compute(TimeSeries series, ConnectivityKind kind, CovarianceEstimator estimator = CovarianceEstimator.Empirical)
    {
        ArgumentNullException.ThrowIfNull(series);
        return kind switch
        {
            ConnectivityKind.Correlation => Parsed.Of(Correlation(series, estimator)),
            ConnectivityKind.Covariance => Parsed.Of(CovarianceMatrix(series, estimator)),
            ConnectivityKind.Precision => Precision(series, estimator).Select(p => Scatter(p, series.Varying, series.Regions.Count)),
            ConnectivityKind.Partial => Precision(series, estimator).Select(p => Scatter(PartialFromPrecision(p), series.Varying, series.Regions.Count)),
            _ => throw new ArgumentException($"Kind must be Correlation, Covariance, Precision or Partial; found {kind}.", nameof(kind)),
        };
    }

    /// <summary>Pearson correlation. With Ledoit-Wolf the signals' covariance is shrunk, then scaled to unit diagonal (so regions' units matter).</summary>
    public static Matrix Correlation(TimeSeries series, CovarianceEstimator estimator = CovarianceEstimator.Empirical)
    {
        ArgumentNullException.ThrowIfNull(series);
        var values = Varying(series);
        var correlation = estimator == CovarianceEstimator.LedoitWolf
            ? ScaledToUnitDiagonal(Covariance.Estimate(values, estimator))
            : Covariance.GramOfUnitColumns(values);
        FixDiagonalAndRange(correlation);
        return Scatter(correlation, series.Varying, series.Regions.Count);
    }

    /// <summary>Fisher's z of every off-diagonal correlation; the diagonal is 0. A correlation of exactly 1 in magnitude has no z and becomes NaN.</summary>
    public static Matrix FisherZ(Matrix correlation)
    {
        ArgumentNullException.ThrowIfNull(correlation);
        var result = new Matrix(correlation.Rows, correlation.Columns);
        for (int i = 0; i < correlation.Rows; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double r = correlation[i, j];
                double z = Math.Abs(r) < 1 ? Moments.FisherZ(r) : double.NaN;
                result[i, j] = z;
                result[j, i] = z;
            }
        }

        return result;
    }

    /// <summary>Partial correlations from a precision matrix: -P_ij / sqrt(P_ii P_jj), diagonal 1.</summary>
    public static Matrix PartialFromPrecision(Matrix precision)
    {
        ArgumentNullException.ThrowIfNull(precision);
        int n = precision.Rows;
        var result = new Matrix(n, n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                result[i, j] = i == j ? 1 : -precision[i, j] / Math.Sqrt(precision[i, i] * precision[j, j]);
            }
        }

        return result;
    }

    /// <summary>Puts a matrix of some regions into one of all regions; the rest is NaN.</summary>
    public static Matrix Scatter(Matrix part, IReadOnlyList<int> positions, int size)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(positions);
        if (positions.Count == size)
        {
            return part;
        }

        var result = new Matrix(size, size);
        Array.Fill(result.Values, double.NaN);
        for (int i = 0; i < positions.Count; i++)
        {
            for (int j = 0; j < positions.Count; j++)
            {
                result[positions[i], positions[j]] = part[i, j];
            }
        }

        return result;
    }

    internal static Matrix Varying(TimeSeries series) =>
        series.Varying.Count == series.Regions.Count ? series.Values : series.SelectRegions(series.Varying).Values;

    private static Matrix CovarianceMatrix(TimeSeries series, CovarianceEstimator estimator)
    {
        int[] present = [.. Enumerable.Range(0, series.Regions.Count).Where(j => series.States[j] != RegionState.Missing)];
        var values = present.Length == series.Regions.Count ? series.Values : series.SelectRegions(present).Values;
        return Scatter(Covariance.Estimate(values, estimator), present, series.Regions.Count);
    }

    private static Parsed<Matrix> Precision(TimeSeries series, CovarianceEstimator estimator)
    {
        var covariance = Covariance.Estimate(Varying(series), estimator);
        if (series.Volumes > series.Varying.Count || estimator == CovarianceEstimator.LedoitWolf)
        {
            if (Cholesky.TryFactorise(covariance, out var factor))
            {
                return Parsed.Of(factor.Inverse());
            }
        }

        return Parsed.Failed<Matrix>(Diagnostic.Error(
            "E620",
            "The covariance is singular, so it has no inverse",
            new(series.Source),
            $"{series.Volumes} volumes for {series.Varying.Count} regions",
            "more volumes than regions, and no region that is a sum of others",
            "Use the Ledoit-Wolf estimator"));
    }

    private static Matrix ScaledToUnitDiagonal(Matrix covariance)
    {
        int n = covariance.Rows;
        var result = new Matrix(n, n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                result[i, j] = covariance[i, j] / (Math.Sqrt(covariance[i, i]) * Math.Sqrt(covariance[j, j]));
            }
        }

        return result;
    }

    /// <summary>Rounding can leave 1 + 2e-16; a correlation cannot.</summary>
    private static void FixDiagonalAndRange(Matrix correlation)
    {
        for (int i = 0; i < correlation.Rows; i++)
        {
            var row = correlation.Row(i);
            for (int j = 0; j < row.Length; j++)
            {
                row[j] = i == j ? 1 : Math.Clamp(row[j], -1, 1);
            }
        }
    }
}
