namespace Etiogrid.Inference;

/// <summary>What the signed product form would have to compute for a model: known before any table is built.</summary>
internal sealed record SignedPlan(FactorScopes Scopes, BlockPlan Blocks)
{
    private const int LargestExpansion = 13;
    private const double LargestCells = 6e6;

    // Products of pair factors within e^250 and a sum above e^-250 leave doubles room on both sides.
    private const double SafeLogRange = 250;

    // Two messages and one static table a cell, and a map for every child.
    private const double BytesPerCell = 24;

    /// <summary>The plan, with state classes where they make tables smaller; null where the form does not apply.</summary>
    public static SignedPlan? Of(CompiledGrid grid)
    {
        var scopes = new FactorScopes(grid, false);
        if (scopes.Expanded.Count > LargestExpansion || grid.Factors.Any(f => f.Cells > LargestCells) || EnumerationTables.LogPairRange(grid) > SafeLogRange)
        {
            return null;
        }

        var plan = new SignedPlan(scopes, new BlockPlan(scopes));
        var collapsed = new FactorScopes(grid, true);
        if (collapsed.Variables.HasClasses && new BlockPlan(collapsed) is var blocks && blocks.TotalCells < plan.Blocks.TotalCells)
        {
            plan = new(collapsed, blocks);
        }

        return plan.Blocks.TotalCells > LargestCells ? null : plan;
    }

    /// <summary>Signed terms.</summary>
    public int Terms => 1 << Scopes.Expanded.Count;

    /// <summary>Cells visited for evidence and marginals, over all terms.</summary>
    public double Cost => 2 * Lanes * Blocks.TotalCells;

    /// <summary>The same with exact pairs.</summary>
    public double CostWithPairs => Lanes * ((4 * Blocks.TotalCells) + (2 * Blocks.PairCells));

    /// <summary>Bytes for one worker and the shared tables.</summary>
    public double Memory(int threads) => Blocks.TotalCells * (BytesPerCell + (threads * 16.0 * Math.Min(16, Lanes)));

    // Terms are computed in fours.
    private double Lanes => Math.Max(4, Terms);
}
