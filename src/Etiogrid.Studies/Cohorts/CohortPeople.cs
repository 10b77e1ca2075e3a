using Etiogrid.Core.Identifiers;
using Etiogrid.Studies.Pipeline;
using Etiogrid.Studies.Reading;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Cohorts;

/// <summary>The people of a study with results in an output folder, read one at a time: a cohort of any size needs the memory of one person.</summary>
internal sealed class CohortPeople(StudyData study, RunFolders folders)
{
    private readonly ParticipantId[] _people =
    [
        .. study.Participants.Select(p => p.Id).Order().Where(id => File.Exists(folders.FileOf(id.Label, "result.json")) && File.Exists(folders.PageOf(id.Label))),
    ];

    /// <summary>How many there are.</summary>
    public int Count => _people.Length;

    /// <summary>Their results in order of labels; every enumeration reads the files again.</summary>
    public IEnumerable<PersonResult> Read() =>
        _people.Select(id => ResultJson.Read<PersonResult>(File.ReadAllText(folders.FileOf(id.Label, "result.json"))));
}
