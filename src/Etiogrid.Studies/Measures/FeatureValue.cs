using Etiogrid.Core.Identifiers;
using Etiogrid.Core.Measures;

namespace Etiogrid.Studies.Measures;

/// <summary>A measured feature before it is compared with a reference.</summary>
/// <param name="Participant">Whose.</param>
/// <param name="Session">When, or null.</param>
/// <param name="Feature">What.</param>
/// <param name="Scale">Fingerprint scale.</param>
/// <param name="Name">Display name.</param>
/// <param name="Value">Value in <paramref name="Unit"/>; what is compared (log concentration, Fisher z) where <paramref name="Compared"/> is null.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Compared">The transformed value the z score is formed of, where it is not <paramref name="Value"/>.</param>
/// <param name="Provenance">Where from.</param>
public sealed record FeatureValue(
    ParticipantId Participant,
    SessionId? Session,
    FeatureId Feature,
    Scale Scale,
    string Name,
    double Value,
    string Unit,
    double? Compared,
    Provenance Provenance)
{
    /// <summary>A published reference that goes before the study's own; null = the study's.</summary>
    public ReferenceSample? Norm { get; init; }

    /// <summary>The number that is compared with the reference.</summary>
    public double Comparable => Compared ?? Value;
}
