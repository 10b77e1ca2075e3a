using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Core.Identifiers;
using Etiogrid.Files;
using Etiogrid.Studies.Measures;
using Etiogrid.Studies.Pipeline;
using Etiogrid.Studies.Reading;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Cohorts;

/// <summary>From the people's results in an output folder to the cohort page and tables. Computes nothing that a person's result does not hold, except over people.</summary>
public static class CohortPipeline
{
    /// <summary>Reads the results of the participant level and writes <c>group.html</c> and <c>group/</c>. Error E261 when there are none.</summary>
    public static Parsed<CohortResult> Run(RunRequest request, Func<CohortResult, string> page, Action<RunProgress> progress)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(progress);
        var folders = new RunFolders(request.OutputFolder);
        return StudyPipeline.Open(request).Then(opened => ReadPeople(opened.Study, folders, progress).Then(people => Summarise(opened, folders, people).Select(cohort =>
        {
            Write(folders, cohort);
            CohortTables.Write(folders, people);
            AtomicFile.WriteText(Path.Combine(folders.Root, "group.html"), page(cohort));
            new AuditLog(folders.Audit, TimeProvider.System).Append("group", cohort.Run.RunId, $"ok {cohort.People.Count} people");
            return cohort;
        })));
    }

    private static Parsed<List<PersonResult>> ReadPeople(StudyData study, RunFolders folders, Action<RunProgress> progress)
    {
        List<PersonResult> people = [];
        foreach (var participant in study.Participants.OrderBy(p => p.Id))
        {
            string file = folders.FileOf(participant.Id.Label, "result.json");
            if (File.Exists(file) && File.Exists(folders.PageOf(participant.Id.Label)))
            {
                people.Add(ResultJson.Read<PersonResult>(File.ReadAllText(file)));
                progress(new("reading", people.Count, study.Participants.Count, participant.Id.ToString()));
            }
        }

        return people.Count > 0
            ? Parsed.Of(people)
            : Parsed.Failed<List<PersonResult>>(Diagnostic.Error("E261", "The output folder holds no results of people", new(folders.Root), null, "results of the participant level", "Run 'etiogrid STUDY OUT participant' first"));
    }

    private static Parsed<CohortResult> Summarise(OpenedStudy opened, RunFolders folders, List<PersonResult> people)
    {
        var study = opened.Study;
        CohortPathway[] pathways =
        [
            .. opened.Grid.Pathways.Select(p => new CohortPathway(p.Id.Key, p.Name, p.ShortName, people.Average(r => PosteriorOf(r, p.Id.Key)))).OrderByDescending(p => p.MeanPosterior).ThenBy(p => p.Id, StringComparer.Ordinal),
        ];
        var modalities = people[0].Modalities;
        var participants = study.Participants.ToDictionary(p => p.Id.Label, StringComparer.Ordinal);
        CohortPerson[] rows = [.. people.Select(r => new CohortPerson(r.Participant, r.Session, participants[r.Participant].Group, participants[r.Participant].Site, [.. pathways.Select(p => PosteriorOf(r, p.Id))], [.. r.Modalities.Select(m => m.Presence)], $"sub-{r.Participant}.html"))];
        return Truth(study, folders, people).Select(truth => new CohortResult
        {
            Run = people[0].Run,
            Pathways = pathways,
            People = rows,
            Attrition = Attrition(study, people),
            Coverage = [.. modalities.Select((m, i) => new ModalityCoverage(m.Name, rows.Count(r => r.Modalities[i] == Presence.Measured), rows.Count(r => r.Modalities[i] == Presence.Partial), rows.Count(r => r.Modalities[i] == Presence.Absent)))],
            Truth = truth,
            Reliability = Reliability(folders),
            Outcomes = Outcomes(study, people),
            Limits = Limits(study, people),
            Failures = [.. study.Findings.All().Where(f => f.Diagnostic.Severity == Severity.Error).Select(f => $"{f.Person}: {Relative(study, f.Diagnostic)}")],
            Methods = [.. people.SelectMany(p => p.Methods).DistinctBy(m => m.Step)],
        });
    }

    private static string Relative(StudyData study, Diagnostic d) =>
        (d with { Place = d.Place with { File = d.Place.File is null ? null : study.RelativePath(d.Place.File) } }).ToString();

    private static double PosteriorOf(PersonResult person, string pathway) => person.Pathways.First(p => p.Id == pathway).Posterior;

    private static AttritionStep[] Attrition(StudyData study, List<PersonResult> people)
    {
        int failed = study.Participants.Count(p => study.Findings.HasError(p.Id));
        return
        [
            new("Listed in participants.tsv", study.Participants.Count, ""),
            new("Data without errors", study.Participants.Count - failed, failed == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{failed} with errors in their data")),
            new("With results", people.Count, ""),
            new("With at least one biomarker", people.Count(p => p.Evidence.Any(e => e.UsedInGrid)), ""),
        ];
    }

    private static Parsed<TruthComparison?> Truth(StudyData study, RunFolders folders, List<PersonResult> people)
    {
        if (study.Config.Truth is null)
        {
            return Parsed.Of<TruthComparison?>(null);
        }

        return TruthFile.Read(study.Config.Truth).Then(truth => Compare(study, folders, people, truth));
    }

    private static Parsed<TruthComparison?> Compare(StudyData study, RunFolders folders, List<PersonResult> people, IReadOnlyDictionary<(string Participant, string Pathway), bool> truth)
    {
        var patients = study.Participants.Where(p => study.Config.FitOn is not { } fit || !p.Cells.TryGetValue(fit.Column, out string? cell) || !fit.IsMetBy(cell)).Select(p => p.Id.Label).ToHashSet(StringComparer.Ordinal);
        List<double> joint = [];
        List<double> naive = [];
        List<bool> observed = [];
        var compared = people.Where(p => patients.Contains(p.Participant)).ToList();
        foreach (var person in compared)
        {
            var parsed = DelimitedTable.Read(folders.FileOf(person.Participant, "desc-naive_pathways.tsv"));
            if (!parsed.TryGetValue(out var table))
            {
                return Parsed.Failed<TruthComparison?>(parsed.Diagnostics);
            }

            var byPathway = table.Rows.ToDictionary(r => r[0], r => double.Parse(r[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
            foreach (var pathway in person.Pathways.Where(p => truth.ContainsKey((person.Participant, p.Id))))
            {
                joint.Add(pathway.Posterior);
                naive.Add(byPathway[pathway.Id]);
                observed.Add(truth[(person.Participant, pathway.Id)]);
            }
        }

        return Parsed.Of(joint.Count == 0 ? null : new TruthComparison(compared.Count, Calibration.Assess(joint, observed), Calibration.Assess(naive, observed)));
    }

    private static ReliabilityRow[] Reliability(RunFolders folders)
    {
        string file = Path.Combine(folders.Group, "reliability.tsv");
        if (!File.Exists(file) || !DelimitedTable.Read(file).TryGetValue(out var table))
        {
            return [];
        }

        return [.. table.Rows.Select(r => new ReliabilityRow(r[0], r[1], int.Parse(r[2], CultureInfo.InvariantCulture), Number(r[3]), new(Number(r[4]), Number(r[5]))))];

        static double Number(string text) => Cell.TryNumber(text, out double value) ? value : double.NaN;
    }

    private static IReadOnlyList<OutcomeAssociation> Outcomes(StudyData study, List<PersonResult> people)
    {
        Dictionary<string, IReadOnlyDictionary<string, double>> outcomes = new(StringComparer.Ordinal);
        foreach (var outcome in study.Config.Outcomes)
        {
            Dictionary<string, double> values = new(StringComparer.Ordinal);
            foreach (var person in people)
            {
                if (TableMeasures.Number(study, ParticipantId.Parse(person.Participant), null, outcome.Source) is { } number)
                {
                    values[person.Participant] = number.Value;
                }
            }

            outcomes[outcome.Name] = values;
        }

        var features = people.SelectMany(p => p.Evidence.Where(e => e.Modality is "imaging" or "connectome" or "laboratory").Select(e => (p.Participant, e.Feature, e.Z)))
            .GroupBy(x => x.Feature, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => (IReadOnlyDictionary<string, double>)g.ToDictionary(x => x.Participant, x => x.Z, StringComparer.Ordinal), StringComparer.Ordinal);
        return OutcomeAnalysis.Associate(features, outcomes);
    }

    private static string[] Limits(StudyData study, List<PersonResult> people)
    {
        List<string> limits = [char.ToUpperInvariant(people[0].Run.ReferenceStatement[0]) + people[0].Run.ReferenceStatement[1..] + "."];
        if (study.Participants.All(p => p.Site.Length == 0))
        {
            limits.Add("The study names no sites: site effects could not be looked at.");
        }

        limits.Add("Associations with outcomes are a screen over all features with a false-discovery rate, not a validated prediction.");
        limits.Add("Research use only. Not a diagnosis.");
        return [.. limits];
    }

    private static void Write(RunFolders folders, CohortResult cohort)
    {
        var pathways = new Table(["participant_id", "session_id", "group", "site", .. cohort.Pathways.Select(p => p.Id)]);
        foreach (var person in cohort.People)
        {
            IEnumerable<object?> cells = person.Posteriors.Select(p => (object?)p);
            pathways.Add(["sub-" + person.Participant, person.Session, person.Group, person.Site, .. cells]);
        }

        AtomicFile.WriteText(Path.Combine(folders.Group, "posteriors.tsv"), pathways.ToTsv());
        var outcomes = new Table("outcome", "feature", "n", "spearman", "p", "q");
        foreach (var row in cohort.Outcomes)
        {
            outcomes.Add(row.Outcome, row.Feature, row.N, row.Spearman, row.P, row.Q);
        }

        AtomicFile.WriteText(Path.Combine(folders.Group, "outcomes.tsv"), outcomes.ToTsv());
        if (cohort.Truth is { } truth)
        {
            AtomicFile.WriteText(Path.Combine(folders.Group, "calibration.tsv"), CalibrationTable(truth).ToTsv());
        }

        AtomicFile.WriteText(Path.Combine(folders.Group, "result.json"), ResultJson.Write(cohort));
    }

    private static Table CalibrationTable(TruthComparison truth)
    {
        var table = new Table("inference", "metric", "value", "n");
        foreach (var (name, result) in new[] { ("joint", truth.Joint), ("naive", truth.Naive) })
        {
            table.Add(name, "expected_calibration_error", result.ExpectedCalibrationError, truth.People);
            table.Add(name, "auc", result.Auc, truth.People);
            table.Add(name, "brier", result.Brier, truth.People);
        }

        return table;
    }
}
