namespace Etiogrid.Inference;

/// <summary>A non-negative function of the states of a few block variables, the last one fastest.</summary>
internal sealed record PathwayFactor(int[] Variables, double[] Table)
{
    /// <summary>A factor from a function of state indices.</summary>
    public static PathwayFactor Of(BlockVariables all, int[] variables, Func<int[], double> value)
    {
        int cells = 1;
        foreach (int v in variables)
        {
            cells = checked(cells * all.Count(v));
        }

        double[] table = new double[cells];
        int[] states = [.. variables.Select(v => all.Offset[v])];
        for (int cell = 0; cell < cells; cell++)
        {
            table[cell] = value(states);
            for (int i = variables.Length - 1; i >= 0 && ++states[i] == all.Offset[variables[i] + 1]; i--)
            {
                states[i] = all.Offset[variables[i]];
            }
        }

        return new(variables, table);
    }
}
