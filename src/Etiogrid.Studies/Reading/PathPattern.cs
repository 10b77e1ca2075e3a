using System.Text.RegularExpressions;
using Etiogrid.Core.Identifiers;

namespace Etiogrid.Studies.Reading;

/// <summary>A path with <c>{participant}</c> and optionally <c>{session}</c>.</summary>
/// <param name="pattern">Absolute path pattern.</param>
public sealed class PathPattern(string pattern)
{
    private const string ParticipantMark = "{participant}";
    private const string SessionMark = "{session}";

    /// <summary>True when the pattern names sessions.</summary>
    public bool HasSessions { get; } = pattern.Contains(SessionMark, StringComparison.Ordinal);

    /// <summary>The file of a person and session.</summary>
    public string FileOf(ParticipantId person, SessionId? session) =>
        pattern.Replace(ParticipantMark, person.Label, StringComparison.Ordinal).Replace(SessionMark, session?.Label ?? "", StringComparison.Ordinal);

    /// <summary>Sessions for which the person's file exists, in ordinal order.</summary>
    public IReadOnlyList<SessionId> SessionsOf(ParticipantId person)
    {
        if (!HasSessions)
        {
            return [];
        }

        string[] parts = pattern.Replace(ParticipantMark, person.Label, StringComparison.Ordinal).Split('/');
        int at = Array.FindIndex(parts, p => p.Contains(SessionMark, StringComparison.Ordinal));
        string folder = string.Join('/', parts[..at]);
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var name = new Regex("^" + Regex.Escape(parts[at]).Replace(Regex.Escape(SessionMark), "([A-Za-z0-9]+)", StringComparison.Ordinal) + "$", RegexOptions.None, TimeSpan.FromSeconds(1));
        return
        [
            .. Directory.EnumerateFileSystemEntries(folder)
                .Select(e => name.Match(Path.GetFileName(e)))
                .Where(m => m.Success)
                .Select(m => SessionId.Parse(m.Groups[1].Value))
                .Distinct()
                .Where(s => File.Exists(FileOf(person, s)))
                .Order(),
        ];
    }
}
