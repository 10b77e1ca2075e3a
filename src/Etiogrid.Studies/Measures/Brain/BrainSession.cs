using Etiogrid.Core.Identifiers;

namespace Etiogrid.Studies.Measures.Brain;

/// <summary>One brain map of one person in one session with its co-localisation.</summary>
/// <param name="Person">Whose.</param>
/// <param name="Session">When, or null.</param>
/// <param name="Measurement">The map and what came with it.</param>
/// <param name="Colocalization">One row an atlas map; empty without atlas.</param>
public sealed record BrainSession(ParticipantId Person, SessionId? Session, BrainMeasurement Measurement, IReadOnlyList<AtlasColocalization> Colocalization);
