using Etiogrid.Core.Identifiers;

namespace Etiogrid.Studies.Measures;

/// <summary>One dated session of a person: how ill they were and what was measured of them then.</summary>
/// <param name="Session">Which session.</param>
/// <param name="Days">Days from the person's own origin.</param>
/// <param name="Severity">Symptom severity as rated, higher = worse; null where it was not.</param>
/// <param name="Features">Laboratory, brain and connectivity features of the session.</param>
public sealed record PersonVisit(SessionId Session, double Days, double? Severity, IReadOnlyList<FeatureValue> Features);
