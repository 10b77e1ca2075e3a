using Etiogrid.Core.Identifiers;
using Etiogrid.Inference.Person;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Inference;

/// <summary>Mean and variance of a pathway's true score given what is known: its own measured score, else what correlated scores say, else N(0, 1).</summary>
internal readonly record struct ScoreBelief(double Mean, double Variance)
{
    /// <summary>Mean of what the rest of the genetic layer adds to the liability, beyond the score.</summary>
    public double Shift { get; init; }

    /// <summary>Its variance given what was measured.</summary>
    public double ShiftVariance { get; init; }

    /// <summary>Its covariance with the score given what was measured.</summary>
    public double Covariance { get; init; }

    /// <summary>Its variance before anything was measured; that much of the pathway's residual variance is explained.</summary>
    public double ShiftPrior { get; init; }

    public static ScoreBelief Unknown { get; } = new(0, 1);

    public static ScoreBelief Of(PathwayScore score) => new(Math.Sqrt(score.Coverage) * score.Z, 1 - score.Coverage);

    /// <summary>Conditional normal given the measured scores of other pathways.</summary>
    public static ScoreBelief FromOthers(int pathway, IReadOnlyList<PathwayScore> scores, Dictionary<PathwayId, int> index, Matrix? correlation)
    {
        if (correlation is null || scores.Count == 0)
        {
            return Unknown;
        }

        int n = scores.Count;
        var among = new Matrix(n, n);
        double[] across = new double[n];
        for (int i = 0; i < n; i++)
        {
            // A score that misses part of its variance correlates less with the true scores.
            double root = Math.Sqrt(scores[i].Coverage);
            across[i] = root * correlation[pathway, index[scores[i].Pathway]];
            for (int j = 0; j < n; j++)
            {
                among[i, j] = i == j ? 1 : root * Math.Sqrt(scores[j].Coverage) * correlation[index[scores[i].Pathway], index[scores[j].Pathway]];
            }
        }

        if (!Cholesky.TryFactorise(among, out var factor))
        {
            return Unknown;
        }

        double[] weights = factor.Solve(across);
        return new(Moments.Dot(weights, [.. scores.Select(s => s.Z)]), Math.Max(0, 1 - Moments.Dot(weights, across)));
    }
}
