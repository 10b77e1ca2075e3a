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
        foreach (int k in Pathways)
        {
            Cells *= grid.Count(k);
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
            Fill(grid, 0, NewPredictor(), table, ref at);
            _table = table;
        }

        return _table;
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

    private void Fill(CompiledGrid grid, int depth, double[] predictor, double[] table, ref int at)
    {
        if (depth == Pathways.Length)
        {
            double value = Log(predictor);
            table[at++] = double.IsNaN(value) ? throw new InvalidOperationException("A likelihood is not a number.") : value;
            return;
        }

        int k = Pathways[depth];
        for (int s = grid.Offset[k]; s < grid.Offset[k + 1]; s++)
        {
            double[] next = (double[])predictor.Clone();
            Move(next, s, 1);
            Fill(grid, depth + 1, next, table, ref at);
        }
    }

    /// <summary>Largest minus smallest finite logarithm.</summary>
    public double Range(CompiledGrid grid)
    {
        double min = 0;
        double max = 0;
        foreach (double x in Table(grid))
        {
            min = double.IsFinite(x) ? Math.Min(min, x) : min;
            max = Math.Max(max, x);
        }

        return max - min;
    }
}
