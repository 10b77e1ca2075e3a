namespace Etiogrid.Inference.Networks;

/// <summary>The marginal distribution of one variable.</summary>
/// <param name="Variable">Index in the network.</param>
/// <param name="Probabilities">One a state, sum 1.</param>
public sealed record VariableMarginal(int Variable, IReadOnlyList<double> Probabilities);
