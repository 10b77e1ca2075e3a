namespace Etiogrid.Inference;

/// <summary>What an inference will do, said before it starts.</summary>
/// <param name="Engine">The engine that is tried first.</param>
/// <param name="Work">How much it computes, in <paramref name="Unit"/>.</param>
/// <param name="Unit">What is counted: configurations, cells x signed terms, nodes at most, or sweeps at most.</param>
/// <param name="MemoryBytes">Memory for its tables.</param>
/// <param name="Seconds">Expected wall-clock seconds on this machine's threads; for engines with a budget, the most they take. Within a factor of about three.</param>
/// <param name="ExactPairs">False where pairs of pathways are sampled around exact marginals.</param>
/// <param name="Fallback">What runs should the engine refuse or miss its target; null where none is needed.</param>
/// <param name="Statement">One sentence.</param>
public sealed record GridForecast(
    GridEngine Engine,
    double Work,
    string Unit,
    double MemoryBytes,
    double Seconds,
    bool ExactPairs,
    GridEngine? Fallback,
    string Statement);
