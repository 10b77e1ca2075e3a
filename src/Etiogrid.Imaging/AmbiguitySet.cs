namespace Etiogrid.Imaging;

/// <summary>Maps that a brain map cannot separate.</summary>
/// <param name="Members">Map names in atlas order; two or more.</param>
/// <param name="LeastSharedVariance">Smallest r² of any two members; below the threshold where members are linked only through others.</param>
/// <param name="LargestSharedVariance">Largest r² of any two members.</param>
public sealed record AmbiguitySet(IReadOnlyList<string> Members, double LeastSharedVariance, double LargestSharedVariance);
