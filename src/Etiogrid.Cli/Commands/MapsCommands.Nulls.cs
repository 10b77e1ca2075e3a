using System.CommandLine;
using Etiogrid.Files;
using Etiogrid.Studies.Toolbox;

namespace Etiogrid.Cli.Commands;

public static partial class MapsCommands
{
    private static Command Nulls()
    {
        var map = new Option<string>("--map") { Description = "Matrix file with one map, regions in rows.", Required = true };
        var column = new Option<string?>("--column") { Description = "Name of the map where the file has several." };
        var resample = new Option<bool>("--resample") { Description = "Variogram surrogates take the map's own values." };
        var bare = new Option<bool>("--bare") { Description = "No names in the matrix." };
        var fit = new Option<string?>("--diagnostics") { Description = "File for the fit diagnostics; standard error where absent." };
        var nulls = new NullOptions("--method", "moran", "spin", "moran", "moran-matched", "variogram", "juspace");
        var command = new Command("nulls", "Surrogates of a map (regions x surrogates) with fit diagnostics.") { map, column, resample, bare, fit };
        nulls.AddTo(command);
        command.SetAction(parse =>
        {
            var result = MapsTools.Nulls(new()
            {
                Map = parse.GetValue(map)!,
                Column = parse.GetValue(column),
                Resample = parse.GetValue(resample),
                Null = nulls.Read(parse),
            });
            if (result.TryGetValue(out var surrogates))
            {
                WriteFit(parse, surrogates, parse.GetValue(fit));
            }

            return VerbOutput.Write(parse, result.Select(r => parse.GetValue(CommonOptions.Json) ? r.ToJson() : MapsTools.ToTsv(r.Surrogates, "region", parse.GetValue(bare))));
        });
        return command;
    }

    private static void WriteFit(ParseResult parse, MapsNulls surrogates, string? file)
    {
        string text = surrogates.FitTable().ToTsv();
        if (file is not null)
        {
            AtomicFile.WriteText(file, text);
        }
        else if (!parse.GetValue(CommonOptions.Quiet))
        {
            Console.Error.Write(text);
        }
    }

    private static Command Calibrate()
    {
        var method = Choice("--method", "spearman", "spearman", "pearson");
        var maps = new Option<int>("--maps-per-side") { Description = "Simulated maps on each side; every one is paired with every one of the other.", DefaultValueFactory = _ => 60 };
        maps.Validators.Add(result => Require(result, result.GetValueOrDefault<int>() >= 2, "--maps-per-side must be at least 2."));
        var nulls = new NullOptions("--null", "moran-matched", "none", "spin", "moran", "moran-matched", "variogram", "juspace");
        var command = new Command("calibrate", "False-positive rate of a null over these regions, for unrelated maps of 5 to 60 mm smoothness.") { method, maps };
        nulls.AddTo(command);
        command.SetAction(parse => Write(parse, MapsTools.CalibrateNull(nulls.Read(parse), parse.GetValue(method)!, parse.GetValue(maps))));
        return command;
    }

    private static Command Similarity()
    {
        var atlas = new Option<string>("--atlas") { Description = "Matrix file: regions x atlas maps.", Required = true };
        var method = Choice("--method", "spearman", "spearman", "pearson");
        var threshold = new Option<double>("--threshold") { Description = "Shared variance from which maps are ambiguous.", DefaultValueFactory = _ => 0.5 };
        threshold.Validators.Add(result =>
        {
            if (!(result.GetValueOrDefault<double>() is > 0 and <= 1))
            {
                result.AddError("--threshold is a share of variance in (0, 1].");
            }
        });
        var command = new Command("similarity", "Correlation, shared variance and ambiguity sets of atlas maps.") { atlas, method, threshold };
        command.SetAction(parse => VerbOutput.Write(parse, MapsTools.Similarity(parse.GetValue(atlas)!, parse.GetValue(method)!, parse.GetValue(threshold))));
        return command;
    }
}
