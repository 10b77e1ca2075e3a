namespace Etiogrid.Inference.Networks;

/// <summary>A probability block as written: child, parents, one row of numbers for each combination of parent states.</summary>
internal sealed record BifDistribution(BifToken Child, IReadOnlyList<BifToken> Parents)
{
    /// <summary>Rows with the parent states they name; no states for <c>table</c>.</summary>
    public List<(IReadOnlyList<BifToken> States, BifToken Place, IReadOnlyList<double> Values)> Rows { get; } = [];

    /// <summary>The row used for combinations that no row names; null where there is none.</summary>
    public IReadOnlyList<double>? Default { get; set; }
}
