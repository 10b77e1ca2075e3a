namespace Etiogrid.Inference.Learning;

/// <summary>A joint state of all pathways with its weight.</summary>
/// <param name="Weight">Positive; the weights of a person need not sum to 1.</param>
/// <param name="States">State index of each pathway of the general grid; see <see cref="GridPathway"/>.</param>
public sealed record WeightedStates(double Weight, IReadOnlyList<int> States);
