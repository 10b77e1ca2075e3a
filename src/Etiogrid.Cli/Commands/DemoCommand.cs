using System.CommandLine;
using Etiogrid.Reporting;
using Etiogrid.Studies.Demo;

namespace Etiogrid.Cli.Commands;

/// <summary><c>demo</c>: simulate, run, compare with the truth.</summary>
public static class DemoCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var output = new Argument<string>("out") { Description = "Output folder.", DefaultValueFactory = _ => "./etiogrid-demo" };
        var people = new Option<int>("--people") { Description = "How many people to simulate, controls included.", DefaultValueFactory = _ => 60 };
        people.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<int>() is < 20 or > 5000)
            {
                r.AddError("--people must lie between 20 and 5000: fewer leave no reference group.");
            }
        });
        var command = new Command("demo", "Simulate a cohort with known truth, run the study, compare posteriors with the truth.") { output, people };
        command.SetAction((parse, cancellation) =>
        {
            var result = DemoRun.Execute(
                new() { OutputFolder = parse.GetRequiredValue(output), People = parse.GetValue(people), Seed = parse.GetValue(CommonOptions.Seed), Threads = parse.GetValue(CommonOptions.Threads), Cancellation = cancellation },
                PersonPage.Render,
                CohortPage.Render,
                StudyCommands.Printer(parse).Report,
                TimeProvider.System);
            VerbOutput.ReportDiagnostics(result.Diagnostics, result.DroppedDiagnostics);
            if (!result.TryGetValue(out var summary))
            {
                return Task.FromResult(ExitCode.BadInput);
            }

            Console.Out.Write(summary.Text);
            return Task.FromResult(summary.ExitCode);
        });
        return command;
    }
}
