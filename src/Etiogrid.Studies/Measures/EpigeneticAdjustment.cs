using Etiogrid.Core.Identifiers;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Studies.Measures;

/// <summary>
/// Takes out of a score what covariates explain: ordinary least squares in the reference people, residual plus their mean for everybody. A covariate
/// that does not vary, or that follows from the others, explains nothing and is left out.
/// </summary>
internal static class EpigeneticAdjustment
{
    /// <summary>Fewest reference people beyond the number of coefficients.</summary>
    public const int SparePeople = 20;

    /// <summary>Residuals by person; null where too few reference people have the score and all covariates.</summary>
    /// <param name="scores">Scores by person.</param>
    /// <param name="covariates">Rows of covariates by person.</param>
    /// <param name="reference">Who forms the fit.</param>
    public static IReadOnlyDictionary<ParticipantId, double>? Residuals(IReadOnlyDictionary<ParticipantId, double> scores, IReadOnlyDictionary<ParticipantId, double[]> covariates, IReadOnlySet<ParticipantId> reference)
    {
        ParticipantId[] fitted = [.. scores.Keys.Where(p => reference.Contains(p) && covariates.ContainsKey(p)).Order()];
        int columns = covariates.Count > 0 ? covariates.Values.First().Length : 0;
        if (fitted.Length < columns + 1 + SparePeople)
        {
            return null;
        }

        double[] means = [.. Enumerable.Range(0, columns).Select(c => fitted.Average(p => covariates[p][c]))];
        double centre = fitted.Average(p => scores[p]);
        int[] kept = Independent(fitted, covariates, means);
        double[] slopes = Slopes(fitted, scores, covariates, means, centre, kept);
        return scores.Keys.Where(covariates.ContainsKey).ToDictionary(p => p, p =>
        {
            double explained = 0;
            for (int k = 0; k < kept.Length; k++)
            {
                explained += slopes[k] * (covariates[p][kept[k]] - means[kept[k]]);
            }

            return scores[p] - explained;
        });
    }

    private static int[] Independent(ParticipantId[] people, IReadOnlyDictionary<ParticipantId, double[]> covariates, double[] means)
    {
        var design = Design(people, covariates, means, [.. Enumerable.Range(0, means.Length)]);
        return means.Length == 0 ? [] : [.. Enumerable.Range(0, means.Length).Except(PivotedQr.Factorise(design).DependentColumns)];
    }

    private static double[] Slopes(ParticipantId[] people, IReadOnlyDictionary<ParticipantId, double> scores, IReadOnlyDictionary<ParticipantId, double[]> covariates, double[] means, double centre, int[] kept)
    {
        if (kept.Length == 0)
        {
            return [];
        }

        double[] y = [.. people.Select(p => scores[p] - centre)];
        return PivotedQr.Factorise(Design(people, covariates, means, kept)).TrySolve(y, out double[]? slopes) ? slopes : new double[kept.Length];
    }

    private static Matrix Design(ParticipantId[] people, IReadOnlyDictionary<ParticipantId, double[]> covariates, double[] means, int[] columns)
    {
        var design = new Matrix(people.Length, columns.Length);
        for (int i = 0; i < people.Length; i++)
        {
            for (int c = 0; c < columns.Length; c++)
            {
                design[i, c] = covariates[people[i]][columns[c]] - means[columns[c]];
            }
        }

        return design;
    }
}
