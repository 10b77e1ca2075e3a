namespace Etiogrid.Inference.StateTrait;

/// <summary>One visit: a marker of a pathway and how ill the person was.</summary>
/// <param name="Days">Time in days from any origin.</param>
/// <param name="Z">The marker in standard deviations of the reference.</param>
/// <param name="Severity">Symptom severity in standard deviations; null where it was not rated.</param>
public sealed record Visit(double Days, double Z, double? Severity);
