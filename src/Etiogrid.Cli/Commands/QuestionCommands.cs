using System.CommandLine;
using Etiogrid.Studies.Toolbox;

namespace Etiogrid.Cli.Commands;

/// <summary><c>explain</c> and <c>whatif</c>: questions about one person of a finished run.</summary>
public static class QuestionCommands
{
    /// <summary>Both verbs.</summary>
    public static IEnumerable<Command> Create() => [Explain(), WhatIf()];

    private static Command Explain()
    {
        var (folder, study, participant, knowledge) = Common();
        var pathway = new Option<string?>("--pathway") { Description = "Pathway id; the most probable one where absent." };
        var command = new Command("explain", "Why a pathway has its posterior: steps in log-odds, criteria, and every number with file, row and source.") { folder, study, participant, pathway, knowledge };
        command.SetAction(parse => VerbOutput.Write(parse, PersonQuestions.Explain(new(Run(parse, folder, study), parse.GetRequiredValue(participant), parse.GetValue(pathway), parse.GetValue(knowledge)))));
        return command;
    }

    private static Command WhatIf()
    {
        var (folder, study, participant, knowledge) = Common();
        var set = new Option<string[]>("--set") { Description = "Other evidence: marker=value (in its unit, or 2.1z), exposure=yes|no, symptom=yes|no, score_PATHWAY=z; n/a for unknown. Several joined by commas.", AllowMultipleArgumentsPerToken = true };
        var without = new Option<string[]>("--without") { Description = "Kinds of evidence left out: genes, exposures, symptoms, or a modality such as imaging.", AllowMultipleArgumentsPerToken = true };
        var command = new Command("whatif", "Posterior and combinations before and after other evidence.") { folder, study, participant, set, without, knowledge };
        command.SetAction(parse => VerbOutput.Write(parse, PersonQuestions.WhatIf(new(
            Run(parse, folder, study), parse.GetRequiredValue(participant), parse.GetValue(set) ?? [], parse.GetValue(without) ?? [], parse.GetValue(knowledge), parse.GetValue(CommonOptions.Threads)))));
        return command;
    }

    private static string Run(ParseResult parse, Argument<string?> folder, Option<string?> study) =>
        parse.GetValue(folder) ?? parse.GetValue(study) ?? throw new UsageException("Name the output folder of a participant run: OUT or --study OUT.");

    private static (Argument<string?> Folder, Option<string?> Study, Option<string> Participant, Option<string?> Knowledge) Common() => (
        new("out") { Description = "Output folder of a participant run.", Arity = ArgumentArity.ZeroOrOne },
        new("--study") { Description = "The same." },
        new("--participant-label", "--participant_label") { Description = "Label, with or without sub-.", Required = true },
        new("--knowledge") { Description = "The study's own knowledge folder, if the run had one." });
}
