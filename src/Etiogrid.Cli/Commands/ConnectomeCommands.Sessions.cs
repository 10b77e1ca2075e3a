using System.CommandLine;
using Etiogrid.Studies.Toolbox;

namespace Etiogrid.Cli.Commands;

/// <content>Motion, derivatives folders, group differences and connectopic maps.</content>
public static partial class ConnectomeCommands
{
    private static Command Motion()
    {
        var confounds = new Option<string>("--confounds") { Required = true, Description = "fMRIPrep's confounds, XCP-D's motion table, or six columns." };
        var series = new Option<string?>("--timeseries") { Description = "Signals, for DVARS." };
        var repetition = new Option<double>("--tr") { Required = true, Description = "Seconds between volumes." };
        var threshold = new Option<double>("--threshold") { DefaultValueFactory = _ => 0.5, Description = "Displacement in mm above which a volume is censored." };
        var radius = new Option<double>("--radius") { DefaultValueFactory = _ => 50, Description = "Radius of the head in mm." };
        var before = new Option<int>("--before") { Description = "Volumes censored before each moved one." };
        var after = new Option<int>("--after") { Description = "Volumes censored after each moved one." };
        var run = new Option<int>("--shortest-run") { DefaultValueFactory = _ => 1, Description = "Shorter runs of kept volumes are censored too." };
        var minutes = new Option<double>("--minimum-minutes") { DefaultValueFactory = _ => 4, Description = "Least minutes of kept volumes." };
        var mean = new Option<double>("--largest-mean") { DefaultValueFactory = _ => 0.55, Description = "Largest mean displacement of a usable session in mm." };
        var mask = new Option<string?>("--mask") { Description = "File for the kept volumes, as clean --sample-mask reads them." };
        var volumes = new Option<bool>("--volumes") { Description = "One row a volume." };
        repetition.Validators.Add(r => Require(r, r.GetValueOrDefault<double>() > 0, "--tr must be positive."));
        radius.Validators.Add(r => Require(r, r.GetValueOrDefault<double>() > 0, "--radius must be positive."));
        before.Validators.Add(r => Require(r, r.GetValueOrDefault<int>() >= 0, "--before must not be negative."));
        after.Validators.Add(r => Require(r, r.GetValueOrDefault<int>() >= 0, "--after must not be negative."));
        var command = new Command("motion", "Head motion of a session, the volumes to keep, and whether enough is left.") { confounds, series, repetition, threshold, radius, before, after, run, minutes, mean, mask, volumes };
        command.SetAction(parse => VerbOutput.Write(parse, ConnectomeTools.Motion(new()
        {
            Confounds = parse.GetRequiredValue(confounds),
            TimeSeries = parse.GetValue(series),
            RepetitionTimeSeconds = parse.GetValue(repetition),
            Radius = parse.GetValue(radius),
            MaskFile = parse.GetValue(mask),
            Volumes = parse.GetValue(volumes),
            Rules = new()
            {
                Threshold = parse.GetValue(threshold),
                Before = parse.GetValue(before),
                After = parse.GetValue(after),
                ShortestRun = parse.GetValue(run),
                MinimumMinutes = parse.GetValue(minutes),
                LargestMean = parse.GetValue(mean),
            },
        })));
        return command;
    }

    private static Command Derivatives()
    {
        var folder = new Argument<string>("FOLDER") { Description = "Derivatives of fMRIPrep or XCP-D." };
        var command = new Command("derivatives", "Parcellated recordings of a derivatives folder with their confounds, motion and repetition time.") { folder };
        command.SetAction(parse => VerbOutput.Write(parse, ConnectomeTools.Derivatives(parse.GetRequiredValue(folder))));
        return command;
    }

    private static Command NetworkStatistic()
    {
        var cases = new Option<string[]>("--cases") { Required = true, AllowMultipleArgumentsPerToken = true, Description = "Matrices of cases." };
        var controls = new Option<string[]>("--controls") { Required = true, AllowMultipleArgumentsPerToken = true, Description = "Matrices of controls." };
        var threshold = new Option<double>("--threshold") { DefaultValueFactory = _ => 3.1, Description = "Smallest |t| of an edge." };
        var permutations = new Option<int>("--permutations") { DefaultValueFactory = _ => 5000, Description = "Shuffles of group membership." };
        var edges = new Option<bool>("--edges") { Description = "One row an edge." };
        var covariates = new Option<string?>("--covariates") { Description = "Matrix file: people x covariates (age, sex, motion, …), cases then controls; linear model with Freedman-Lane exchange." };
        threshold.Validators.Add(r => Require(r, r.GetValueOrDefault<double>() > 0, "--threshold must be positive."));
        permutations.Validators.Add(r => Require(r, r.GetValueOrDefault<int>() >= 0, "--permutations must not be negative."));
        var command = new Command("nbs", "Connected sets of edges that differ between groups (network-based statistic).") { cases, controls, covariates, threshold, permutations, edges };
        command.SetAction(parse => VerbOutput.Write(parse, ConnectomeTools.NetworkStatistic(new()
        {
            Cases = parse.GetRequiredValue(cases),
            Controls = parse.GetRequiredValue(controls),
            Covariates = parse.GetValue(covariates),
            Threshold = parse.GetValue(threshold),
            Permutations = parse.GetValue(permutations),
            Edges = parse.GetValue(edges),
            Seed = parse.GetValue(CommonOptions.Seed),
            Threads = parse.GetValue(CommonOptions.Threads),
        })));
        return command;
    }

    private static Command Structural()
    {
        var matrices = new Option<string[]>("--matrix") { Required = true, AllowMultipleArgumentsPerToken = true, Description = "Streamline counts or weights, one matrix a person." };
        var symmetrize = Choice("--symmetrize", "none", "none", "mean", "max");
        var normalize = Choice("--normalize", "none", "none", "density", "log", "max");
        var volumes = new Option<string?>("--volumes") { Description = "Table name, volume of each region, for --normalize density." };
        var lengths = new Option<string?>("--lengths") { Description = "Matrix of mean lengths of connections: density per length." };
        var consensus = new Option<double?>("--consensus") { Description = "The group's network: connections that this share of people have." };
        var functional = new Option<string?>("--functional") { Description = "Functional matrix: coupling of structure and function, one row a region." };
        var bare = new Option<bool>("--bare") { Description = "No names in header and first column." };
        consensus.Validators.Add(r => Require(r, r.GetValueOrDefault<double?>() is null or (> 0 and <= 1), "--consensus must lie in (0, 1]."));
        var command = new Command("structural", "Structural matrices: symmetric, comparable, a group's consensus, coupling with function.") { matrices, symmetrize, normalize, volumes, lengths, consensus, functional, bare };
        command.Validators.Add(r =>
        {
            if ((r.GetValue(normalize) == "density") != (r.GetValue(volumes) is not null))
            {
                r.AddError("--normalize density and --volumes FILE go together.");
            }
        });
        command.SetAction(parse => VerbOutput.Write(parse, ConnectomeTools.Structural(new()
        {
            Matrices = parse.GetRequiredValue(matrices),
            Symmetrize = parse.GetValue(symmetrize)!,
            Normalize = parse.GetValue(normalize)!,
            Volumes = parse.GetValue(volumes),
            Lengths = parse.GetValue(lengths),
            Consensus = parse.GetValue(consensus),
            Functional = parse.GetValue(functional),
            Bare = parse.GetValue(bare),
        })));
        return command;
    }

    private static Command Connectopy()
    {
        var series = new Option<string>("--timeseries") { Required = true, Description = "Recording with the structure's places and the rest of the brain in columns." };
        var structure = new Option<string[]>("--structure") { Required = true, AllowMultipleArgumentsPerToken = true, Description = "Columns of the structure (striatum, hippocampus); a final * stands for any ending." };
        var rest = new Option<string[]>("--rest") { AllowMultipleArgumentsPerToken = true, Description = "Columns to compare connections with; all others where absent." };
        var maps = new Option<int>("--components") { DefaultValueFactory = _ => 2, Description = "Number of maps." };
        maps.Validators.Add(r => Require(r, r.GetValueOrDefault<int>() > 0, "--components must be at least 1."));
        var coordinates = new Option<string?>("--coordinates") { Description = "Table name, x, y, z in mm, for --trend." };
        var trend = new Option<int>("--trend") { Description = "Summarise each map by a polynomial of this order in the coordinates (Haak 2018): one row a term." };
        trend.Validators.Add(r => Require(r, r.GetValueOrDefault<int>() is > 0 and < 10, "--trend must lie in 1 to 9."));
        var command = new Command("connectopy", "Connectopic maps: how connections change gradually within a structure.") { series, structure, rest, maps, coordinates, trend };
        command.Validators.Add(r =>
        {
            if ((r.GetValue(trend) > 0) != (r.GetValue(coordinates) is not null))
            {
                r.AddError("--trend ORDER and --coordinates FILE go together.");
            }
        });
        command.SetAction(parse => VerbOutput.Write(parse, ConnectomeTools.Connectopy(new()
        {
            TimeSeries = parse.GetRequiredValue(series),
            Structure = parse.GetRequiredValue(structure),
            Rest = parse.GetValue(rest) ?? [],
            Maps = parse.GetValue(maps),
            Coordinates = parse.GetValue(coordinates),
            TrendOrder = parse.GetValue(trend),
        })));
        return command;
    }

    private static Command Retest()
    {
        var first = new Option<string[]>("--session1") { Required = true, AllowMultipleArgumentsPerToken = true, Description = "First recordings, one a person." };
        var second = new Option<string[]>("--session2") { Required = true, AllowMultipleArgumentsPerToken = true, Description = "Second recordings of the same people in the same order." };
        var group = new Option<string?>("--group-networks") { Description = "Table name, network: adds network features and individual networks." };
        var density = new Option<double>("--density") { DefaultValueFactory = _ => 0.15, Description = "Density of the graphs." };
        var permutations = new Option<int>("--permutations") { DefaultValueFactory = _ => 1000, Description = "Shuffles for the p value of identification." };
        density.Validators.Add(r => Require(r, r.GetValueOrDefault<double>() is > 0 and <= 1, "--density must lie in (0, 1]."));
        permutations.Validators.Add(r => Require(r, r.GetValueOrDefault<int>() >= 0, "--permutations must not be negative."));
        var command = new Command("retest", "How well people, features and networks repeat across two sessions.") { first, second, group, density, permutations };
        command.SetAction(parse => VerbOutput.Write(parse, ConnectomeTools.Retest(new()
        {
            Session1 = parse.GetRequiredValue(first),
            Session2 = parse.GetRequiredValue(second),
            GroupNetworks = parse.GetValue(group),
            Density = parse.GetValue(density),
            Permutations = parse.GetValue(permutations),
            Seed = parse.GetValue(CommonOptions.Seed),
        })));
        return command;
    }
}
