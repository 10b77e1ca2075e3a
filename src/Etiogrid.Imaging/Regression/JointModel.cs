using Etiogrid.Imaging.Internals;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Imaging.Regression;

/// <summary>
/// A joint model with fixed predictors, for many responses: everything follows from the response's correlations with the predictors and its norm.
/// Sources: Budescu 1993 (doi 10.1037/0033-2909.114.3.542), Hoerl and Kennard 1970 (doi 10.1080/00401706.1970.10488634),
/// Wold et al. 1984 (doi 10.1137/0905052).
/// </summary>
public sealed class JointModel
{
    private readonly JointOptions _options;
    private readonly Matrix _predictors;
    private readonly Matrix _units;
    private readonly Matrix _correlations;
    private readonly double[] _norms;
    private readonly Lazy<DominanceForms> _forms;
    private readonly Cholesky? _system;
    private readonly double _degrees;

    private JointModel(JointOptions options, Matrix predictors, Matrix units, double[] norms, Matrix correlations, Cholesky? system)
    {
        _options = options;
        _predictors = predictors;
        _units = units;
        _norms = norms;
        _correlations = correlations;
        _system = system;
        _forms = new(() => DominanceForms.Create(correlations, predictors.Rows, options.Adjusted));
        _degrees = options.Method switch
        {
            JointMethod.Ridge => Trace(correlations.Multiply(system!.Inverse())),
            JointMethod.PartialLeastSquares => Math.Min(options.Components, predictors.Columns),
            _ => predictors.Columns,
        };
    }

    /// <summary>
    /// Prepares a model; null when a predictor does not vary, there are too few regions for as many predictors, or (multiple regression)
    /// a predictor is a combination of others.
    /// </summary>
    /// <param name="options">Method and its settings.</param>
    /// <param name="predictors">Regions x predictors, finite.</param>
    /// <exception cref="ArgumentException">A negative penalty, no component, or too many predictors for dominance analysis.</exception>
    public static JointModel? TryCreate(JointOptions options, Matrix predictors)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(predictors);
        Check(options, predictors);
        int p = predictors.Columns;
        bool shrinks = options.Method is JointMethod.Ridge or JointMethod.PartialLeastSquares;
        if (predictors.Rows < 3 || (!shrinks && predictors.Rows - p - 1 <= 0))
        {
            return null;
        }

        var units = new Matrix(p, predictors.Rows);
        double[] norms = new double[p];
        var frame = new CorrelationFrame(predictors.Rows, ranked: false, covariates: null);
        for (int j = 0; j < p; j++)
        {
            double[] column = predictors.Column(j);
            if (!frame.TryUnit(column, units.Row(j)))
            {
                return null;
            }

            norms[j] = Math.Sqrt(Moments.Variance(column, 0) * column.Length);
        }

        var correlations = new Matrix(p, p);
        Gemm.GramOfRows(units, correlations);
        Cholesky? system = null;
        return options.Method is JointMethod.MultipleRegression or JointMethod.Ridge && !Factorise(options, predictors.Rows, correlations, out system)
            ? null
            : new(options, predictors, units.Transpose(), norms, correlations, system);
    }

    /// <summary>Explains one response; null when it does not vary.</summary>
    /// <param name="response">A finite value a region.</param>
    public JointFit? Fit(ReadOnlySpan<double> response)
    {
        // Least squares and dominance of the data themselves keep more digits near collinearity than their correlations do.
        if (_options.Method == JointMethod.MultipleRegression)
        {
            return MultipleRegression.TryFit(_predictors, response) is { } fit ? new(fit.Coefficients, fit.R2, fit.AdjustedR2) : null;
        }

        if (_options.Method == JointMethod.Dominance)
        {
            return DominanceAnalysis.TryCompute(_predictors, response, _options.Adjusted) is { } d ? new(d.Total, d.FullR2, d.FullAdjustedR2) : null;
        }

        double[] unit = new double[response.Length];
        if (!new CorrelationFrame(response.Length, ranked: false, covariates: null).TryUnit(response, unit))
        {
            return null;
        }

        double[] values = new double[_predictors.Columns];
        double r2 = Evaluate(_units.Transpose().Multiply(unit), Math.Sqrt(Moments.Variance(response, 0) * response.Length), values);
        double rest = response.Length - 1 - _degrees;
        return new(values, r2, rest > 0 ? 1 - ((1 - r2) * (response.Length - 1) / rest) : double.NaN);
    }

    /// <summary>Tests a fit against surrogates of its response: the predictors, and with them their collinearity, stay as they are.</summary>
    /// <param name="fit">The fit of the response.</param>
    /// <param name="surrogates">Surrogates of that response.</param>
    /// <param name="permutations">Number of draws, at least 1.</param>
    /// <param name="threads">Worker threads, 0 = all; never changes results.</param>
    public JointNullResult Test(JointFit fit, Nulls.FittedNull surrogates, int permutations, int threads)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(surrogates);
        ArgumentOutOfRangeException.ThrowIfLessThan(permutations, 1);
        const int ChunkSize = 256;
        int p = _predictors.Columns;
        int chunks = (permutations + ChunkSize - 1) / ChunkSize;
        var tallies = new JointTally[chunks];
        if (_options.Method == JointMethod.Dominance)
        {
            _ = _forms.Value;
        }

        Parallel.For(0, chunks, new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : -1 }, c =>
        {
            int first = c * ChunkSize;
            tallies[c] = Draw(fit, surrogates, first, Math.Min(ChunkSize, permutations - first));
        });
        return JointTally.Combine(tallies, p, permutations);
    }

    private JointTally Draw(JointFit fit, Nulls.FittedNull surrogates, int first, int count)
    {
        var draws = new Matrix(count, _predictors.Rows);
        surrogates.Draw(first, draws);
        var frame = new CorrelationFrame(_predictors.Rows, ranked: false, covariates: null);
        var sorter = new RankSorter(_predictors.Rows);
        double[] scales = [.. Enumerable.Range(0, count).Select(d => frame.PrepareRow(draws.Row(d), sorter))];
        var correlations = new Matrix(count, _predictors.Columns);
        Gemm.Multiply(draws, _units, correlations);
        var tally = new JointTally(_predictors.Columns);
        double[] values = new double[_predictors.Columns];
        bool upper = _options.Method == JointMethod.Dominance;
        for (int d = 0; d < count; d++)
        {
            var r = correlations.Row(d);
            for (int j = 0; j < r.Length; j++)
            {
                r[j] *= scales[d];
            }

            double r2 = Evaluate(r, scales[d] > 0 ? 1 / scales[d] : 0, values);
            tally.Add(fit, values, r2, upper, valid: scales[d] > 0);
        }

        return tally;
    }

    /// <summary>Values from correlations with the predictors and the norm of the centred response; returns R².</summary>
    private double Evaluate(ReadOnlySpan<double> r, double norm, Span<double> values)
    {
        if (_options.Method == JointMethod.Dominance)
        {
            _forms.Value.Totals(r, values);
            double taken = _predictors.Columns * _forms.Value.Offset;

            // Totals sum to the (adjusted) R² of the full model; adjusting is affine.
            return (Moments.Sum(values) - taken) / (1 - taken);
        }

        double[] beta = _options.Method == JointMethod.PartialLeastSquares ? LatentRegression.Coefficients(_correlations, r, _options.Components) : _system!.Solve(r);
        double[] fitted = _correlations.Multiply(beta);
        for (int j = 0; j < beta.Length; j++)
        {
            values[j] = beta[j] * norm / _norms[j];
        }

        return (2 * Moments.Dot(r, beta)) - Moments.Dot(beta, fitted);
    }

    private static double Trace(Matrix m)
    {
        double trace = 0;
        for (int j = 0; j < m.Rows; j++)
        {
            trace += m[j, j];
        }

        return trace;
    }

    private static bool Factorise(JointOptions options, int n, Matrix correlations, out Cholesky? system)
    {
        var matrix = correlations.Clone();
        for (int j = 0; j < matrix.Rows; j++)
        {
            // Z'Z of z-scores with divisor n is n times the correlation matrix.
            matrix[j, j] += options.Method == JointMethod.Ridge ? options.Penalty / n : 0;
        }

        return Cholesky.TryFactorise(matrix, out system);
    }

    private static void Check(JointOptions options, Matrix predictors)
    {
        if (!(options.Penalty >= 0) || options.Components < 1)
        {
            throw new ArgumentException($"A penalty of 0 or more and at least one component are needed; found {options.Penalty} and {options.Components}.", nameof(options));
        }

        if (options.Method == JointMethod.Dominance && predictors.Columns is < 1 or > DominanceAnalysis.LargestCount)
        {
            throw new ArgumentException($"Dominance analysis takes 1 to {DominanceAnalysis.LargestCount} predictors; found {predictors.Columns}.", nameof(predictors));
        }
    }
}
