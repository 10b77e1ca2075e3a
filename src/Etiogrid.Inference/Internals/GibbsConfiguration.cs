using System.Runtime.Intrinsics;

namespace Etiogrid.Inference;

/// <summary>
/// A configuration of the sampler with what is kept up to date about it, so that a site costs little: the biomarker field of every state, the
/// predictors of the factors, a list of the causal pathways.
/// </summary>
internal sealed class GibbsConfiguration
{
    private readonly CompiledGrid _grid;
    private readonly GibbsTables _tables;

    public GibbsConfiguration(GibbsTables tables)
    {
        _tables = tables;
        _grid = tables.Grid;
        States = new int[_grid.Pathways];
        Field = new double[_grid.States];
        Causal = new int[_grid.Pathways];
        Predictors = [.. _grid.Factors.Select(f => f.NewPredictor())];
    }

    /// <summary>State index of each pathway.</summary>
    public int[] States { get; }

    /// <summary>For each state the sum of the biomarker pair terms with all altered pathways.</summary>
    public double[] Field { get; }

    /// <summary>Linear predictor of each factor.</summary>
    public double[][] Predictors { get; }

    /// <summary>The causal pathways: the first <see cref="CausalCount"/> entries.</summary>
    public int[] Causal { get; }

    public int CausalCount { get; private set; }

    /// <summary>Recomputes everything from <see cref="States"/>, which removes accumulated rounding.</summary>
    public void Refresh()
    {
        Array.Clear(Field);
        CausalCount = 0;
        for (int k = 0; k < States.Length; k++)
        {
            int s = States[k];
            if (_grid.Kind[s] != AlterationKind.None)
            {
                AddField(s, 1);
            }

            if (_grid.Kind[s] == AlterationKind.Causal)
            {
                AddCausal(k);
            }
        }

        for (int f = 0; f < _grid.Factors.Count; f++)
        {
            _grid.Factors[f].NewPredictor().CopyTo(Predictors[f], 0);
            foreach (int k in _grid.Factors[f].Pathways)
            {
                _grid.Factors[f].Move(Predictors[f], States[k], 1);
            }
        }
    }

    /// <summary>Moves a pathway to another state.</summary>
    public void Change(int k, int state)
    {
        int old = States[k];
        if (old == state)
        {
            return;
        }

        States[k] = state;
        foreach (int f in _tables.FactorsOf[k])
        {
            _grid.Factors[f].Move(Predictors[f], old, -1);
            _grid.Factors[f].Move(Predictors[f], state, 1);
        }

        if (_grid.Kind[old] != AlterationKind.None)
        {
            AddField(old, -1);
        }

        if (_grid.Kind[state] != AlterationKind.None)
        {
            AddField(state, 1);
        }

        bool was = _grid.Kind[old] == AlterationKind.Causal;
        bool now = _grid.Kind[state] == AlterationKind.Causal;
        if (was && !now)
        {
            RemoveCausal(k);
        }
        else if (now && !was)
        {
            AddCausal(k);
        }
    }

    private void AddField(int state, double sign)
    {
        if (!_tables.HasField[state])
        {
            return;
        }

        ReadOnlySpan<double> row = _grid.LogGaussianPair.Row(state);
        var field = Field.AsSpan();
        var factor = Vector256.Create(sign);
        int t = 0;
        for (; t + 4 <= row.Length; t += 4)
        {
            (Vector256.Create<double>(field[t..]) + (factor * Vector256.Create(row[t..]))).CopyTo(field[t..]);
        }

        for (; t < row.Length; t++)
        {
            field[t] += sign * row[t];
        }
    }

    private void AddCausal(int pathway) => Causal[CausalCount++] = pathway;

    private void RemoveCausal(int pathway)
    {
        int at = Array.IndexOf(Causal, pathway, 0, CausalCount);
        Array.Copy(Causal, at + 1, Causal, at, CausalCount - at - 1);
        CausalCount--;
    }
}
