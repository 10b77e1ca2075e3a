using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Etiogrid.Studies.Toolbox;

namespace Etiogrid.Cli.Commands;

/// <summary>The <c>knowledge</c> verbs.</summary>
public static class KnowledgeCommands
{
    private static readonly Option<bool> IncludeUnverified = new("--include-unverified") { Description = "Use rows that nobody read in their source as well; they are off by default.", Recursive = true };
    private static readonly Option<string?> Overlay = new("--overlay") { Description = "Folder with your own rows laid over the shipped tables (same file names and columns).", Recursive = true };

    /// <summary>The command group.</summary>
    public static Command Create() => new("knowledge", "The general vulnerability grid: tables, checks, views, parameters.")
    {
        IncludeUnverified, Overlay, List(), Show(), Check(), Calibrate(), Sensitivity(), Family(), View(), Diff(), Export(), Docs(),
    };

    private static KnowledgeOptions OptionsOf(ParseResult parse) => new(parse.GetValue(Overlay), parse.GetValue(IncludeUnverified));

    private static Command List()
    {
        var table = new Argument<string>("TABLE") { Description = "Name of a table, such as pathways or symptom_links." };
        var command = new Command("list", "The rows of a table.") { table };
        command.SetAction(parse => VerbOutput.Write(parse, KnowledgeTools.List(parse.GetValue(table)!, OptionsOf(parse))));
        return command;
    }

    private static Command Show()
    {
        var id = new Argument<string>("ID") { Description = "Key of a pathway, exposure, symptom, marker, intervention, source …" };
        var command = new Command("show", "Everything on one id: its row and the rows that name it.") { id };
        command.SetAction(parse => VerbOutput.Write(parse, KnowledgeTools.Show(parse.GetValue(id)!, OptionsOf(parse))));
        return command;
    }

    private static Command Check()
    {
        var unverified = new Option<bool>("--unverified") { Description = "List the rows that nobody has read in their source instead, and what becomes of them." };
        var coverage = new Option<bool>("--coverage") { Description = "List every item that the founding papers name instead, with the row that holds it." };
        var command = new Command("check", "Check all tables: rows per table and verification, or the broken rows.") { unverified, coverage };
        command.SetAction(parse => VerbOutput.Write(
            parse,
            parse.GetValue(unverified) ? KnowledgeTools.Unverified(OptionsOf(parse))
            : parse.GetValue(coverage) ? KnowledgeTools.Coverage(OptionsOf(parse))
            : KnowledgeTools.Check(OptionsOf(parse))));
        return command;
    }

    private static Command Calibrate()
    {
        var people = new Option<int>("--people") { Description = "People simulated.", DefaultValueFactory = _ => 200_000 };
        people.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1000)
            {
                result.AddError("--people must be at least 1000.");
            }
        });
        var parameters = new Option<string?>("--parameters") { Description = "File to write the calibrated parameters to." };
        var command = new Command("calibrate", "Solve for parameters that reproduce published odds ratios and prevalences; list what fits and what does not.") { people, parameters };
        command.SetAction(parse =>
        {
            var clock = Stopwatch.StartNew();
            var result = KnowledgeTools.Calibrate(new(OptionsOf(parse), parse.GetValue(people), parse.GetValue(CommonOptions.Seed), parse.GetValue(CommonOptions.Threads), parse.GetValue(parameters)));
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{parse.GetValue(people)} people simulated and calibrated in {clock.Elapsed.TotalSeconds:0.0} s"));
            return VerbOutput.Write(parse, result);
        });
        return command;
    }

    private static Command Sensitivity()
    {
        var command = new Command("sensitivity", "Which conclusions hang on which parameters.");
        command.SetAction(parse => VerbOutput.Write(parse, KnowledgeTools.Sensitivity(OptionsOf(parse))));
        return command;
    }

    private static Command Family()
    {
        var outcome = new Option<string>("--outcome") { Description = "An outcome of the tables, such as SCZ; its lifetime prevalence is used.", Required = true };
        var heritability = new Option<double>("--heritability") { Description = "Share of the liability's variance that all genes explain.", Required = true };
        var r2 = new Option<double>("--score-r2") { Description = "Share of the liability's variance that the polygenic score explains.", Required = true };
        var score = new Option<double>("--score") { Description = "The person's polygenic score in standard deviations.", Required = true };
        var parent = new Option<string>("--parent") { Description = "affected or unaffected.", DefaultValueFactory = _ => "affected" };
        parent.AcceptOnlyFromAmong("affected", "unaffected");
        var command = new Command("family", "A polygenic score and a parent's illness together, without counting the shared genes twice.") { outcome, heritability, r2, score, parent };
        command.SetAction(parse => VerbOutput.Write(parse, KnowledgeTools.Family(new(
            OptionsOf(parse), parse.GetRequiredValue(outcome), parse.GetRequiredValue(heritability), parse.GetRequiredValue(r2), parse.GetRequiredValue(score), parse.GetValue(parent) == "affected"))));
        return command;
    }

    private static Command View()
    {
        var by = new Option<string>("--by") { Description = "hitop, rdoc or dsm.", Required = true };
        by.AcceptOnlyFromAmong("hitop", "rdoc", "dsm");
        var command = new Command("view", "The symptom dimensions as another classification sorts them.") { by };
        command.SetAction(parse => VerbOutput.Write(parse, KnowledgeTools.View(parse.GetValue(by)!, OptionsOf(parse))));
        return command;
    }

    private static Command Diff()
    {
        var first = new Argument<string>("A") { Description = "Knowledge folder, or 'shipped'." };
        var second = new Argument<string>("B") { Description = "Knowledge folder, or 'shipped'." };
        var command = new Command("diff", "What B changes against A.") { first, second };
        command.SetAction(parse => VerbOutput.Write(parse, KnowledgeTools.Diff(parse.GetValue(first)!, parse.GetValue(second)!)));
        return command;
    }

    private static Command Export()
    {
        var folder = new Argument<string>("DIR") { Description = "Folder to write to." };
        var command = new Command("export", "Write all tables, and the gene sets as GMT.") { folder };
        command.SetAction(parse => VerbOutput.Write(parse, KnowledgeTools.Export(parse.GetValue(folder)!, OptionsOf(parse))));
        return command;
    }

    private static Command Docs()
    {
        var folder = new Argument<string>("DIR") { Description = "Folder to write to." };
        var command = new Command("docs", "Write the reference pages: one a pathway, exposure, intervention and symptom, with a searchable index.") { folder };
        command.SetAction(parse => VerbOutput.Write(parse, KnowledgeTools.Docs(parse.GetValue(folder)!, OptionsOf(parse))));
        return command;
    }
}
