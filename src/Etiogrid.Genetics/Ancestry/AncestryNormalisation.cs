using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Genetics.Ancestry;

/// <summary>
/// Scores as deviations given ancestry (Khera et al. 2019, doi 10.1161/CIRCULATIONAHA.118.035658; Khan et al. 2022, doi 10.1038/s41591-022-01869-1).
/// Norm1: residual of the score on the first components over the residual standard deviation. Norm2: mean a + b'PC and variance
/// exp(g0 + g'PC), both by maximum likelihood. Components are standardised and standard deviations taken with divisor n in the reference.
/// </summary>
internal sealed class AncestryNormalisation
{
    private const int MostIterations = 500;
    private const double SmallestStep = 1e-10;
    private readonly double[] _componentMeans;
    private readonly double[] _componentDeviations;
    private readonly double[] _linear;
    private readonly double _residualDeviation;
    private readonly double[] _mean;
    private readonly double[] _logVariance;
    private readonly Cholesky _information;
    private readonly int _people;

    private AncestryNormalisation(double[] componentMeans, double[] componentDeviations, double[] linear, double residualDeviation, double[] mean, double[] logVariance, Cholesky information, int people, bool converged)
    {
        _componentMeans = componentMeans;
        _componentDeviations = componentDeviations;
        _linear = linear;
        _residualDeviation = residualDeviation;
        _mean = mean;
        _logVariance = logVariance;
        _information = information;
        _people = people;
        Converged = converged;
    }

    /// <summary>Whether the likelihood of norm2 was maximised until no coefficient of the log variance moved by 1e-10.</summary>
    public bool Converged { get; }

    /// <summary>Fits both models to reference people; null when components or scores do not vary.</summary>
    public static AncestryNormalisation? Fit(Matrix scores, double[] values, int components)
    {
        int n = values.Length;
        double[] means = new double[components];
        double[] deviations = new double[components];
        for (int k = 0; k < components; k++)
        {
            double[] column = scores.Column(k);
            means[k] = column.Average();
            deviations[k] = Math.Sqrt(column.Average(v => (v - means[k]) * (v - means[k])));
        }

        var design = new Matrix(n, components + 1);
        for (int i = 0; i < n; i++)
        {
            Design(scores.Row(i), means, deviations).CopyTo(design.Row(i));
        }

        double[] ones = [.. Enumerable.Repeat(1.0, n)];
        if (!Cholesky.TryFactorise(Weighted(design, ones), out var information))
        {
            return null;
        }

        double[] linear = information.Solve(Product(design, values));
        double variance = Residuals(design, linear, values).Average(r => r * r);
        if (!(variance > 0))
        {
            return null;
        }

        var (mean, log, converged) = Joint(design, values, linear, variance, information);
        return new(means, deviations, linear, Math.Sqrt(variance), mean, log, information, n, converged);
    }

    /// <summary>Both deviations and their standard errors from the finite reference: (leverage + z^2 / 2n)^1/2.</summary>
    public (double Norm1, double Error1, double Norm2, double Error2) Apply(ReadOnlySpan<double> scores, double value)
    {
        double[] x = Design(scores, _componentMeans, _componentDeviations);
        double leverage = _information.SolveLower(x).Sum(v => v * v);
        double one = (value - Dot(x, _linear)) / _residualDeviation;
        double two = (value - Dot(x, _mean)) / Math.Sqrt(Elementary.Exp(Dot(x, _logVariance)));
        // The log variance has information X'X / 2: its error is sqrt(2 leverage), that of the standard deviation half of it.
        return (one, Math.Sqrt(leverage + (one * one / (2.0 * _people))), two, Math.Sqrt(leverage + (two * two * leverage / 2)));
    }

    /// <summary>
    /// Alternates weighted least squares for the mean with Fisher scoring for the log variance, halving steps that lower the likelihood;
    /// the two blocks of the information matrix are orthogonal.
    /// </summary>
    private static (double[] Mean, double[] LogVariance, bool Converged) Joint(Matrix design, double[] values, double[] linear, double variance, Cholesky information)
    {
        double[] mean = linear;
        double[] log = new double[linear.Length];
        log[0] = Elementary.Log(variance);
        double loss = Loss(design, values, mean, log);
        for (int iteration = 0; iteration < MostIterations; iteration++)
        {
            double[] weights = Array.ConvertAll(Predictions(design, log), v => Elementary.Exp(-v));
            if (!Cholesky.TryFactorise(Weighted(design, weights), out var factor))
            {
                return (mean, log, false);
            }

            mean = factor.Solve(Product(design, [.. values.Select((v, i) => v * weights[i])]));
            double[] residuals = Residuals(design, mean, values);
            double[] step = information.Solve(Product(design, [.. residuals.Select((r, i) => (r * r * weights[i]) - 1)]));
            double next = double.PositiveInfinity;
            double[] trial = log;
            for (double length = 1; length > 1e-6 && !(next <= loss); length /= 2)
            {
                trial = [.. log.Select((g, k) => g + (length * step[k]))];
                next = Loss(design, values, mean, trial);
            }

            // The likelihood is flat at its top: parameters tell convergence to more digits than its value.
            double moved = trial.Select((g, k) => Math.Abs(g - log[k])).Max();
            log = trial;
            if (moved <= SmallestStep)
            {
                return (mean, log, true);
            }

            loss = next;
        }

        return (mean, log, false);
    }

    /// <summary>Mean of log v / 2 + r^2 / 2v.</summary>
    private static double Loss(Matrix design, double[] values, double[] mean, double[] log)
    {
        double[] residuals = Residuals(design, mean, values);
        double[] logs = Predictions(design, log);
        return residuals.Select((r, i) => 0.5 * (logs[i] + (r * r * Elementary.Exp(-logs[i])))).Average();
    }

    private static double[] Design(ReadOnlySpan<double> scores, double[] means, double[] deviations)
    {
        double[] row = new double[means.Length + 1];
        row[0] = 1;
        for (int k = 0; k < means.Length; k++)
        {
            row[k + 1] = (scores[k] - means[k]) / deviations[k];
        }

        return row;
    }

    private static double Dot(double[] a, double[] b) => a.Select((v, i) => v * b[i]).Sum();

    private static double[] Predictions(Matrix design, double[] coefficients) => design.Multiply(coefficients);

    private static double[] Residuals(Matrix design, double[] coefficients, double[] values) => [.. Predictions(design, coefficients).Select((p, i) => values[i] - p)];

    private static double[] Product(Matrix design, double[] values) => design.Transpose().Multiply(values);

    private static Matrix Weighted(Matrix design, double[] weights)
    {
        var scaled = design.Clone();
        for (int i = 0; i < design.Rows; i++)
        {
            for (int k = 0; k < design.Columns; k++)
            {
                scaled[i, k] *= weights[i];
            }
        }

        return design.Transpose().Multiply(scaled);
    }
}
