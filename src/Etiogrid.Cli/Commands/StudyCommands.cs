using System.CommandLine;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Core.Identifiers;
using Etiogrid.Reporting;
using Etiogrid.Studies.Cohorts;
using Etiogrid.Studies.Pipeline;
using Etiogrid.Studies.Planning;

namespace Etiogrid.Cli.Commands;

/// <summary>The verbs of a study: <c>init</c>, <c>validate</c>, <c>plan</c>, <c>run</c> (also as <c>etiogrid STUDY OUT participant|group</c>), <c>report</c>.</summary>
public static class StudyCommands
{
    private static readonly Option<string?> Config = new("--config", "--config-file") { Description = "Configuration instead of STUDY/study.yaml." };
    private static readonly Option<string[]> Participants = new("--participant-label", "--participant_label") { Description = "People to write pages for, with or without 'sub-'; everybody still forms the reference.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
    private static readonly Option<string[]> Excluded = new("--exclude-participant-label") { Description = "People to leave out.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
    private static readonly Option<string?> Session = new("--session-id", "--session-label") { Description = "Session of the page; the first with data where absent." };
    private static readonly Option<bool> IncludeUnverified = new("--include-unverified") { Description = "Use unverified rows of the knowledge base too." };
    private static readonly Option<bool> Strict = new("--strict") { Description = "Warnings count as errors." };
    private static readonly Argument<string> Study = new("study") { Description = "BIDS folder with study.yaml." };
    private static readonly Argument<string> Output = new("out") { Description = "Output folder." };

    /// <summary>All verbs.</summary>
    public static IEnumerable<Command> Create() => [Init(), Validate(), Plan(), Run(), Report()];

    private static Command Init()
    {
        var folder = new Argument<string>("dir") { Description = "Folder to write into; created if needed." };
        var command = new Command("init", "Write a commented study.yaml and the tables that go with it; asks nothing, overwrites nothing.") { folder };
        command.SetAction(parse => VerbOutput.Write(parse, StudyTemplate.Write(parse.GetRequiredValue(folder))));
        return command;
    }

    private static Command Validate()
    {
        var command = new Command("validate", "Check a study without computing anything: every finding with file, row, column and how to mend it.") { Study, Config, IncludeUnverified, Strict };
        command.SetAction(parse =>
        {
            var validation = StudyValidator.Validate(Request(parse, Path.GetTempPath()));
            int code = parse.GetValue(Strict) && validation.Findings.Any(f => f.Severity == Severity.Warning) ? ExitCode.BadInput : validation.ExitCode;
            VerbOutput.Write(parse, Parsed.Of(validation.ToTable()));
            Console.Error.WriteLine(validation.ClosingLine);
            return code;
        });
        return command;
    }

    private static Command Plan()
    {
        var command = new Command("plan", "Who has which data, what will be skipped and why, how much work it is.") { Study, Output, Config, Participants, Excluded, IncludeUnverified };
        command.SetAction(parse => VerbOutput.Write(parse, StudyPlan.Make(Request(parse, parse.GetRequiredValue(Output)))));
        return command;
    }

    private static Command Run()
    {
        var level = new Argument<string>("level") { Description = "participant or group." };
        level.AcceptOnlyFromAmong("participant", "group");
        var command = new Command("run", "Run a level of a study; the same as 'etiogrid STUDY OUT participant|group'.") { Study, Output, level, Config, Participants, Excluded, Session, IncludeUnverified };
        command.SetAction((parse, cancellation) =>
        {
            var request = Request(parse, parse.GetRequiredValue(Output)) with { Cancellation = cancellation };
            var printer = Printer(parse);
            return Task.FromResult(parse.GetRequiredValue(level) == "participant" ? Participant(request, printer) : Group(request, printer));
        });
        return command;
    }

    private static Command Report()
    {
        var command = new Command("report", "Write the pages anew from finished results.") { Output };
        command.SetAction(parse => VerbOutput.Write(parse, PageRewriter.Rewrite(parse.GetRequiredValue(Output), PersonPage.Render, CohortPage.Render)));
        return command;
    }

    private static int Participant(RunRequest request, ProgressPrinter printer)
    {
        var result = StudyPipeline.RunParticipants(request, PersonPage.Render, printer.Report);
        VerbOutput.ReportDiagnostics(result.Diagnostics, result.DroppedDiagnostics);
        if (!result.TryGetValue(out var outcome))
        {
            Console.Error.WriteLine(VerbOutput.ClosingLine(result.Diagnostics));
            return VerbOutput.FailureCode(result.Diagnostics);
        }

        VerbOutput.ReportDiagnostics([.. outcome.Findings.Where(f => f.Severity == Severity.Error)], 0);
        Console.Out.WriteLine(outcome.ClosingLine);
        return outcome.ExitCode;
    }

    private static int Group(RunRequest request, ProgressPrinter printer)
    {
        var result = CohortPipeline.Run(request, CohortPage.Render, printer.Report);
        VerbOutput.ReportDiagnostics(result.Diagnostics, result.DroppedDiagnostics);
        if (!result.TryGetValue(out var cohort))
        {
            Console.Error.WriteLine(VerbOutput.ClosingLine(result.Diagnostics));
            return VerbOutput.FailureCode(result.Diagnostics);
        }

        Console.Out.WriteLine($"ok {cohort.People.Count} people, {Path.Combine(request.OutputFolder, "group.html")}");
        return ExitCode.Success;
    }

    internal static ProgressPrinter Printer(ParseResult parse) => new(parse.GetValue(CommonOptions.Quiet), parse.GetValue(CommonOptions.LogFormat) == "json");

    private static RunRequest Request(ParseResult parse, string output)
    {
        string? session = parse.GetValue(Session);
        return new()
        {
            StudyFolder = parse.GetRequiredValue(Study),
            OutputFolder = output,
            ConfigFile = parse.GetValue(Config),
            Participants = Labels(parse.GetValue(Participants)),
            Excluded = Labels(parse.GetValue(Excluded)),
            Session = session is null ? null : SessionId.TryParse(session, out var id) ? id : throw new UsageException($"--session-id: '{session}' is not a label of letters and digits."),
            Seed = parse.GetResult(CommonOptions.Seed) is { Implicit: false } ? parse.GetValue(CommonOptions.Seed) : null,
            Threads = parse.GetValue(CommonOptions.Threads),
            IncludeUnverified = parse.GetValue(IncludeUnverified),
        };
    }

    private static ParticipantId[] Labels(string[]? texts) =>
        [.. (texts ?? []).Select(t => ParticipantId.TryParse(t, out var id) ? id : throw new UsageException($"'{t}' is not a participant label of letters and digits."))];
}
