namespace Etiogrid.Inference.Measurements;

/// <summary>Something not yet measured: one marker, or a panel that one acquisition yields together.</summary>
/// <param name="Name">Label.</param>
/// <param name="Markers">Marker indices in the model, none of them measured.</param>
/// <param name="Cost">Relative cost, positive; 1 is a blood test.</param>
public sealed record CandidateMeasurement(string Name, IReadOnlyList<int> Markers, double Cost);
