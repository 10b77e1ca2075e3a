using Etiogrid.Core.Identifiers;

namespace Etiogrid.Inference.Person;

/// <summary>A symptom dimension of a person: present, absent, a severity, or not assessed.</summary>
/// <param name="Symptom">Which dimension.</param>
/// <param name="Present">Binary observation; null when a severity is given or nothing is known.</param>
/// <param name="Z">Severity in standard deviations of unaffected people, higher = worse; used where <paramref name="Present"/> is null.</param>
public sealed record SymptomObservation(SymptomId Symptom, bool? Present, double? Z = null);
