using System.Globalization;
using System.Reflection;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Core.Identifiers;
using Etiogrid.Files;
using Etiogrid.Knowledge;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Studies.Composition;
using Etiogrid.Studies.Configuration;
using Etiogrid.Studies.Ledger;
using Etiogrid.Studies.Measures;
using Etiogrid.Studies.Measures.Brain;
using Etiogrid.Studies.Reading;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Pipeline;

/// <summary>From a study folder to results of people: read, measure everybody, form references, infer, write.</summary>
public static class StudyPipeline
{
    /// <summary>Seed of runs whose study and command line name none.</summary>
    public const ulong DefaultSeed = 20261121;

    /// <summary>Folder inside a study whose tables add to the knowledge base.</summary>
    public const string OverlayFolder = "knowledge";

    /// <summary>Version of the program as printed in results.</summary>
    public static string ProgramVersion { get; } =
        (typeof(StudyPipeline).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];

    /// <summary>
    /// Measures and infers the people asked for and writes their files. The renderer turns a result into its page;
    /// it is a parameter because pages are made of results and not the other way round.
    /// </summary>
    public static Parsed<RunOutcome> RunParticipants(RunRequest request, Func<PersonResult, string> page, Action<RunProgress> progress)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(progress);
        progress(new("reading", 0, 0, ""));
        return Open(request).Then(opened => MeasureEverybody(request, opened, progress).Then(measures => Infer(request, opened, measures, page, progress)));
    }

    /// <summary>Reads configuration, knowledge and tables.</summary>
    public static Parsed<OpenedStudy> Open(RunRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!Directory.Exists(request.StudyFolder))
        {
            return Parsed.Failed<OpenedStudy>(Diagnostic.Error("E199", "The study folder does not exist", new(request.StudyFolder), fix: "Check the path; 'etiogrid demo' makes a study to look at"));
        }

        string file = request.ConfigFile ?? StudyConfigReader.DefaultFile(request.StudyFolder);
        return ReadKnowledge(request).Select(tables => (Tables: tables, Grid: tables.BuildGrid(request.IncludeUnverified))).Then(literature => StudyConfigReader.Read(file, request.StudyFolder)
            .Then(config => Learned(config, literature.Grid).Then(learned =>
            {
                var grid = learned is null ? literature.Grid : LearnedGrid.Apply(literature.Grid, learned.Parameters, learned.Version);
                return StudyReader.Read(config, grid)
                    .Then(study => CheckLabels(request, study))
                    .Select(study => new OpenedStudy(study, grid, request.Seed ?? config.Seed ?? DefaultSeed) { Learned = learned, Tables = literature.Tables, IncludesUnverified = request.IncludeUnverified });
            })));
    }

    /// <summary>The ledger version that study.yaml names, or null.</summary>
    private static Parsed<LedgerVersion?> Learned(StudyConfig config, GeneralGrid literature) => config.Ledger is { } ledger
        ? LearningLedger.Open(ledger, create: false).Then(l => l.Read(config.LedgerVersion, literature)).Select(v => v.Version == 0 ? null : v)
        : Parsed.Of<LedgerVersion?>(null);

    /// <summary>The knowledge tables, with the rows of the study's own <c>knowledge/</c> folder added or overriding where it has one.</summary>
    private static Parsed<KnowledgeBase> ReadKnowledge(RunRequest request)
    {
        string overlay = Path.Combine(request.StudyFolder, OverlayFolder);
        return Directory.Exists(overlay) ? KnowledgeBase.Read(overlay) : Parsed.Of(KnowledgeBase.Load());
    }

    /// <summary>Genetics, brain, references.</summary>
    public static Parsed<StudyMeasures> MeasureEverybody(RunRequest request, OpenedStudy opened, Action<RunProgress> progress)
    {
        var study = opened.Study;
        progress(new("genetics", 0, study.Config.Genetics is null ? 0 : 1, ""));
        return GeneticsMeasure.Measure(study, opened.Grid, request.Threads).Then(genetics => EpigeneticMarks.Read(study).Then(marks =>
        {
            if (study.Config.Brain is null)
            {
                return Parsed.Of(new StudyMeasures(study, opened.Grid, null, [], genetics, request.Session, marks));
            }

            return BrainSpace.Read(study.Config.Brain, opened.Seed).Select(space =>
            {
                var sessions = BrainAnalysis.Measure(study, space, new RunFolders(request.OutputFolder), request.Threads, (done, total, item) => progress(new("brain", done, total, item)), request.Cancellation);
                return new StudyMeasures(study, opened.Grid, space, sessions, genetics, request.Session, marks);
            });
        }));
    }

    private static Parsed<StudyData> CheckLabels(RunRequest request, StudyData study)
    {
        var known = study.Participants.Select(p => p.Id).ToHashSet();
        var bag = new DiagnosticBag();
        foreach (var asked in request.Participants.Where(p => !known.Contains(p)))
        {
            string? near = NearestName.Among(asked.Label, known.Select(k => k.Label));
            bag.Add(Diagnostic.Error("E225", "The study has no such participant", new(study.Config.Participants), asked.ToString(), null, near is null ? null : $"Did you mean '{near}'?"));
        }

        return bag.Finish(() => study);
    }

    private static Parsed<RunOutcome> Infer(RunRequest request, OpenedStudy opened, StudyMeasures measures, Func<PersonResult, string> page, Action<RunProgress> progress)
    {
        var study = opened.Study;
        var folders = new RunFolders(request.OutputFolder);
        var run = Describe(request, opened, measures);
        return PersonAnalyzer.Create(opened, measures, run).Select(analyzer =>
        {
            var asked = Asked(request, study).ToArray();
            var failed = asked.Where(id => !measures.Has(id)).Concat(Strangers(request, study)).ToArray();
            var todo = asked.Where(measures.Has).ToArray();
            RunWriter.WriteDataset(folders, study.Config, run);
            RunModel.Write(folders, opened, request.IncludeUnverified, analyzer.Correlations);
            progress(new("inference", 0, 0, InferenceForecast.Of(analyzer, todo, measures).Statement));
            int done = 0;
            var options = new ParallelOptions { MaxDegreeOfParallelism = request.Threads > 0 ? request.Threads : Environment.ProcessorCount, CancellationToken = request.Cancellation };
            Parallel.ForEach(todo, options, id =>
            {
                var analysis = analyzer.Analyze(measures.Of(id));
                foreach (var finding in analysis.Diagnostics)
                {
                    study.Findings.Add(id, finding);
                }

                if (analysis.TryGetValue(out var value))
                {
                    RunWriter.WritePerson(folders, value, page(value.Result));
                }

                progress(new("people", Interlocked.Increment(ref done), todo.Length, id.ToString()));
            });
            var impossible = todo.Where(study.Findings.HasError).ToHashSet();
            var outcome = new RunOutcome([.. todo.Where(id => !impossible.Contains(id))], [.. failed.Concat(impossible).Order()], [.. study.Findings.All().Select(f => f.Diagnostic)]);
            RunWriter.WriteLogs(folders, study, run, outcome, measures);
            new AuditLog(folders.Audit, TimeProvider.System).Append("participant", run.RunId, outcome.ClosingLine);
            return outcome;
        });
    }

    /// <summary>People with errors who stand in a phenotype table but not in participants.tsv; they fail unless certain people were asked for.</summary>
    private static IEnumerable<ParticipantId> Strangers(RunRequest request, StudyData study)
    {
        var listed = study.Participants.Select(p => p.Id).ToHashSet();
        return request.Participants.Count > 0
            ? []
            : study.Findings.All().Where(f => f.Diagnostic.Severity == Severity.Error && !listed.Contains(f.Person)).Select(f => f.Person).Distinct();
    }

    private static IEnumerable<ParticipantId> Asked(RunRequest request, StudyData study)
    {
        var named = request.Participants.ToHashSet();
        var excluded = request.Excluded.ToHashSet();
        return study.Participants.Select(p => p.Id).Where(p => (named.Count == 0 || named.Contains(p)) && !excluded.Contains(p)).Order();
    }

    private static RunInfo Describe(RunRequest request, OpenedStudy opened, StudyMeasures measures)
    {
        var config = opened.Study.Config;
        string inputs = string.Join('\n', opened.Study.Tables.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => t.Value.Sha256).Concat(measures.Sessions.Select(s => s.Measurement.Provenance.Sha256)));
        string id = ContentCache.Key(ProgramVersion, opened.Grid.Sha256, config.Sha256, InputFile.Sha256(config.Participants), inputs, opened.Seed.ToString(CultureInfo.InvariantCulture), request.Session?.Label ?? "")[..12];
        string command = "etiogrid STUDY OUT participant --config " + Path.GetFileName(config.File) + string.Create(CultureInfo.InvariantCulture, $" --seed {opened.Seed}") + (request.IncludeUnverified ? " --include-unverified" : "");
        return new(config.Name, config.Simulated, ProgramVersion, opened.Grid.Version, opened.Grid.Sha256, config.Sha256, id, opened.Seed, command, measures.ReferenceStatement);
    }
}
