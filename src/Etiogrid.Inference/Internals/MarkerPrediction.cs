using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference;

/// <summary>What markers not yet measured would show, given pathway states and the markers that were measured.</summary>
internal static class MarkerPrediction
{
    /// <summary>Means of the candidates given states and measured markers, divided by their conditional covariance's factor: noise becomes standard normal.</summary>
    public static double[][] WhitenedMeans(GridModel model, ConfigurationDraws draws, int[] measured, IReadOnlyList<int> candidates)
    {
        int p = candidates.Count;
        var covariance = Block(model.MarkerCovariance, candidates, candidates);
        double[][] regression = Regression(model, measured, candidates);
        for (int i = 0; i < p; i++)
        {
            for (int j = 0; j < p; j++)
            {
                for (int o = 0; o < measured.Length; o++)
                {
                    covariance[i, j] -= regression[i][o] * model.MarkerCovariance[measured[o], candidates[j]];
                }
            }
        }

        if (!Cholesky.TryFactorise(covariance, out var factor))
        {
            // The candidates follow exactly from what was measured: they can tell nothing.
            return [.. draws.States.Select(_ => new double[p])];
        }

        return [.. draws.States.Select(states =>
        {
            double[] mean = [.. candidates.Select((m, i) => Shift(model, m, states) - measured.Select((o, k) => regression[i][k] * Shift(model, o, states)).Sum())];
            return factor.SolveLower(mean);
        })];
    }

    /// <summary>S_CO S_OO^-1, candidates x measured.</summary>
    private static double[][] Regression(GridModel model, int[] measured, IReadOnlyList<int> candidates)
    {
        if (measured.Length == 0 || !Cholesky.TryFactorise(Block(model.MarkerCovariance, measured, measured), out var factor))
        {
            return [.. candidates.Select(_ => new double[measured.Length])];
        }

        return [.. candidates.Select(c => factor.Solve([.. measured.Select(o => model.MarkerCovariance[o, c])]))];
    }

    private static Matrix Block(Matrix s, IReadOnlyList<int> rows, IReadOnlyList<int> columns)
    {
        var block = new Matrix(rows.Count, columns.Count);
        for (int i = 0; i < rows.Count; i++)
        {
            for (int j = 0; j < columns.Count; j++)
            {
                block[i, j] = s[rows[i], columns[j]];
            }
        }

        return block;
    }

    private static double Shift(GridModel model, int marker, int[] states)
    {
        double sum = 0;
        foreach (var loading in model.Markers[marker].Loadings)
        {
            sum += states[loading.Pathway] == loading.State ? loading.Value : 0;
        }

        return sum;
    }
}
