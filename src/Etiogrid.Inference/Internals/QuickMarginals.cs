namespace Etiogrid.Inference;

/// <summary>State probabilities of a variant of a model.</summary>
/// <param name="States">P(state), pathways x states.</param>
/// <param name="IsExact">False where they were sampled.</param>
internal sealed record QuickMarginals(IReadOnlyList<IReadOnlyList<double>> States, bool IsExact)
{
    /// <summary>P(altered) of a pathway.</summary>
    public double Altered(int pathway) => 1 - States[pathway][0];
}
