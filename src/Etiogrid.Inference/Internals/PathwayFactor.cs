namespace Etiogrid.Inference;

/// <summary>A non-negative function of the states of a few pathways, the last one fastest.</summary>
internal sealed record PathwayFactor(int[] Pathways, double[] Table)
{
    /// <summary>A factor from a function of state indices (of the compiled grid).</summary>
    public static PathwayFactor Of(CompiledGrid grid, int[] pathways, Func<int[], double> value)
    {
        int cells = 1;
        foreach (int k in pathways)
        {
            cells = checked(cells * grid.Count(k));
        }

        double[] table = new double[cells];
        int[] states = [.. pathways.Select(k => grid.Offset[k])];
        for (int cell = 0; cell < cells; cell++)
        {
            table[cell] = value(states);
            for (int i = pathways.Length - 1; i >= 0 && ++states[i] == grid.Offset[pathways[i] + 1]; i--)
            {
                states[i] = grid.Offset[pathways[i]];
            }
        }

        return new(pathways, table);
    }

    /// <summary>Cells of a factor over these pathways.</summary>
    public static double Cells(CompiledGrid grid, IEnumerable<int> pathways)
    {
        double cells = 1;
        foreach (int k in pathways)
        {
            cells *= grid.Count(k);
        }

        return cells;
    }
}
