namespace Etiogrid.Inference;

/// <summary>One joint state of all pathways with its posterior probability.</summary>
/// <param name="Probability">In [0, 1].</param>
/// <param name="States">State index of each pathway; see <see cref="GridPathway"/>.</param>
public sealed record GridConfiguration(double Probability, IReadOnlyList<int> States);
