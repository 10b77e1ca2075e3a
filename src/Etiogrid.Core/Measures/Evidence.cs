using Etiogrid.Core.Identifiers;

namespace Etiogrid.Core.Measures;

/// <summary>
/// The one currency between measures and inference: one feature of one person in one session,
/// as a deviation from a reference, with its reliability and where it came from.
/// </summary>
/// <param name="Participant">Whose.</param>
/// <param name="Session">When; null for traits that have no session (genotypes).</param>
/// <param name="Feature">What was measured.</param>
/// <param name="Scale">Scale of the fingerprint it belongs to.</param>
/// <param name="Value">The value in <paramref name="Unit"/>.</param>
/// <param name="Unit">Unit as printed, empty for dimensionless values.</param>
/// <param name="Z">Deviation from the reference in its standard deviations.</param>
/// <param name="Reliability">Test-retest reliability (intraclass correlation) in [0, 1], or null where it is not known.</param>
/// <param name="Reference">Against whom <paramref name="Z"/> was formed.</param>
/// <param name="Provenance">File, row, hash.</param>
public sealed record Evidence(
    ParticipantId Participant,
    SessionId? Session,
    FeatureId Feature,
    Scale Scale,
    double Value,
    string Unit,
    double Z,
    double? Reliability,
    ReferenceSample Reference,
    Provenance Provenance);
