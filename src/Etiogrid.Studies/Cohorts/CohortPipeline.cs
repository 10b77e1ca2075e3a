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
        return StudyPipeline.Open(request).Then(opened => Find(opened.Study, folders).Then(people =>
        {
            var tables = new CohortTables();
            var kept = Collect(people, folders, tables, progress);
            return Summarise(opened, folders, kept).Select(cohort =>
            {
                Write(folders, cohort);
                tables.Write(folders, cohort, people.Read());
                AtomicFile.WriteText(Path.Combine(folders.Root, "group.html"), page(cohort));
                new AuditLog(folders.Audit, TimeProvider.System).Append("group", cohort.Run.RunId, $"ok {cohort.People.Count} people");
                return cohort;
            });
        }));
    }

    private static Parsed<CohortPeople> Find(StudyData study, RunFolders folders)
    {
        var people = new CohortPeople(study, folders);
        return people.Count > 0
            ? Parsed.Of(people)
            : Parsed.Failed<CohortPeople>(Diagnostic.Error("E261", "The output folder holds no results of people", new(folders.Root), null, "results of the participant level", "Run 'etiogrid STUDY OUT participant' first"));
    }

    private static CohortAccumulator Collect(CohortPeople people, RunFolders folders, CohortTables tables, Action<RunProgress> progress)
    {
        var kept = new CohortAccumulator(folders);
        foreach (var person in people.Read())
        {
            kept.Add(person);
            tables.Observe(person);
            progress(new("reading", kept.People.Count, people.Count, "sub-" + person.Participant));
        }

        return kept;
    }

    private static Parsed<CohortResult> Summarise(OpenedStudy opened, RunFolders folders, CohortAccumulator kept)
    {
        var study = opened.Study;
        CohortPathway[] pathways =
        [
            .. opened.Grid.Pathways.Select(p => new CohortPathway(p.Id.Key, p.Name, p.ShortName, kept.People.Average(r => r.Posteriors[p.Id.Key]))).OrderByDescending(p => p.MeanPosterior).ThenBy(p => p.Id, StringComparer.Ordinal),
        ];
        var participants = study.Participants.ToDictionary(p => p.Id.Label, StringComparer.Ordinal);
        CohortPerson[] rows = [.. kept.People.Select(r => new CohortPerson(r.Participant, r.Session, participants[r.Participant].Group, participants[r.Participant].Site, [.. pathways.Select(p => r.Posteriors[p.Id])], [.. r.Modalities.Select(m => m.Presence)], $"sub-{r.Participant}.html"))];
        return Truth(study, kept).Select(truth => new CohortResult
        {
            Run = kept.Run,
            Pathways = pathways,
            People = rows,
            Attrition = Attrition(study, kept),
            Coverage = [.. kept.People[0].Modalities.Select((m, i) => new ModalityCoverage(m.Name, rows.Count(r => r.Modalities[i] == Presence.Measured), rows.Count(r => r.Modalities[i] == Presence.Partial), rows.Count(r => r.Modalities[i] == Presence.Absent)))],
            Truth = truth,
            Reliability = Reliability(folders),
            Outcomes = Outcomes(study, kept),
            Limits = Limits(study, kept),
            Failures = [.. study.Findings.All().Where(f => f.Diagnostic.Severity == Severity.Error).Select(f => $"{f.Person}: {Relative(study, f.Diagnostic)}")],
            Methods = [.. kept.Methods],
        });
    }

    private static string Relative(StudyData study, Diagnostic d) =>
        (d with { Place = d.Place with { File = d.Place.File is null ? null : study.RelativePath(d.Place.File) } }).ToString();

    private static AttritionStep[] Attrition(StudyData study, CohortAccumulator kept)
    {
        int failed = study.Participants.Count(p => study.Findings.HasError(p.Id));
        return
        [
            new("Listed in participants.tsv", study.Participants.Count, ""),
            new("Data without errors", study.Participants.Count - failed, failed == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{failed} with errors in their data")),
            new("With results", kept.People.Count, ""),
            new("With at least one biomarker", kept.WithBiomarker, ""),
        ];
    }

    private static Parsed<TruthComparison?> Truth(StudyData study, CohortAccumulator kept) => study.Config.Truth is null
        ? Parsed.Of<TruthComparison?>(null)
        : TruthFile.Read(study.Config.Truth).Then(truth => Compare(study, kept, truth));

    private static Parsed<TruthComparison?> Compare(StudyData study, CohortAccumulator kept, IReadOnlyDictionary<(string Participant, string Pathway), bool> truth)
    {
        var patients = study.Participants.Where(p => study.Config.FitOn is not { } fit || !p.Cells.TryGetValue(fit.Column, out string? cell) || !fit.IsMetBy(cell)).Select(p => p.Id.Label).ToHashSet(StringComparer.Ordinal);
        List<double> joint = [];
        List<double> naive = [];
        List<bool> observed = [];
        var compared = kept.People.Where(p => patients.Contains(p.Participant)).ToList();
        foreach (var person in compared)
        {
            var parsed = kept.Naive(person.Participant);
            if (!parsed.TryGetValue(out var byPathway))
            {
                return Parsed.Failed<TruthComparison?>(parsed.Diagnostics);
            }

            foreach (var (pathway, posterior) in person.Posteriors.Where(p => truth.ContainsKey((person.Participant, p.Key))))
            {
                joint.Add(posterior);
                naive.Add(byPathway[pathway]);
                observed.Add(truth[(person.Participant, pathway)]);
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

    private static IReadOnlyList<OutcomeAssociation> Outcomes(StudyData study, CohortAccumulator kept)
    {
        Dictionary<string, IReadOnlyDictionary<string, double>> outcomes = new(StringComparer.Ordinal);
        foreach (var outcome in study.Config.Outcomes)
        {
            Dictionary<string, double> values = new(StringComparer.Ordinal);
            foreach (var person in kept.People)
            {
                if (TableMeasures.Number(study, ParticipantId.Parse(person.Participant), null, outcome.Source) is { } number)
                {
                    values[person.Participant] = number.Value;
                }
            }

            outcomes[outcome.Name] = values;
        }

        return OutcomeAnalysis.Associate(kept.Features, outcomes);
    }

    private static string[] Limits(StudyData study, CohortAccumulator kept)
    {
        List<string> limits = [char.ToUpperInvariant(kept.Run.ReferenceStatement[0]) + kept.Run.ReferenceStatement[1..] + "."];
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
