namespace Etiogrid.Imaging.Nulls;

/// <summary>Fit diagnostics of surrogates.</summary>
/// <param name="Accepted">False when the surrogates must not be used for a test.</param>
/// <param name="Refusal">Why not; null when accepted.</param>
/// <param name="Measures">Named numbers, in a fixed order.</param>
public sealed record NullFit(bool Accepted, string? Refusal, IReadOnlyList<(string Name, double Value)> Measures);
