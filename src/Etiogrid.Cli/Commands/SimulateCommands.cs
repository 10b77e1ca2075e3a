using System.CommandLine;
using Etiogrid.Studies.Toolbox;

namespace Etiogrid.Cli.Commands;

/// <summary>The <c>simulate</c> verbs.</summary>
public static class SimulateCommands
{
    private const int MostPeople = 100_000;
    private const int MostVisits = 100;

    /// <summary>The command group.</summary>
    public static Command Create() => new("simulate", "Simulated studies with known truth.") { Cohort() };

    private static Command Cohort()
    {
        var folder = new Argument<string>("dir") { Description = "Study folder to make; absent or empty." };
        var people = new Option<int>("--people") { Description = "How many people, controls included.", DefaultValueFactory = _ => 60 };
        var controls = new Option<int?>("--controls") { Description = "How many of them are controls; a third where absent." };
        var visits = new Option<int>("--visits") { Description = "Dated visits of each patient, with severity and blood sample.", DefaultValueFactory = _ => 1 };
        var unverified = new Option<bool>("--include-unverified") { Description = "Simulate from unverified rows of the knowledge base as well." };
        var command = new Command("cohort", "Writes a complete BIDS study of simulated people, drawn from the general grid, with its truth.") { folder, people, controls, visits, unverified };
        command.Validators.Add(result =>
        {
            int all = result.GetValue(people);
            if (all is < 2 or > MostPeople)
            {
                result.AddError($"--people must lie between 2 and {MostPeople}; found {all}.");
            }
            else if (result.GetValue(controls) is { } some && (some < 0 || some >= all))
            {
                result.AddError($"--controls must lie between 0 and {all - 1}, one less than --people; found {some}.");
            }
        });
        visits.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MostVisits)
            {
                result.AddError($"--visits must lie between 1 and {MostVisits}.");
            }
        });
        command.SetAction(parse => VerbOutput.Write(parse, SimulationTools.Cohort(
            new()
            {
                Folder = parse.GetRequiredValue(folder),
                People = parse.GetValue(people),
                Controls = parse.GetValue(controls),
                Visits = parse.GetValue(visits),
                Seed = parse.GetValue(CommonOptions.Seed),
                Threads = parse.GetValue(CommonOptions.Threads),
                IncludeUnverified = parse.GetValue(unverified),
            },
            parse.GetValue(CommonOptions.Quiet) ? null : new StandardError())));
        return command;
    }

    /// <summary>Writes at once and in order, which <see cref="Progress{T}"/> does not promise.</summary>
    private sealed class StandardError : IProgress<string>
    {
        public void Report(string value) => Console.Error.WriteLine(value);
    }
}
