using Etiogrid.Core.Diagnostics;
using Etiogrid.Core.Identifiers;
using Etiogrid.Files;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Studies.Measures;
using Etiogrid.Studies.Pipeline;
using Etiogrid.Studies.Reading;

namespace Etiogrid.Studies.Planning;

/// <summary>What a run would do for each person: which data there are, what will be skipped and why.</summary>
public static class StudyPlan
{
    /// <summary>One row a person: sessions, sizes, modalities, and a column that says what will be missing or why the person fails.</summary>
    public static Parsed<Table> Make(RunRequest request) => StudyPipeline.Open(request).Then(opened =>
    {
        var study = opened.Study;
        var genotyped = Genotyped(study);
        var table = new Table("participant_id", "sessions", "genotypes", "exposures", "symptoms", "labs", "brain_files", "brain_mb", "status", "note");
        foreach (var person in study.Participants.OrderBy(p => p.Id))
        {
            table.Add(Row(study, person, genotyped));
        }

        return Parsed.Of(table);
    });

    private static HashSet<string>? Genotyped(StudyData study) =>
        study.Config.Genetics is { } config && GenotypeFile.Open(config.Genotypes).TryGetValue(out var genotypes)
            ? [.. genotypes.Samples.Select(s => s.IndividualId)]
            : null;

    private static object?[] Row(StudyData study, Participant person, HashSet<string>? genotyped)
    {
        var sessions = study.Sessions[person.Id];
        SessionId? first = sessions.Count > 0 ? sessions[0] : null;
        var exposures = TableMeasures.Exposures(study, person.Id, first);
        var symptoms = TableMeasures.Symptoms(study, person.Id, first);
        int labs = study.Config.Labs.Count(l => TableMeasures.Number(study, person.Id, first, l.Source) is not null);
        string[] files = [.. BrainFiles(study, person.Id)];
        var errors = study.Findings.Of(person.Id).Where(f => f.Severity == Severity.Error).ToArray();
        bool hasGenotypes = genotyped is not null && (genotyped.Contains(person.Id.Label) || genotyped.Contains(person.Id.ToString()));
        string note = errors.Length > 0 ? errors[0].ToString() : Missing(hasGenotypes, exposures.Count(e => e.Present is not null), symptoms.Count(s => s.Present is not null), labs, files.Length);
        return
        [
            person.Id.ToString(), sessions.Count == 0 ? null : string.Join(' ', sessions), hasGenotypes,
            $"{exposures.Count(e => e.Present is not null)}/{exposures.Count}", $"{symptoms.Count(s => s.Present is not null)}/{symptoms.Count}", $"{labs}/{study.Config.Labs.Count}",
            files.Length, Math.Round(files.Sum(f => new FileInfo(f).Length) / 1e6, 2), errors.Length > 0 ? "fails" : "runs", note,
        ];
    }

    private static IEnumerable<string> BrainFiles(StudyData study, ParticipantId person)
    {
        SessionId?[] sessions = study.Sessions[person] is { Count: > 0 } named ? [.. named.Select(s => (SessionId?)s)] : [null];
        string?[] patterns = [study.Config.Brain?.Maps, study.Config.Brain?.TimeSeries];
        return patterns.OfType<string>().SelectMany(p => sessions.Select(s => new PathPattern(p).FileOf(person, s))).Distinct(StringComparer.Ordinal).Where(File.Exists);
    }

    private static string Missing(bool genotypes, int exposures, int symptoms, int labs, int brain)
    {
        List<string> missing = [];
        missing.AddRange(genotypes ? [] : ["genotypes"]);
        missing.AddRange(exposures > 0 ? [] : ["exposures"]);
        missing.AddRange(symptoms > 0 ? [] : ["symptoms"]);
        missing.AddRange(labs > 0 ? [] : ["laboratory"]);
        missing.AddRange(brain > 0 ? [] : ["brain data"]);
        return missing.Count == 0 ? "complete" : "without " + string.Join(", ", missing) + ": marginalised";
    }
}
