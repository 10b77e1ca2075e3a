using Etiogrid.Core.Identifiers;

namespace Etiogrid.Studies.Reading;

/// <summary>A row of participants.tsv.</summary>
/// <param name="Id">Label.</param>
/// <param name="Group">Column <c>group</c>, or empty.</param>
/// <param name="Site">Column <c>site</c>, or empty.</param>
/// <param name="Cells">All cells by column name.</param>
/// <param name="Row">1-based row of the table.</param>
public sealed record Participant(ParticipantId Id, string Group, string Site, IReadOnlyDictionary<string, string> Cells, long Row);
