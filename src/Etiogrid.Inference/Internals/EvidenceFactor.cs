namespace Etiogrid.Inference;

/// <summary>
/// The likelihood of observations that are neither normal nor noisy-OR, as a function of a linear predictor: start + sum over pathways
/// of a shift for the state. Heavy-tailed marker blocks, tests of which only the side of a cutoff is known, ordinal symptoms.
/// Values are relative to the configuration without any alteration, whose logarithm is <see cref="LogAtStart"/> (0 where that configuration is impossible).
/// </summary>
internal sealed class EvidenceFactor
{
    /// <summary>Largest table, in cells.</summary>
    public const double LargestTable = 4e6;

    private readonly double[] _start;
    private readonly double[]?[] _shift;
    private readonly Func<double[], double> _log;
    private readonly double[]?[][] _levels;
    private readonly int[] _levelOf;
    private double[]? _levelTable;
    private double[]? _table;

    /// <summary>A factor.</summary>
    /// <param name="grid">Grid whose states shift the predictor.</param>
    /// <param name="start">Predictor without any alteration.</param>
    /// <param name="shift">Shift of each state of the grid; null where there is none.</param>
    /// <param name="log">log likelihood at a predictor.</param>
    public EvidenceFactor(CompiledGrid grid, double[] start, double[]?[] shift, Func<double[], double> log)
    {
        _start = start;
        _shift = shift;
        _log = log;
        Pathways = [.. Enumerable.Range(0, shift.Length).Where(s => shift[s] is not null).Select(s => grid.PathwayOf[s]).Distinct()];
        Cells = 1;
        _levelOf = new int[shift.Length];
        _levels = new double[]?[Pathways.Length][];
        for (int i = 0; i < Pathways.Length; i++)
        {
            Cells *= grid.Count(Pathways[i]);
            _levels[i] = DistinctShifts(grid, Pathways[i]);
        }

        double atStart = log(start);
        LogAtStart = double.IsFinite(atStart) || Pathways.Length == 0 ? atStart : 0;
    }

    /// <summary>Pathways that shift the predictor, ascending.</summary>
    public int[] Pathways { get; }

    /// <summary>Joint states of these.</summary>
    public double Cells { get; }

    public double LogAtStart { get; }

    /// <summary>A predictor with nothing altered.</summary>
    public double[] NewPredictor() => (double[])_start.Clone();

    /// <summary>Adds the shift of a state, times a sign.</summary>
    public void Move(double[] predictor, int state, double sign)
    {
        if (_shift[state] is { } shift)
        {
            for (int i = 0; i < predictor.Length; i++)
            {
                predictor[i] += sign * shift[i];
            }
        }
    }

    /// <summary>log likelihood relative to nothing altered.</summary>
    public double Log(double[] predictor) => _log(predictor) - LogAtStart;

    /// <summary>The same for a configuration.</summary>
    public double LogOf(ReadOnlySpan<int> states)
    {
        double[] predictor = NewPredictor();
        foreach (int k in Pathways)
        {
            Move(predictor, states[k], 1);
        }

        return Log(predictor);
    }

    /// <summary>Logarithms over the joint states of <see cref="Pathways"/>, the last one fastest. Only for <see cref="Cells"/> up to <see cref="LargestTable"/>.</summary>
    public double[] Table(CompiledGrid grid)
    {
        if (_table is null)
        {
            double[] table = new double[(int)Cells];
            int at = 0;
            Expand(grid, 0, 0, LevelTable(), table, ref at);
            _table = table;
        }

        return _table;
    }

    /// <summary>Largest rise of the logarithm when a pathway goes from its first state to the given one, whatever the others do; infinite where that was impossible.</summary>
    public double LargestRise(CompiledGrid grid, int state)
    {
        int at = Array.IndexOf(Pathways, grid.PathwayOf[state]);
        if (at < 0 || _levelOf[state] == _levelOf[grid.Offset[Pathways[at]]])
        {
            return 0;
        }

        if (Cells > LargestTable)
        {
            return double.PositiveInfinity;
        }

        double[] table = LevelTable();
        int stride = 1;
        for (int i = at + 1; i < _levels.Length; i++)
        {
            stride *= _levels[i].Length;
        }

        int from = _levelOf[grid.Offset[Pathways[at]]] * stride;
        int to = _levelOf[state] * stride;
        double largest = double.NegativeInfinity;
        for (int block = 0; block < table.Length; block += stride * _levels[at].Length)
        {
            for (int cell = block; cell < block + stride; cell++)
            {
                double difference = table[cell + to] - table[cell + from];
                largest = double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(largest, difference);
            }
        }

        return largest;
    }

    /// <summary>Steps in <see cref="Table"/> for one state of each pathway of <see cref="Pathways"/>.</summary>
    public int[] Strides(CompiledGrid grid)
    {
        int[] strides = new int[Pathways.Length];
        int stride = 1;
        for (int i = strides.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= grid.Count(Pathways[i]);
        }

        return strides;
    }

    /// <summary>States of a pathway that shift the predictor alike are one level: most states do not shift it at all.</summary>
    private double[]?[] DistinctShifts(CompiledGrid grid, int pathway)
    {
        List<double[]?> levels = [];
        for (int s = grid.Offset[pathway]; s < grid.Offset[pathway + 1]; s++)
        {
            int level = levels.FindIndex(l => l is null ? _shift[s] is null : _shift[s] is { } own && l.AsSpan().SequenceEqual(own));
            if (level < 0)
            {
                level = levels.Count;
                levels.Add(_shift[s]);
            }

            _levelOf[s] = level;
        }

        return [.. levels];
    }

    private double[] LevelTable()
    {
        if (_levelTable is null)
        {
            double[][] predictors = [NewPredictor(), .. Pathways.Select(_ => NewPredictor())];
            double[] table = new double[_levels.Aggregate(1, (product, l) => product * l.Length)];
            int at = 0;
            Fill(0, predictors, table, ref at);
            _levelTable = table;
        }

        return _levelTable;
    }

    private void Fill(int depth, double[][] predictors, double[] table, ref int at)
    {
        if (depth == Pathways.Length)
        {
            double value = Log(predictors[depth]);
            table[at++] = double.IsNaN(value) ? throw new InvalidOperationException("A likelihood is not a number.") : value;
            return;
        }

        foreach (double[]? shift in _levels[depth])
        {
            for (int i = 0; i < predictors[depth].Length; i++)
            {
                predictors[depth + 1][i] = predictors[depth][i] + (shift?[i] ?? 0);
            }

            Fill(depth + 1, predictors, table, ref at);
        }
    }

    private void Expand(CompiledGrid grid, int depth, int row, double[] levels, double[] table, ref int at)
    {
        if (depth == Pathways.Length)
        {
            table[at++] = levels[row];
            return;
        }

        int k = Pathways[depth];
        for (int s = grid.Offset[k]; s < grid.Offset[k + 1]; s++)
        {
            Expand(grid, depth + 1, (row * _levels[depth].Length) + _levelOf[s], levels, table, ref at);
        }
    }

    /// <summary>Largest minus smallest finite logarithm.</summary>
    public double Range()
    {
        double min = 0;
        double max = 0;
        foreach (double x in LevelTable())
        {
            min = double.IsFinite(x) ? Math.Min(min, x) : min;
            max = Math.Max(max, x);
        }

        return max - min;
    }
}
