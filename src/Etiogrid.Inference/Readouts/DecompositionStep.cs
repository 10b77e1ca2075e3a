namespace Etiogrid.Inference.Readouts;

/// <summary>One step from base rate to posterior.</summary>
/// <param name="Kind">What was added.</param>
/// <param name="Source">Exposure key or marker group; empty for the others.</param>
/// <param name="LogOdds">The base rate's log-odds of "altered" for the first step, then the change.</param>
public sealed record DecompositionStep(EvidenceKind Kind, string Source, double LogOdds);
