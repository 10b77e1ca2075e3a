namespace Etiogrid.Inference.Readouts;

/// <summary>The posterior without one group of evidence.</summary>
/// <param name="Kind">What was left out.</param>
/// <param name="Source">Marker group; empty for the others.</param>
/// <param name="Altered">P(altered) of each pathway without it.</param>
/// <param name="IsExact">False where it was sampled.</param>
public sealed record LeaveOneOutRow(EvidenceKind Kind, string Source, IReadOnlyList<double> Altered, bool IsExact);
