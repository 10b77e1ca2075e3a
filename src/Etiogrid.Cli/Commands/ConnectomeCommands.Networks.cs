using System.CommandLine;
using Etiogrid.Studies.Toolbox;

namespace Etiogrid.Cli.Commands;

/// <content>Individual networks and targets.</content>
public static partial class ConnectomeCommands
{
    private static Command Networks()
    {
        var series = new Option<string[]>("--timeseries") { Required = true, AllowMultipleArgumentsPerToken = true, Description = "The person's recordings." };
        var group = new Option<string>("--group-networks") { Required = true, Description = "Group atlas: one network label a region." };
        var method = Choice("--method", "wang2015", "wang2015", "mshbm");
        var command = new Command("networks", "Individual networks from a group atlas.") { series, group, method };
        command.SetAction(parse => VerbOutput.Write(parse, ConnectomeTools.Networks(new()
        {
            TimeSeries = parse.GetRequiredValue(series),
            GroupNetworks = parse.GetRequiredValue(group),
            Hierarchical = parse.GetValue(method) == "mshbm",
        })));
        return command;
    }

    private static Command Target()
    {
        var series = new Option<string>("--timeseries") { Required = true, Description = "Recording with regions in columns." };
        var seeds = new Option<string[]>("--seed-regions") { Required = true, AllowMultipleArgumentsPerToken = true, Description = "Subgenual regions." };
        var search = new Option<string[]>("--search-regions") { Required = true, AllowMultipleArgumentsPerToken = true, Description = "Dorsolateral prefrontal regions." };
        var coordinates = new Option<string?>("--coordinates") { Description = "Table name, x, y, z in mm." };
        var resamples = new Option<int>("--resamples") { DefaultValueFactory = _ => 500, Description = "Bootstrap recordings." };
        resamples.Validators.Add(r => Require(r, r.GetValueOrDefault<int>() > 0, "--resamples must be at least 1."));
        var command = new Command("target", "Stimulation target from subgenual anticorrelation, refused when unstable. Research use only.") { series, seeds, search, coordinates, resamples };
        command.SetAction(parse => VerbOutput.Write(parse, ConnectomeTools.Target(new()
        {
            TimeSeries = parse.GetRequiredValue(series),
            SeedRegions = parse.GetRequiredValue(seeds),
            SearchRegions = parse.GetRequiredValue(search),
            Coordinates = parse.GetValue(coordinates),
            Resamples = parse.GetValue(resamples),
            Seed = parse.GetValue(CommonOptions.Seed),
        })));
        return command;
    }
}
