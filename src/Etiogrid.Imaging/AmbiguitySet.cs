namespace Etiogrid.Imaging;

/// <summary>Maps that a brain map cannot separate.</summary>
/// <param name="Members">Map names in atlas order; two or more.</param>
/// <param name="LeastSharedVariance">Smallest r² of any two members; at least the threshold.</param>
/// <param name="LargestSharedVariance">Largest r² of any two members.</param>
public sealed record AmbiguitySet(IReadOnlyList<string> Members, double LeastSharedVariance, double LargestSharedVariance);
