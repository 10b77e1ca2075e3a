namespace Etiogrid.Inference;

/// <summary>Messages and marginals of one run.</summary>
internal sealed class BlockWorkspace
{
    public BlockWorkspace(CompiledGrid grid, BlockTree tree)
    {
        Up = [.. tree.Buckets.Select(b => new double[b.RestCells * BlockTree.Lanes])];
        Down = [.. tree.Buckets.Select(b => new double[b.RestCells * BlockTree.Lanes])];
        Marginal = new double[grid.States * BlockTree.Lanes];
        Partition = new double[tree.Plan.Components * BlockTree.Lanes];
        Unary = new double[grid.States * BlockTree.Lanes];
    }

    /// <summary>By bucket: message to its parent.</summary>
    public double[][] Up { get; }

    /// <summary>By bucket: message from its parent.</summary>
    public double[][] Down { get; }

    /// <summary>States x lanes.</summary>
    public double[] Marginal { get; }

    /// <summary>Components x lanes.</summary>
    public double[] Partition { get; }

    /// <summary>Room for unary factors with some states taken out: states x lanes.</summary>
    public double[] Unary { get; }
}
