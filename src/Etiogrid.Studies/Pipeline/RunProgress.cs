namespace Etiogrid.Studies.Pipeline;

/// <summary>A step of a run, for people who watch.</summary>
/// <param name="Stage">reading, genetics, brain, inference (the forecast), people.</param>
/// <param name="Done">Items finished.</param>
/// <param name="Total">Items in all; 0 when not countable.</param>
/// <param name="Item">The item just finished, or empty.</param>
public sealed record RunProgress(string Stage, int Done, int Total, string Item);
