using System.Numerics;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Imaging.Regression;

/// <summary>
/// Dominance analysis (Budescu 1993, doi 10.1037/0033-2909.114.3.542; Azen and Budescu 2003, doi 10.1037/1082-989X.8.2.129):
/// the mean gain in R² from adding a predictor, averaged over all models of each size without it, then over sizes.
/// All 2^p models come from one walk over subsets in which each step pivots only the predictors that may still follow,
/// so no model undoes another's rounding.
/// </summary>
public sealed class DominanceAnalysis
{
    /// <summary>Most predictors: 2^22 models.</summary>
    public const int LargestCount = 22;

    /// <summary>A pivot below this means that a predictor is a combination of those before it and adds nothing.</summary>
    private const double Collinear = 1e-11;

    private DominanceAnalysis(double[] total, Matrix partial, double fullR2, double fullAdjustedR2)
    {
        Total = total;
        BySize = partial;
        FullR2 = fullR2;
        FullAdjustedR2 = fullAdjustedR2;
    }

    /// <summary>Total dominance of each predictor; they sum to the full model's (adjusted) R².</summary>
    public double[] Total { get; }

    /// <summary>Row k: mean gain over models of k predictors; row 0 is each predictor alone.</summary>
    public Matrix BySize { get; }

    /// <summary>R² of the full model.</summary>
    public double FullR2 { get; }

    /// <summary>Adjusted R² of the full model.</summary>
    public double FullAdjustedR2 { get; }

    /// <summary>Analyses one response; null when the response or a predictor does not vary, or there are too few rows.</summary>
    /// <param name="predictors">n x p, finite, p at most <see cref="LargestCount"/>.</param>
    /// <param name="response">n values, finite.</param>
    /// <param name="adjusted">Use adjusted R² (0 for the empty model) as Hansen et al. 2022 do.</param>
    public static DominanceAnalysis? TryCompute(Matrix predictors, ReadOnlySpan<double> response, bool adjusted)
    {
        ArgumentNullException.ThrowIfNull(predictors);
        int p = predictors.Columns;
        if (p is < 1 or > LargestCount)
        {
            throw new ArgumentException($"Dominance analysis takes 1 to {LargestCount} predictors; found {p}.", nameof(predictors));
        }

        if (predictors.Rows - p - 1 <= 0 || Correlations(predictors, response) is not { } r)
        {
            return null;
        }

        double[] r2 = new double[1 << p];
        Walk(r, p, r2);
        double full = r2[^1];
        double fullAdjusted = Adjust(full, predictors.Rows, p);
        if (adjusted)
        {
            for (int s = 1; s < r2.Length; s++)
            {
                r2[s] = Adjust(r2[s], predictors.Rows, BitOperations.PopCount((uint)s));
            }
        }

        var bySize = Gains(r2, p);
        double[] total = new double[p];
        for (int j = 0; j < p; j++)
        {
            total[j] = Moments.Mean(bySize.Column(j));
        }

        return new(total, bySize, full, fullAdjusted);
    }

    private static double Adjust(double r2, int n, int p) => 1 - ((1 - r2) * (n - 1) / (n - p - 1));

    /// <summary>Correlations of p predictors and, last, the response.</summary>
    private static double[][]? Correlations(Matrix x, ReadOnlySpan<double> y)
    {
        var frame = new Internals.CorrelationFrame(x.Rows, ranked: false, covariates: null);
        double[][] units = new double[x.Columns + 1][];
        for (int j = 0; j <= x.Columns; j++)
        {
            units[j] = new double[x.Rows];
            if (!frame.TryUnit(j < x.Columns ? x.Column(j) : y, units[j]))
            {
                return null;
            }
        }

        return [.. units.Select(a => units.Select(b => Moments.Dot(a, b)).ToArray())];
    }

    /// <summary>
    /// Fills R² for every subset. level[k] holds the matrix after pivoting the k chosen predictors; only rows and columns after the last
    /// chosen one are valid, which is all that later pivots read.
    /// </summary>
    private static void Walk(double[][] correlations, int p, double[] r2)
    {
        int size = p + 1;
        double[][] levels = new double[p + 1][];
        for (int k = 0; k <= p; k++)
        {
            levels[k] = new double[size * size];
        }

        for (int i = 0; i < size; i++)
        {
            correlations[i].CopyTo(levels[0], i * size);
        }

        Extend(0, 0, 0);

        void Extend(int subset, int depth, int next)
        {
            double[] from = levels[depth];
            double[] to = levels[depth + 1 > p ? p : depth + 1];
            for (int k = next; k < p; k++)
            {
                Pivot(from, to, k, size);
                int extended = subset | (1 << k);
                r2[extended] = 1 - to[(size * size) - 1];
                if (k + 1 < p)
                {
                    Extend(extended, depth + 1, k + 1);
                }
            }
        }
    }

    private static void Pivot(double[] from, double[] to, int k, int size)
    {
        double pivot = from[(k * size) + k];
        double inverse = pivot > Collinear ? 1 / pivot : 0;
        for (int i = k + 1; i < size; i++)
        {
            double factor = -from[(k * size) + i] * inverse;
            for (int j = i; j < size; j++)
            {
                to[(i * size) + j] = Math.FusedMultiplyAdd(factor, from[(k * size) + j], from[(i * size) + j]);
            }
        }
    }

    private static Matrix Gains(double[] r2, int p)
    {
        var sums = new Matrix(p, p);
        for (int s = 0; s < r2.Length; s++)
        {
            var row = sums.Row(Math.Min(BitOperations.PopCount((uint)s), p - 1));
            for (int absent = ~s & (r2.Length - 1); absent != 0; absent &= absent - 1)
            {
                row[BitOperations.TrailingZeroCount(absent)] += r2[s | (absent & -absent)] - r2[s];
            }
        }

        double models = 1;
        for (int k = 0; k < p; k++)
        {
            // C(p - 1, k) models of k predictors lack a given one.
            foreach (ref double v in sums.Row(k))
            {
                v /= models;
            }

            models = models * (p - 1 - k) / (k + 1);
        }

        return sums;
    }
}
