namespace Etiogrid.Inference.Interventions;

/// <summary>Valued combinations with their utility in every posterior draw.</summary>
/// <param name="Values">Best first by expected utility.</param>
/// <param name="Utilities">Combinations x draws, in the same order; doing nothing has utility 0 in every draw.</param>
public sealed record CombinationRanking(IReadOnlyList<CombinationValue> Values, IReadOnlyList<double[]> Utilities)
{
    /// <summary>Nothing to choose from.</summary>
    public static CombinationRanking Empty { get; } = new([], []);
}
