using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Genetics.Sets;

/// <summary>Maximum-likelihood logistic regression by Newton's method.</summary>
internal static class LogisticRegression
{
    private const int MostSteps = 50;
    private const double Converged = 1e-10;
    private const double SmallestWeight = 1e-6;

    /// <summary>Fits; null when the codes are separated or the columns are collinear.</summary>
    /// <param name="columns">Columns of the design, the constant one included.</param>
    /// <param name="outcome">0 or 1.</param>
    public static LogisticFit? Fit(IReadOnlyList<double[]> columns, double[] outcome)
    {
        double[] coefficients = new double[columns.Count];
        for (int step = 0; step < MostSteps; step++)
        {
            double[] expected = Expected(columns, coefficients, outcome.Length);
            double[] weights = Array.ConvertAll(expected, m => m * (1 - m));
            if (!Cholesky.TryFactorise(Information(columns, weights), out var information))
            {
                return null;
            }

            double[] gradient = [.. columns.Select(c => Sum(outcome.Length, i => c[i] * (outcome[i] - expected[i])))];
            double[] change = information.Solve(gradient);
            for (int c = 0; c < change.Length; c++)
            {
                coefficients[c] += change[c];
            }

            double decrease = Sum(change.Length, c => change[c] * gradient[c]);
            if (!double.IsFinite(decrease) || Array.Exists(coefficients, c => !double.IsFinite(c)))
            {
                return null;
            }

            if (decrease < Converged)
            {
                // Separated codes: the fit goes to 0 and 1, and coefficients without end.
                return weights.Max() < SmallestWeight ? null : new(coefficients, Expected(columns, coefficients, outcome.Length), information.Inverse());
            }
        }

        return null;
    }

    private static double[] Expected(IReadOnlyList<double[]> columns, double[] coefficients, int people)
    {
        double[] expected = new double[people];
        for (int i = 0; i < people; i++)
        {
            double linear = 0;
            for (int c = 0; c < coefficients.Length; c++)
            {
                linear += coefficients[c] * columns[c][i];
            }

            expected[i] = Logit.ToProbability(linear);
        }

        return expected;
    }

    private static Matrix Information(IReadOnlyList<double[]> columns, double[] weights)
    {
        var information = new Matrix(columns.Count, columns.Count);
        for (int a = 0; a < columns.Count; a++)
        {
            for (int b = a; b < columns.Count; b++)
            {
                var (x, y) = (columns[a], columns[b]);
                information[a, b] = information[b, a] = Sum(weights.Length, i => x[i] * y[i] * weights[i]);
            }
        }

        return information;
    }

    private static double Sum(int count, Func<int, double> term)
    {
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += term(i);
        }

        return sum;
    }
}
