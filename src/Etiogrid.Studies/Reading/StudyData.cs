using Etiogrid.Core.Identifiers;
using Etiogrid.Studies.Configuration;

namespace Etiogrid.Studies.Reading;

/// <summary>A study as read: people, tables, sessions, and what was found on the way.</summary>
/// <param name="Config">Its configuration.</param>
/// <param name="Participants">People in table order; repeated ones once.</param>
/// <param name="ParticipantColumns">Columns of participants.tsv.</param>
/// <param name="Tables">Phenotype tables by absolute path.</param>
/// <param name="Sessions">Sessions with brain data by person; people without sessions have none.</param>
/// <param name="Findings">Findings by person.</param>
public sealed record StudyData(
    StudyConfig Config,
    IReadOnlyList<Participant> Participants,
    IReadOnlyList<string> ParticipantColumns,
    IReadOnlyDictionary<string, PhenotypeTable> Tables,
    IReadOnlyDictionary<ParticipantId, IReadOnlyList<SessionId>> Sessions,
    PersonFindings Findings)
{
    /// <summary>A path relative to the study folder with forward slashes, or relative to the configuration's folder for files outside.</summary>
    public string RelativePath(string path)
    {
        string full = Path.GetFullPath(path);
        string relative = Path.GetRelativePath(Config.StudyFolder, full).Replace('\\', '/');
        return relative.StartsWith("..", StringComparison.Ordinal) ? "(outside the study)/" + Path.GetFileName(full) : relative;
    }
}
