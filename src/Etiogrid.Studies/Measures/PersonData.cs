using Etiogrid.Core.Identifiers;
using Etiogrid.Studies.Measures.Brain;
using Etiogrid.Studies.Reading;

namespace Etiogrid.Studies.Measures;

/// <summary>Everything measured of one person in the session of the page.</summary>
/// <param name="Participant">Who.</param>
/// <param name="Session">Session of the page, or null.</param>
/// <param name="Sessions">All sessions with brain data.</param>
/// <param name="Genetics">Pathway scores, or null without genotypes.</param>
/// <param name="Exposures">Exposures as configured.</param>
/// <param name="Symptoms">Symptom dimensions as configured.</param>
/// <param name="Features">Laboratory, brain and connectivity features of the session.</param>
/// <param name="Map">Regional map, or null.</param>
/// <param name="Recording">Connectivity of a recording, or null.</param>
public sealed record PersonData(
    Participant Participant,
    SessionId? Session,
    IReadOnlyList<SessionId> Sessions,
    GeneticsPerson? Genetics,
    IReadOnlyList<PersonExposure> Exposures,
    IReadOnlyList<PersonSymptom> Symptoms,
    IReadOnlyList<FeatureValue> Features,
    BrainSession? Map,
    BrainSession? Recording)
{
    /// <summary>Label.</summary>
    public ParticipantId Id => Participant.Id;

    /// <summary>Tests with a yes-or-no result.</summary>
    public IReadOnlyList<PersonTest> Tests { get; init; } = [];

    /// <summary>Dated sessions in order of time; empty where the study dates none.</summary>
    public IReadOnlyList<PersonVisit> Visits { get; init; } = [];

    /// <summary>The map whose co-localisation enters the grid: the regional map where there is one, else connectivity strength.</summary>
    public BrainSession? GridMap => Map ?? Recording;
}
