namespace Etiogrid.Studies.Results;

/// <summary>An interval.</summary>
public sealed record Band(double Low, double High);
