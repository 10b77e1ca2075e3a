using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference;

/// <summary>Rao-Blackwellised sums of one chain: conditional probabilities are added, not indicators.</summary>
internal sealed class GibbsSums(CompiledGrid grid, int batchLength)
{
    private readonly double[] _batch = new double[grid.Pathways];
    private int _inBatch;

    /// <summary>Sweeps recorded.</summary>
    public long Sweeps { get; private set; }

    public double[] ByState { get; } = new double[grid.States];

    public Matrix PairAltered { get; } = new(grid.Pathways, grid.Pathways);

    public Matrix PairCausal { get; } = new(grid.Pathways, grid.Pathways);

    /// <summary>Sum of squares of the conditional P(altered).</summary>
    public double[] Squares { get; } = new double[grid.Pathways];

    /// <summary>Means of P(altered) over consecutive batches of sweeps.</summary>
    public List<double[]> Batches { get; } = [];

    public void Add(int pathway, ReadOnlySpan<double> p, int[] states)
    {
        int first = grid.Offset[pathway];
        double altered = 0;
        double causal = 0;
        for (int i = 0; i < p.Length; i++)
        {
            ByState[first + i] += p[i];
            altered += grid.Kind[first + i] != AlterationKind.None ? p[i] : 0;
            causal += grid.Kind[first + i] == AlterationKind.Causal ? p[i] : 0;
        }

        Squares[pathway] += altered * altered;
        _batch[pathway] += altered;
        AddPairs(pathway, altered, causal, states);
    }

    /// <summary>Ends a sweep.</summary>
    public void EndSweep()
    {
        Sweeps++;
        if (++_inBatch == batchLength)
        {
            Batches.Add([.. _batch.Select(b => b / batchLength)]);
            Array.Clear(_batch);
            _inBatch = 0;
        }
    }

    private void AddPairs(int pathway, double altered, double causal, int[] states)
    {
        var rowAltered = PairAltered.Row(pathway);
        var rowCausal = PairCausal.Row(pathway);
        for (int j = 0; j < states.Length; j++)
        {
            var kind = grid.Kind[states[j]];
            if (j == pathway || kind == AlterationKind.None)
            {
                continue;
            }

            rowAltered[j] += altered;
            rowCausal[j] += kind == AlterationKind.Causal ? causal : 0;
        }

        rowAltered[pathway] += altered;
        rowCausal[pathway] += causal;
    }
}
