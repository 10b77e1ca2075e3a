namespace Etiogrid.Inference;

/// <summary>Equally weighted draws from the posterior over the joint states of all pathways.</summary>
/// <param name="States">One array a draw: state index of each pathway; see <see cref="GridPathway"/>.</param>
public sealed record ConfigurationDraws(IReadOnlyList<int[]> States)
{
    /// <summary>Number of draws.</summary>
    public int Count => States.Count;
}
