namespace Etiogrid.Inference;

/// <summary>Messages and marginals of one run.</summary>
internal sealed class BlockWorkspace
{
    public BlockWorkspace(BlockVariables all, BlockTree tree)
    {
        Up = [.. tree.Buckets.Select(b => BlockArrays.Rent(b.RestCells * tree.Lanes))];
        Down = [.. tree.Buckets.Select(b => BlockArrays.Rent(b.RestCells * tree.Lanes))];
        Incoming = (double[][])Up.Clone();
        Marginal = new double[all.States * tree.Lanes];
        Partition = new double[tree.Plan.Components * tree.Lanes];
        Unary = new double[all.States * tree.Lanes];
    }

    /// <summary>Gives the large arrays back.</summary>
    public void Return()
    {
        Array.ForEach(Up, BlockArrays.Return);
        Array.ForEach(Down, BlockArrays.Return);
    }

    /// <summary>By bucket: message to its parent.</summary>
    public double[][] Up { get; }

    /// <summary>By bucket: the message that its parent reads, from this workspace or, where a run changes nothing, from another.</summary>
    public double[][] Incoming { get; }

    /// <summary>By bucket: message from its parent.</summary>
    public double[][] Down { get; }

    /// <summary>States x lanes.</summary>
    public double[] Marginal { get; }

    /// <summary>Components x lanes.</summary>
    public double[] Partition { get; }

    /// <summary>Room for unary factors with some states taken out: states x lanes.</summary>
    public double[] Unary { get; }
}
