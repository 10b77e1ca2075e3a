namespace Etiogrid.Studies.Results;

/// <summary>A row of the pathways x people print.</summary>
/// <param name="Participant">Label.</param>
/// <param name="Session">Session label, or null.</param>
/// <param name="Group">Group, or empty.</param>
/// <param name="Site">Site, or empty.</param>
/// <param name="Posteriors">P(altered), in the order of <see cref="CohortResult.Pathways"/>.</param>
/// <param name="Modalities">Presence in the order of <see cref="CohortResult.Coverage"/>.</param>
/// <param name="Page">Relative link to the person page.</param>
public sealed record CohortPerson(string Participant, string? Session, string Group, string Site, IReadOnlyList<double> Posteriors, IReadOnlyList<Presence> Modalities, string Page);
