namespace Etiogrid.Inference.Networks;

/// <summary>A discrete variable with its conditional distribution.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="States">State names, at least one.</param>
/// <param name="Parents">Indices of its parents.</param>
/// <param name="Table">P(state | parents): for each combination of parent states (last parent fastest) one value a state; rows sum to 1.</param>
public sealed record NetworkVariable(string Name, IReadOnlyList<string> States, IReadOnlyList<int> Parents, IReadOnlyList<double> Table)
{
    /// <summary>
    /// Combinations of parent states (indices of rows) for which no distribution is known; the table holds equal chances there. Inference
    /// answers only where none of them can occur, so that no answer rests on what the table holds.
    /// </summary>
    public IReadOnlyList<int> UndefinedRows { get; init; } = [];

    /// <summary>True for a helper that stands between a noisy-MAX variable and its causes.</summary>
    public bool IsAuxiliary { get; init; }
}
