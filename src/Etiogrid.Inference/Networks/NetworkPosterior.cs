namespace Etiogrid.Inference.Networks;

/// <summary>What evidence says about the other variables of a network.</summary>
/// <param name="LogEvidence">log P(evidence); 0 without evidence.</param>
/// <param name="Marginals">P(state | evidence) of each variable asked for, in the order of the network.</param>
/// <param name="LargestTable">Cells of the largest table that was built.</param>
/// <param name="TotalCells">Cells of all tables together.</param>
public sealed record NetworkPosterior(
    double LogEvidence,
    IReadOnlyList<VariableMarginal> Marginals,
    double LargestTable,
    double TotalCells)
{
    /// <summary>P(states | evidence) of the joint query, the last variable fastest; empty where none was asked for.</summary>
    public IReadOnlyList<double> Joint { get; init; } = [];
}
