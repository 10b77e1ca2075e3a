using System.CommandLine;
using Etiogrid.Inference;
using Etiogrid.Inference.Interventions;
using Etiogrid.Studies.Toolbox;

namespace Etiogrid.Cli.Commands;

/// <summary>The <c>grid</c> verbs.</summary>
public static partial class GridCommands
{
    /// <summary>The command group.</summary>
    public static Command Create() => new("grid", "Posterior over biological pathways.") { Infer(), Liability(), Combine(), Next(), Calibrate(), Learn(), History(), Revert() };

    private static Command Infer()
    {
        var model = new Option<string>("--model") { Description = "Model as JSON: pc, rho0, kap, lam, leak, Lc, Lk, S, y, missing_biomarkers, symptoms.", Required = true };
        var engine = new Option<GridEngine?>("--engine") { Description = "Force an engine; by default the cheapest exact one, else sampling." };
        var memory = new Option<double?>("--memory-mb") { Description = "Megabytes that tables may take; 2000 by default." };
        var command = new Command("infer", "The posterior of an explicit model; says on standard error what it will cost before it starts.") { model, engine, memory };
        command.SetAction((parse, cancellation) => Task.FromResult(InferenceOutput.Write(parse, GridTools.Infer(new GridInferOptions(
            parse.GetRequiredValue(model), parse.GetValue(CommonOptions.Threads), parse.GetValue(CommonOptions.Seed), parse.GetValue(engine))
        {
            MemoryMegabytes = parse.GetValue(memory),
            Announce = parse.GetValue(CommonOptions.Quiet) ? null : Console.Error.WriteLine,
            Cancellation = cancellation,
        }))));
        return command;
    }

    private static Command Liability()
    {
        var prevalence = new Option<double>("--prevalence") { Description = "Prevalence of the outcome, in (0, 1).", Required = true };
        var oddsRatio = new Option<double?>("--odds-ratio") { Description = "Odds ratio of a binary exposure." };
        var frequency = new Option<double?>("--frequency") { Description = "Population frequency of the exposure, in (0, 1)." };
        var perSd = new Option<double?>("--odds-ratio-per-sd") { Description = "Odds ratio per standard deviation of a score." };
        var command = new Command("liability", "An odds ratio on the liability scale.") { prevalence, oddsRatio, frequency, perSd };
        command.SetAction(parse => InferenceOutput.Write(parse, GridTools.Liability(new GridLiabilityOptions(
            parse.GetValue(prevalence), parse.GetValue(oddsRatio), parse.GetValue(frequency), parse.GetValue(perSd)))));
        return command;
    }

    private static Command Calibrate()
    {
        var people = new Option<int>("--people") { Description = "Simulated people of each scenario.", DefaultValueFactory = _ => 5000 };
        var rankPeople = new Option<int>("--rank-people") { Description = "Simulated people of the rank test.", DefaultValueFactory = _ => 1000 };
        var draws = new Option<int>("--draws") { Description = "Posterior draws each of them is ranked among.", DefaultValueFactory = _ => 199 };
        var report = new Option<string?>("--report") { Description = "Folder for a page and SVG figures: rank histograms, reliability curves, calibration errors." };
        var command = new Command("calibrate", "Simulation-based calibration: does the posterior mean what it says, and how wrong does it get when the world is not the model.") { people, rankPeople, draws, report };
        command.SetAction((parse, cancellation) => Task.FromResult(VerbOutput.Write(parse, GridTools.Calibrate(new GridCalibrateOptions(
            parse.GetValue(people), parse.GetValue(rankPeople), parse.GetValue(draws), parse.GetValue(CommonOptions.Seed), parse.GetValue(CommonOptions.Threads))
        {
            ReportFolder = parse.GetValue(report),
            Cancellation = cancellation,
        }))));
        return command;
    }

    private static Command Combine()
    {
        var (study, participant) = Person();
        var max = new Option<int>("--max") { Description = "Most interventions in a combination, 1 to 4; as in the run where absent.", DefaultValueFactory = _ => 4 };
        var utility = new Option<CombinationUtility?>("--utility") { Description = "additive (every symptom relieved counts) or remission (none left); as in the run where absent." };
        var command = new Command("combine", "Combinations of interventions of a person of a finished run, as hypotheses.") { study, participant, max, utility, Knowledge };
        command.SetAction(parse => VerbOutput.Write(parse, GridTools.Combine(new GridResultsOptions(parse.GetRequiredValue(study), parse.GetRequiredValue(participant), parse.GetValue(max))
        {
            Utility = parse.GetValue(utility),
            LargestSetGiven = parse.GetResult(max) is { Implicit: false },
            Knowledge = parse.GetValue(Knowledge),
            Threads = parse.GetValue(CommonOptions.Threads),
        })));
        return command;
    }

    private static Command Next()
    {
        var (study, participant) = Person();
        var weight = new Option<double?>("--symptoms-per-cost") { Description = "Symptoms that one unit of cost (a blood test) weighs; 0.0005 where absent." };
        var command = new Command("next", "What to measure next in a person of a finished run: value for choosing interventions and information, each per cost.") { study, participant, weight };
        command.SetAction(parse => VerbOutput.Write(parse, GridTools.Next(new GridResultsOptions(
            parse.GetRequiredValue(study), parse.GetRequiredValue(participant), 1)
        { SymptomsPerCost = parse.GetValue(weight) })));
        return command;
    }

    private static (Option<string> Study, Option<string> Participant) Person() => (
        new("--study") { Description = "Output folder of a participant run.", Required = true },
        new("--participant-label", "--participant_label") { Description = "Label, with or without sub-.", Required = true });
}
