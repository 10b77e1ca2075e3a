using Etiogrid.Inference.Person;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference;

/// <summary>
/// The joint posterior of a pathway's true polygenic score g and of what the rest of its genetic layer adds to the liability, w.
/// The error-free values t = (g, m_1 .. m_J) are normal with correlation C and covary with the liability by a = (sqrt R2, sqrt R2_j). Their
/// best linear predictor of the liability is b't with b = C^-1 a (joint, not marginal, effects); w = b't - sqrt(R2) g is what g does not
/// say already and is independent of g. Measured are sqrt(reliability) t + error.
/// </summary>
internal static class LayerBelief
{
    /// <summary>Added to diagonals: a measurement that repeats the score makes the matrices singular, and then changes nothing.</summary>
    private const double Jitter = 1e-9;

    /// <summary>The belief, or null where the correlations are no correlation matrix.</summary>
    /// <param name="score">What the polygenic scores say of g.</param>
    /// <param name="scoreR2">Variance of the liability that g explains.</param>
    /// <param name="layer">The other measurements.</param>
    public static ScoreBelief? Of(ScoreBelief score, double scoreR2, GeneticLayer layer)
    {
        var c = layer.Correlation;
        int n = c.Rows;
        if (!Cholesky.TryFactorise(WithJitter(c), out var joint))
        {
            return null;
        }

        double slope = Math.Sqrt(scoreR2);
        double[] along = [slope, .. layer.Scores.Select((s, j) => s.LiabilityR2 is { } r2 ? Math.Sqrt(r2) : slope * c[0, j + 1])];
        double[] gamma = joint.Solve(along);
        double explained = Dot(along, gamma);
        gamma[0] -= slope;
        var (mean, covariance) = Posterior(score, layer, n);
        double[] spread = Times(covariance, gamma);
        return score with
        {
            Mean = mean[0],
            Variance = Math.Max(0, covariance[0, 0]),
            Shift = Dot(gamma, mean),
            ShiftVariance = Math.Max(0, Dot(gamma, spread)),
            Covariance = spread[0],
            ShiftPrior = Math.Max(0, explained - scoreR2),
        };
    }

    /// <summary>Mean and covariance of t given everything measured.</summary>
    private static (double[] Mean, Matrix Covariance) Posterior(ScoreBelief score, GeneticLayer layer, int n)
    {
        // A belief N(sqrt(k) z, 1 - k) about g is an observation z of reliability k.
        double known = Math.Clamp(1 - score.Variance, 0, 1);
        double[] root = [Math.Sqrt(known), .. layer.Scores.Select(s => Math.Sqrt(s.Reliability))];
        double[] z = [known > 0 ? score.Mean / root[0] : 0, .. layer.Scores.Select(s => s.Z)];
        var sum = new Matrix(n, n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                sum[i, j] = (root[i] * root[j] * layer.Correlation[i, j]) + (i == j ? 1 - (root[i] * root[i]) + Jitter : 0);
            }
        }

        var factor = Cholesky.TryFactorise(sum, out var found) ? found : throw new InvalidOperationException("The measurements' covariance is positive definite wherever their correlation is.");
        double[] solved = factor.Solve(z);
        double[] mean = new double[n];
        double[][] back = new double[n][];
        for (int i = 0; i < n; i++)
        {
            double[] across = [.. Enumerable.Range(0, n).Select(j => layer.Correlation[i, j] * root[j])];
            mean[i] = Dot(across, solved);
            back[i] = factor.SolveLower(across);
        }

        var covariance = new Matrix(n, n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                covariance[i, j] = layer.Correlation[i, j] - Dot(back[i], back[j]);
            }
        }

        return (mean, covariance);
    }

    private static Matrix WithJitter(Matrix c)
    {
        var sum = new Matrix(c.Rows, c.Columns);
        for (int i = 0; i < c.Rows; i++)
        {
            for (int j = 0; j < c.Columns; j++)
            {
                sum[i, j] = c[i, j] + (i == j ? Jitter : 0);
            }
        }

        return sum;
    }

    private static double[] Times(Matrix a, double[] x) => [.. Enumerable.Range(0, x.Length).Select(i => { double sum = 0; for (int j = 0; j < x.Length; j++) { sum += a[i, j] * x[j]; } return sum; })];

    private static double Dot(double[] x, double[] y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }
}
