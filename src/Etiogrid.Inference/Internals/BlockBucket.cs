namespace Etiogrid.Inference;

/// <summary>One step of the elimination: a variable, the variables it meets, the factors collected there and the messages that come in.</summary>
internal sealed class BlockBucket
{
    public BlockBucket(BlockVariables all, int[] clique)
    {
        Clique = clique;
        Own = clique[0];
        OwnStates = all.Count(Own);
        RestCells = 1;
        foreach (int k in clique.Skip(1))
        {
            RestCells = checked(RestCells * all.Count(k));
        }

        Static = BlockArrays.Rent(checked(OwnStates * RestCells));
    }

    /// <summary>
    /// Fills the table with the product of factors between the own variable and one other each (by the other; own state slowest in their
    /// tables): one variable after the other, so that a large table costs two multiplications a cell however many factors meet in it.
    /// </summary>
    public void FillPairs(BlockVariables all, IReadOnlyDictionary<int, double[]> pairs)
    {
        for (int own = 0; own < OwnStates; own++)
        {
            double[] values = [1];
            for (int i = 1; i < Clique.Length; i++)
            {
                int count = all.Count(Clique[i]);
                double[]? pair = pairs.GetValueOrDefault(Clique[i]);
                double[] next = new double[values.Length * count];
                for (int cell = 0, at = 0; cell < values.Length; cell++)
                {
                    for (int s = 0; s < count; s++)
                    {
                        next[at++] = pair is null ? values[cell] : values[cell] * pair[(own * count) + s];
                    }
                }

                values = next;
            }

            values.CopyTo(Static, own * RestCells);
        }
    }

    /// <summary>The eliminated variable, then the rest.</summary>
    public int[] Clique { get; }

    public int Own { get; }

    public int OwnStates { get; }

    public int RestCells { get; }

    /// <summary>Product of the factors collected here; the own variable slowest.</summary>
    public double[] Static { get; }

    /// <summary>Buckets whose message comes here, with the message cell of each cell.</summary>
    public List<(int Bucket, int[] Cell)> Children { get; } = [];

    /// <summary>Bucket that receives the message; -1 for the last of a component.</summary>
    public int Parent { get; set; } = -1;

    /// <summary>For each cell of this bucket the cell of a table over some of its variables.</summary>
    public int[] CellMap(BlockVariables all, int[] variables)
    {
        int[] strides = new int[Clique.Length];
        int stride = 1;
        for (int i = variables.Length - 1; i >= 0; i--)
        {
            strides[Array.IndexOf(Clique, variables[i])] = stride;
            stride = checked(stride * all.Count(variables[i]));
        }

        // One variable after the other, from the slowest: twice the cells in additions, whatever the size of the clique.
        int[] map = [0];
        for (int i = 0; i < Clique.Length; i++)
        {
            int count = all.Count(Clique[i]);
            int[] next = new int[checked(map.Length * count)];
            for (int cell = 0, at = 0; cell < map.Length; cell++)
            {
                for (int s = 0; s < count; s++)
                {
                    next[at++] = map[cell] + (s * strides[i]);
                }
            }

            map = next;
        }

        return map;
    }

    /// <summary>Multiplies a factor over some of the variables into the bucket.</summary>
    public void Multiply(BlockVariables all, PathwayFactor factor)
    {
        int[] map = CellMap(all, factor.Variables);
        for (int cell = 0; cell < map.Length; cell++)
        {
            Static[cell] *= factor.Table[map[cell]];
        }
    }
}
