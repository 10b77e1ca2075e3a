using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference.Measurements;

/// <summary>What markers not yet measured would show under each posterior draw, given the markers that were measured; shared by every question about them.</summary>
public sealed class MarkerPrediction
{
    private readonly GridModel _model;
    private readonly ConfigurationDraws _draws;
    private readonly int[] _measured;
    private readonly Cholesky? _factor;
    private readonly double[][] _measuredShifts;

    private MarkerPrediction(GridModel model, ConfigurationDraws draws, int[] measured, Cholesky? factor)
    {
        (_model, _draws, _measured, _factor) = (model, draws, measured, factor);
        _measuredShifts = factor is null ? [] : [.. measured.Select(Shifts)];
    }

    /// <summary>Number of draws.</summary>
    public int DrawCount => _draws.Count;

    /// <summary>The posterior draws.</summary>
    internal ConfigurationDraws Draws => _draws;

    /// <summary>The model.</summary>
    internal GridModel Model => _model;

    /// <summary>Prepares predictions.</summary>
    /// <param name="model">All markers, measured ones with values, candidates without.</param>
    /// <param name="draws">Posterior draws.</param>
    public static MarkerPrediction Of(GridModel model, ConfigurationDraws draws)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(draws);
        int[] measured = [.. Enumerable.Range(0, model.Markers.Count).Where(m => model.Markers[m].Value is not null)];
        var factor = measured.Length > 0 && Cholesky.TryFactorise(MarkerComponents.Block(model.MarkerCovariance, measured, measured), out var found) ? found : null;
        return new(model, draws, measured, factor);
    }

    /// <summary>Means of the candidates given states and measured markers, divided by their conditional covariance's factor: noise becomes standard normal.</summary>
    internal PredictedMeans Whitened(IReadOnlyList<int> candidates)
    {
        int p = candidates.Count;
        var covariance = MarkerComponents.Block(_model.MarkerCovariance, [.. candidates], [.. candidates]);
        double[][] shifts = [.. candidates.Select(Shifts)];
        if (_factor is not null)
        {
            for (int i = 0; i < p; i++)
            {
                // S_cO S_OO^-1
                double[] regression = _factor.Solve([.. _measured.Select(o => _model.MarkerCovariance[o, candidates[i]])]);
                for (int o = 0; o < _measured.Length; o++)
                {
                    AddScaled(-regression[o], _measuredShifts[o], shifts[i]);
                    for (int j = 0; j < p; j++)
                    {
                        covariance[i, j] -= regression[o] * _model.MarkerCovariance[_measured[o], candidates[j]];
                    }
                }
            }
        }

        // Candidates that follow exactly from what was measured can tell nothing.
        return Cholesky.TryFactorise(covariance, out var factor) ? PredictedMeans.Of(Whiten(factor, shifts)) : PredictedMeans.Of([.. candidates.Select(_ => new double[_draws.Count])]);
    }

    /// <summary>Forward substitution for all draws at once: row i of L^-1 times the rows of means.</summary>
    private static double[][] Whiten(Cholesky factor, double[][] means)
    {
        for (int i = 0; i < means.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                AddScaled(-factor.Factor[i, j], means[j], means[i]);
            }

            double pivot = factor.Factor[i, i];
            for (int n = 0; n < means[i].Length; n++)
            {
                means[i][n] /= pivot;
            }
        }

        return means;
    }

    private static void AddScaled(double factor, double[] x, double[] y)
    {
        for (int i = 0; i < y.Length; i++)
        {
            y[i] += factor * x[i];
        }
    }

    /// <summary>The marker's shift by the states of each draw.</summary>
    private double[] Shifts(int marker)
    {
        double[] shifts = new double[_draws.Count];
        foreach (var loading in _model.Markers[marker].Loadings)
        {
            for (int i = 0; i < shifts.Length; i++)
            {
                shifts[i] += _draws.States[i][loading.Pathway] == loading.State ? loading.Value : 0;
            }
        }

        return shifts;
    }
}
