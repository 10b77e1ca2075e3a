namespace Etiogrid.Studies.Results;

/// <summary>What a pathway's markers said at one visit.</summary>
/// <param name="Session">Session label.</param>
/// <param name="Days">Days from the person's own origin.</param>
/// <param name="Z">Shift of the pathway's markers towards "altered", in standard deviations of the reference.</param>
/// <param name="Severity">Symptom severity in standard deviations of the study's ratings; null where it was not rated.</param>
public sealed record VisitPoint(string Session, double Days, double Z, double? Severity);
