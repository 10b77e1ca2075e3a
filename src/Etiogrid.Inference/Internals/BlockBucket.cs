namespace Etiogrid.Inference;

/// <summary>One step of the elimination: a pathway, the pathways it meets, the factors collected there and the messages that come in.</summary>
internal sealed class BlockBucket
{
    public BlockBucket(CompiledGrid grid, int[] clique)
    {
        Clique = clique;
        Own = clique[0];
        OwnStates = grid.Count(Own);
        RestCells = 1;
        foreach (int k in clique.Skip(1))
        {
            RestCells = checked(RestCells * grid.Count(k));
        }

        Static = new double[checked(OwnStates * RestCells)];
        Array.Fill(Static, 1);
    }

    /// <summary>The eliminated pathway, then the rest.</summary>
    public int[] Clique { get; }

    public int Own { get; }

    public int OwnStates { get; }

    public int RestCells { get; }

    /// <summary>Product of the factors collected here; the own pathway slowest.</summary>
    public double[] Static { get; }

    /// <summary>Buckets whose message comes here, with the message cell of each cell.</summary>
    public List<(int Bucket, int[] Cell)> Children { get; } = [];

    /// <summary>Bucket that receives the message; -1 for the last of a component.</summary>
    public int Parent { get; set; } = -1;

    /// <summary>For each cell of this bucket the cell of a table over some of its pathways.</summary>
    public int[] CellMap(CompiledGrid grid, int[] pathways)
    {
        int[] strides = new int[Clique.Length];
        int stride = 1;
        for (int i = pathways.Length - 1; i >= 0; i--)
        {
            strides[Array.IndexOf(Clique, pathways[i])] = stride;
            stride = checked(stride * grid.Count(pathways[i]));
        }

        int[] map = new int[Static.Length];
        int[] digits = new int[Clique.Length];
        for (int cell = 0; cell < map.Length; cell++)
        {
            for (int i = 0; i < digits.Length; i++)
            {
                map[cell] += digits[i] * strides[i];
            }

            for (int i = digits.Length - 1; i >= 0 && ++digits[i] == grid.Count(Clique[i]); i--)
            {
                digits[i] = 0;
            }
        }

        return map;
    }

    /// <summary>Multiplies a factor over some of the pathways into the bucket.</summary>
    public void Multiply(CompiledGrid grid, PathwayFactor factor)
    {
        int[] map = CellMap(grid, factor.Pathways);
        for (int cell = 0; cell < map.Length; cell++)
        {
            Static[cell] *= factor.Table[map[cell]];
        }
    }
}
