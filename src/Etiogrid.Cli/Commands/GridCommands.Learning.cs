using System.CommandLine;
using Etiogrid.Studies.Toolbox;

namespace Etiogrid.Cli.Commands;

/// <summary>The verbs of learning from outcomes.</summary>
public static partial class GridCommands
{
    private static readonly Option<string> Ledger = new("--ledger") { Description = "Ledger folder.", Required = true };
    private static readonly Option<string?> Knowledge = new("--knowledge") { Description = "The study's own knowledge folder, if it has one." };
    private static readonly Option<bool> IncludeUnverified = new("--include-unverified") { Description = "Use unverified rows of the knowledge base too." };

    private static Command Learn()
    {
        var outcomes = new Option<string>("--outcomes") { Description = "Table: participant_id, arm, and symptom_ID, marker_ID or a change of a scale.", Required = true };
        var run = new Option<string?>("--study") { Description = "Output folder of the participant run at enrolment; without it the table needs causal_PATHWAY columns." };
        var contribution = new Option<string?>("--contribution") { Description = "Name of the contribution; the file's name where absent." };
        var contributor = new Option<string>("--contributor") { Description = "Who contributes, such as a site.", DefaultValueFactory = _ => "local" };
        var change = new Option<string?>("--change") { Description = "Column with the change of a severity scale; negative is improvement." };
        var points = new Option<double>("--points") { Description = "Points of that scale when every symptom of the grid is present.", DefaultValueFactory = _ => 100 };
        var command = new Command("learn", "Outcomes update links, efficacies, loadings and couplings of the grid: a new version in an append-only ledger.") { outcomes, Ledger, run, contribution, contributor, change, points, Knowledge, IncludeUnverified };
        command.SetAction(parse => VerbOutput.Write(parse, GridTools.Learn(new(
            parse.GetRequiredValue(outcomes), parse.GetRequiredValue(Ledger), parse.GetValue(run), parse.GetValue(contribution), parse.GetRequiredValue(contributor), parse.GetValue(change), parse.GetValue(points),
            parse.GetValue(Knowledge), parse.GetValue(IncludeUnverified), parse.GetValue(CommonOptions.Seed), parse.GetValue(CommonOptions.Threads)))));
        return command;
    }

    private static Command History()
    {
        var version = new Option<int?>("--version-of", "--parameters-of") { Description = "Show the parameters of this version instead; 0 = the literature." };
        var command = new Command("history", "The versions of a ledger, after checking every hash in it.") { Ledger, version, Knowledge, IncludeUnverified };
        command.SetAction(parse => VerbOutput.Write(parse, parse.GetValue(version) is { } v
            ? GridTools.HistoryOf(parse.GetRequiredValue(Ledger), v, parse.GetValue(Knowledge), parse.GetValue(IncludeUnverified))
            : GridTools.History(parse.GetRequiredValue(Ledger))));
        return command;
    }

    private static Command Revert()
    {
        var to = new Option<int?>("--to") { Description = "Go back to what this version rested on; 0 = the literature." };
        var remove = new Option<string?>("--remove") { Description = "Take this contribution out, as if it had never been added." };
        var command = new Command("revert", "Append a version that rests on less; nothing is deleted.") { Ledger, to, remove, Knowledge, IncludeUnverified };
        command.SetAction(parse => VerbOutput.Write(parse, GridTools.Revert(new(
            parse.GetRequiredValue(Ledger), parse.GetValue(to), parse.GetValue(remove), parse.GetValue(Knowledge), parse.GetValue(IncludeUnverified), parse.GetValue(CommonOptions.Threads)))));
        return command;
    }
}
