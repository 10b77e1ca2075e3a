using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Inference;

/// <summary>
/// The mode of a weighted sum of trial likelihoods under a normal prior, by Newton steps with the outer products of scores as
/// curvature (Berndt, Hall, Hall and Hausman 1974) and a backtracking line search; with the Laplace evidence.
/// </summary>
/// <param name="Mode">Where the log posterior is largest.</param>
/// <param name="Precision">Outer products of scores plus prior precision, there.</param>
/// <param name="LogEvidence">log p(outcomes), Laplace.</param>
internal sealed record LaplaceFit(double[] Mode, Matrix Precision, double LogEvidence)
{
    private const int LargestSteps = 100;
    private const double Converged = 1e-6;

    public static LaplaceFit Run(IReadOnlyList<TrialLikelihood> trials, double[] weights, double[] mean, Matrix priorPrecision, double[] start, int threads)
    {
        double[] theta = (double[])start.Clone();
        var (value, gradient, precision) = Evaluate(trials, weights, mean, priorPrecision, theta, threads);
        for (int step = 0; step < LargestSteps; step++)
        {
            double[] move = Factor(precision).Solve(gradient);
            double slope = Moments.Dot(gradient, move);
            if (slope < Converged)
            {
                break;
            }

            var best = (Value: double.NegativeInfinity, Gradient: gradient, Precision: precision);
            double[] next = theta;
            double length = 2;
            for (int halving = 0; halving < 30 && best.Value < value + (1e-4 * length * slope); halving++)
            {
                length /= 2;
                next = [.. theta.Select((t, i) => t + (length * move[i]))];
                best = Evaluate(trials, weights, mean, priorPrecision, next, threads);
            }

            if (!(best.Value > value))
            {
                break;
            }

            theta = next;
            (value, gradient, precision) = best;
        }

        double evidence = value + (0.5 * (Factor(priorPrecision).LogDeterminant - Factor(precision).LogDeterminant));
        return new(theta, precision, evidence);
    }

    /// <summary>log p(outcomes, theta) up to the prior's constant, with its gradient.</summary>
    public static double[] Gradient(IReadOnlyList<TrialLikelihood> trials, double[] weights, double[] mean, Matrix priorPrecision, double[] theta, int threads) =>
        Evaluate(trials, weights, mean, priorPrecision, theta, threads).Gradient;

    public static Cholesky Factor(Matrix precision) => Cholesky.TryFactorise(precision, out var factor)
        ? factor
        : throw new InvalidOperationException("A sum of outer products and a positive diagonal is positive definite.");

    private static (double Value, double[] Gradient, Matrix Precision) Evaluate(IReadOnlyList<TrialLikelihood> trials, double[] weights, double[] mean, Matrix priorPrecision, double[] theta, int threads)
    {
        int p = theta.Length;
        double[] values = new double[trials.Count];
        double[][] gradients = [.. trials.Select(_ => new double[p])];
        Matrix[] outer = [.. trials.Select(_ => new Matrix(p, p))];
        Parallel.For(0, trials.Count, Options(threads), t => values[t] = weights[t] == 0 ? 0 : weights[t] * trials[t].Evaluate(theta, weights[t], gradients[t], outer[t]));
        double[] gradient = PriorGradient(mean, priorPrecision, theta);
        double value = Moments.Sum(values) + (0.5 * Moments.Dot(gradient, [.. theta.Select((x, i) => x - mean[i])]));
        var precision = priorPrecision.Clone();
        for (int t = 0; t < trials.Count; t++)
        {
            for (int i = 0; i < p; i++)
            {
                gradient[i] += gradients[t][i];
            }

            for (int i = 0; i < precision.Values.Length; i++)
            {
                precision.Values[i] += outer[t].Values[i];
            }
        }

        return (value, gradient, precision);
    }

    /// <summary>-Lambda (theta - mean).</summary>
    private static double[] PriorGradient(double[] mean, Matrix precision, double[] theta)
    {
        double[] difference = [.. theta.Select((x, i) => mean[i] - x)];
        return [.. Enumerable.Range(0, theta.Length).Select(i => Moments.Dot(precision.Row(i), difference))];
    }

    private static ParallelOptions Options(int threads) => new() { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount };
}
