using Etiogrid.Numerics.Functions;

namespace Etiogrid.Inference;

/// <summary>
/// Bounds on the weight of all configurations that share their first states. With the pathways in a fixed order, what is assigned
/// enters exactly; a pair of open pathways, a response to an open cause and a table over open pathways enter by their largest and
/// smallest value; a present symptom by the noisy-OR over what is still open, exact for one symptom and bounded for several.
/// </summary>
internal sealed class SearchBounds
{
    private readonly CompiledGrid _grid;
    private readonly int[] _order;
    private readonly double[] _openLow;
    private readonly double[] _openHigh;
    private readonly double[] _low;
    private readonly double[] _high;
    private readonly OpenSymptoms _symptoms;
    private readonly (double[][] Low, double[][] High, int[] Steps)[] _factors;

    public SearchBounds(CompiledGrid grid, int[] order)
    {
        _grid = grid;
        _order = order;
        _openLow = new double[grid.States];
        _openHigh = new double[grid.States];
        _low = new double[grid.States];
        _high = new double[grid.States];
        _symptoms = new OpenSymptoms(grid);
        for (int i = 0; i < order.Length; i++)
        {
            for (int s = grid.Offset[order[i]]; s < grid.Offset[order[i] + 1]; s++)
            {
                AddOpenPairs(s, order[(i + 1)..]);
            }
        }

        _factors = [.. grid.Factors.Select(Extremes)];
    }

    /// <summary>Logarithm that all weights are divided by, so that they stay near 1.</summary>
    public double Reference { get; set; }

    /// <summary>Logarithm of the upper bound of the last node, the symptoms left out: does not underflow.</summary>
    public double LogHigh { get; private set; }


    /// <summary>Bounds of the weight of a node: the first <paramref name="depth"/> pathways of the order in the given states (by pathway).</summary>
    public (double Low, double High) Of(int[] states, int depth)
    {
        var (logLow, logHigh) = Assigned(states, depth);
        Open(states, depth);
        double sumLow = 0;
        double sumHigh = 0;
        for (int i = depth; i < _order.Length; i++)
        {
            var (low, high) = NormaliseOpen(_order[i]);
            sumLow += low;
            sumHigh += high;
        }

        _symptoms.Set(states, _order.AsSpan(0, depth), _order.AsSpan(depth), _low, _high);
        var (symptomLow, symptomHigh) = _symptoms.Bounds();
        LogHigh = logHigh + sumHigh;
        return (Elementary.Exp(logLow + sumLow - Reference) * symptomLow, Elementary.Exp(logHigh + sumHigh - Reference) * symptomHigh);
    }

    /// <summary>Adds the bounds of every state's weight in a node to two sums.</summary>
    public void Collect(int[] states, int depth, double[] low, double[] high)
    {
        var (nodeLow, nodeHigh) = Of(states, depth);
        var (symptomLow, symptomHigh) = _symptoms.Bounds();
        for (int i = 0; i < depth; i++)
        {
            low[states[_order[i]]] += nodeLow;
            high[states[_order[i]]] += nodeHigh;
        }

        for (int i = depth; i < _order.Length; i++)
        {
            for (int s = _grid.Offset[_order[i]]; s < _grid.Offset[_order[i] + 1]; s++)
            {
                var (ownLow, ownHigh) = _grid.PositiveLeak.Length == 0 ? (1, 1) : _symptoms.Bounds(s);
                low[s] += symptomLow > 0 ? nodeLow / symptomLow * ownLow * _low[s] : 0;
                high[s] += symptomHigh > 0 ? nodeHigh / symptomHigh * ownHigh * _high[s] : 0;
            }
        }
    }

    private (double Low, double High) Assigned(int[] states, int depth)
    {
        double log = _grid.LogConstant;
        double low = 0;
        double high = 0;
        for (int i = 0; i < depth; i++)
        {
            int s = states[_order[i]];
            log += _grid.LogUnary[s];
            for (int j = 0; j < i; j++)
            {
                log += _grid.LogPair[s, states[_order[j]]];
            }

            if (_grid.HasParents(s))
            {
                var (least, most) = Compensation(s, states);
                low += Elementary.Log(least);
                high += Elementary.Log(most);
            }
        }

        for (int f = 0; f < _factors.Length; f++)
        {
            var (least, most) = Factor(f, states);
            low += least;
            high += most;
        }

        return (log + low, log + high);
    }

    /// <summary>Bounds of the weight of every open state given what is assigned, as logarithms.</summary>
    private void Open(int[] states, int depth)
    {
        for (int i = depth; i < _order.Length; i++)
        {
            for (int s = _grid.Offset[_order[i]]; s < _grid.Offset[_order[i] + 1]; s++)
            {
                double log = _grid.LogUnary[s];
                for (int j = 0; j < depth; j++)
                {
                    log += _grid.LogPair[s, states[_order[j]]];
                }

                var (least, most) = _grid.HasParents(s) ? Compensation(s, states) : (1, 1);
                _low[s] = log + _openLow[s] + Elementary.Log(least);
                _high[s] = log + _openHigh[s] + Elementary.Log(most);
            }
        }
    }

    /// <summary>Turns the logarithms of a pathway into probabilities and returns the logarithms of their sums.</summary>
    private (double Low, double High) NormaliseOpen(int k)
    {
        var low = _low.AsSpan(_grid.Offset[k], _grid.Count(k));
        var high = _high.AsSpan(_grid.Offset[k], _grid.Count(k));
        double totalLow = Logit.LogSumExp(low);
        double totalHigh = Logit.LogSumExp(high);
        for (int i = 0; i < low.Length; i++)
        {
            low[i] = double.IsNegativeInfinity(totalLow) ? 0 : Elementary.Exp(low[i] - totalLow);
            high[i] = double.IsNegativeInfinity(totalHigh) ? 0 : Elementary.Exp(high[i] - totalHigh);
        }

        return (totalLow, totalHigh);
    }

    private (double Low, double High) Compensation(int state, int[] states)
    {
        double[] least = [1, 1];
        double[] most = [1, 1];
        foreach (var (cause, direction, miss) in _grid.Parents[_grid.PathwayOf[state]])
        {
            int s = states[_grid.PathwayOf[cause]];
            least[direction] *= s == cause || s < 0 ? miss : 1;
            most[direction] *= s == cause ? miss : 1;
        }

        int d = _grid.Direction[state];
        return (Value(state, d, most[d], least[1 - d]), Value(state, d, least[d], most[1 - d]));
    }

    private double Value(int state, int direction, double own, double other) =>
        direction == 0 ? _grid.CompensationFactor(state, own, other) : _grid.CompensationFactor(state, other, own);

    private void AddOpenPairs(int s, int[] later)
    {
        foreach (int j in later)
        {
            var row = _grid.LogPair.Row(s)[_grid.Offset[j].._grid.Offset[j + 1]];
            double min = double.PositiveInfinity;
            double max = double.NegativeInfinity;
            foreach (double x in row)
            {
                min = Math.Min(min, x);
                max = Math.Max(max, x);
            }

            _openLow[s] += min;
            _openHigh[s] += max;
        }
    }

    /// <summary>For each number of assigned pathways of a factor: its smallest and largest value over the rest. Assigned in the search order.</summary>
    private (double[][] Low, double[][] High, int[] Steps) Extremes(EvidenceFactor factor)
    {
        int[] pathways = [.. factor.Pathways.OrderBy(k => Array.IndexOf(_order, k))];
        double[] table = Reordered(factor, pathways);
        double[][] low = new double[pathways.Length + 1][];
        double[][] high = new double[pathways.Length + 1][];
        (low[^1], high[^1]) = (table, table);
        for (int i = pathways.Length - 1; i >= 0; i--)
        {
            int count = _grid.Count(pathways[i]);
            low[i] = [.. low[i + 1].Chunk(count).Select(c => c.Min())];
            high[i] = [.. high[i + 1].Chunk(count).Select(c => c.Max())];
        }

        return (low, high, pathways);
    }

    private double[] Reordered(EvidenceFactor factor, int[] pathways)
    {
        double[] table = factor.Table(_grid);
        int[] strides = factor.Strides(_grid);
        int[] map = [0];
        foreach (int k in pathways)
        {
            int stride = strides[Array.IndexOf(factor.Pathways, k)];
            map = [.. map.SelectMany(m => Enumerable.Range(0, _grid.Count(k)).Select(s => m + (s * stride)))];
        }

        return [.. map.Select(m => table[m])];
    }

    private (double Low, double High) Factor(int index, int[] states)
    {
        var (low, high, pathways) = _factors[index];
        int cell = 0;
        int assigned = 0;
        foreach (int k in pathways)
        {
            if (states[k] < 0)
            {
                break;
            }

            cell = (cell * _grid.Count(k)) + states[k] - _grid.Offset[k];
            assigned++;
        }

        return (low[assigned][cell], high[assigned][cell]);
    }
}
