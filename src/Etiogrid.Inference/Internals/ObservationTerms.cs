using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference;

/// <summary>
/// What observations add to a compiled model: absent symptoms to the unary factors, present ones as noisy-OR rows, normal markers and continuous
/// symptoms to unary and pair factors by completing the square.
/// </summary>
internal sealed class ObservationTerms
{
    private const double LogTwoPi = 1.8378770664093453;
    private readonly CompiledGrid _grid;

    private ObservationTerms(CompiledGrid grid) => _grid = grid;

    public double LogConstant { get; private set; }

    /// <summary>1 - leak of each symptom that is present.</summary>
    public double[] PositiveLeak { get; private set; } = [];

    /// <summary>Present symptoms x states: 1 - lambda, 1 for states without a link.</summary>
    public Matrix Miss { get; private set; } = new(0, 0);

    /// <summary>Adds to the unary and pair factors of a grid and returns what stands beside them.</summary>
    public static ObservationTerms AddTo(CompiledGrid grid)
    {
        var terms = new ObservationTerms(grid);
        terms.AddSymptoms();
        terms.AddMarkers();
        terms.AddContinuousSymptoms();
        return terms;
    }

    private void AddSymptoms()
    {
        var positive = _grid.Model.Symptoms.Where(s => s.Present == true).ToArray();
        PositiveLeak = [.. positive.Select(s => 1 - s.Leak)];
        Miss = new Matrix(positive.Length, _grid.States);
        Array.Fill(Miss.Values, 1);
        for (int d = 0; d < positive.Length; d++)
        {
            foreach (var (state, lambda) in _grid.Links(positive[d].Links))
            {
                Miss[d, state] = 1 - lambda;
            }
        }

        foreach (var symptom in _grid.Model.Symptoms.Where(s => s.Present == false))
        {
            LogConstant += Elementary.Log1p(-symptom.Leak);
            foreach (var (state, lambda) in _grid.Links(symptom.Links))
            {
                _grid.LogUnary[state] += Elementary.Log1p(-lambda);
            }
        }
    }

    private void AddMarkers()
    {
        int[] observed = [.. Enumerable.Range(0, _grid.Model.Markers.Count).Where(m => _grid.Model.Markers[m].Value is not null)];
        if (observed.Length == 0 || _grid.Model.MarkerFreedom is not null)
        {
            return;
        }

        var block = new Matrix(observed.Length, observed.Length);
        double[] y = new double[observed.Length];
        var loadings = new Matrix(_grid.States, observed.Length);
        for (int i = 0; i < observed.Length; i++)
        {
            y[i] = _grid.Model.Markers[observed[i]].Value!.Value;
            for (int j = 0; j < observed.Length; j++)
            {
                block[i, j] = _grid.Model.MarkerCovariance[observed[i], observed[j]];
            }

            foreach (var loading in _grid.Model.Markers[observed[i]].Loadings)
            {
                int s = _grid.StateIndex(loading.Pathway, loading.State);
                if (s >= 0)
                {
                    loadings[s, i] = loading.Value;
                }
            }
        }

        if (!Cholesky.TryFactorise(block, out var factor))
        {
            throw new InvalidOperationException("A principal block of a positive definite covariance is not positive definite.");
        }

        LogConstant -= 0.5 * ((observed.Length * LogTwoPi) + factor.LogDeterminant);
        AddGaussian(factor.SolveLower(y), [.. Enumerable.Range(0, _grid.States).Select(s => factor.SolveLower(loadings.Row(s)))]);
    }

    private void AddContinuousSymptoms()
    {
        foreach (var symptom in _grid.Model.ContinuousSymptoms.Where(s => s.Value is not null))
        {
            LogConstant -= (0.5 * LogTwoPi) + Elementary.Log(symptom.Sd);
            double[][] shift = [.. Enumerable.Range(0, _grid.States).Select(_ => new double[1])];
            foreach (var (state, value) in _grid.Links(symptom.Links))
            {
                shift[state][0] = value / symptom.Sd;
            }

            AddGaussian([(symptom.Value!.Value - symptom.Intercept) / symptom.Sd], shift);
        }
    }

    /// <summary>-|y - sum u|^2 / 2 for whitened y and shifts u: adds h.x - x'Jx/2 - y'y/2.</summary>
    private void AddGaussian(double[] y, double[][] shift)
    {
        LogConstant -= 0.5 * Numerics.Statistics.Moments.Dot(y, y);
        for (int s = 0; s < _grid.States; s++)
        {
            _grid.LogUnary[s] += Numerics.Statistics.Moments.Dot(shift[s], y) - (0.5 * Numerics.Statistics.Moments.Dot(shift[s], shift[s]));
            for (int t = 0; t < s; t++)
            {
                double j = _grid.PathwayOf[s] == _grid.PathwayOf[t] ? 0 : Numerics.Statistics.Moments.Dot(shift[s], shift[t]);
                if (j != 0)
                {
                    _grid.AddPair(s, t, -j);
                }
            }
        }
    }
}
