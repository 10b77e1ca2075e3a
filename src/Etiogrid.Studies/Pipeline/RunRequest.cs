using Etiogrid.Core.Identifiers;

namespace Etiogrid.Studies.Pipeline;

/// <summary>What a run is asked to do.</summary>
public sealed record RunRequest
{
    /// <summary>Study folder.</summary>
    public required string StudyFolder { get; init; }

    /// <summary>Output folder.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>Configuration, or null for the study's own.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>People to write pages for; empty = all. Everybody still forms the reference.</summary>
    public IReadOnlyList<ParticipantId> Participants { get; init; } = [];

    /// <summary>People to leave out of the pages.</summary>
    public IReadOnlyList<ParticipantId> Excluded { get; init; } = [];

    /// <summary>Session of the page; null = the first with data.</summary>
    public SessionId? Session { get; init; }

    /// <summary>Seed; null = the study's, else 20261121.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Worker threads, 0 = all cores; never changes results.</summary>
    public int Threads { get; init; }

    /// <summary>Use unverified rows of the knowledge base too.</summary>
    public bool IncludeUnverified { get; init; }

    /// <summary>Stops the run; finished people are kept.</summary>
    public CancellationToken Cancellation { get; init; }
}
