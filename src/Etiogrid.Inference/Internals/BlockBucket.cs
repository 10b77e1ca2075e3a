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

        Static = new double[checked(OwnStates * RestCells)];
        Array.Fill(Static, 1);
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
