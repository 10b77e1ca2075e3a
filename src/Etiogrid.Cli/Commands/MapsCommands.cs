using System.CommandLine;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Studies.Toolbox;

namespace Etiogrid.Cli.Commands;

/// <summary>The <c>maps</c> verbs.</summary>
public static partial class MapsCommands
{
    /// <summary>The command group.</summary>
    public static Command Create()
    {
        var group = new Command("maps", "Brain maps: co-localisation with pathway atlases, spatial nulls, parcellation.");
        group.Subcommands.Add(Colocalize());
        group.Subcommands.Add(Nulls());
        group.Subcommands.Add(Calibrate());
        group.Subcommands.Add(Similarity());
        group.Subcommands.Add(Group());
        group.Subcommands.Add(Parcellate());
        group.Subcommands.Add(Picture());
        group.Subcommands.Add(Sets());
        return group;
    }

    private static Command Colocalize()
    {
        var maps = new Option<string>("--maps") { Description = "Matrix file: regions x maps.", Required = true };
        var atlas = new Option<string>("--atlas") { Description = "Matrix file: regions x atlas maps.", Required = true };
        var covariate = new Option<string?>("--covariate") { Description = "Matrix file: regions x covariates, for the partial methods." };
        var method = Choice("--method", "spearman", "spearman", "pearson", "partial-spearman", "partial-pearson", "mlr", "dominance", "ridge", "pls");
        var side = new Option<string?>("--surrogates-of") { Description = "Side replaced by surrogates: maps (default of spin), atlas (default of moran, variogram) or both." };
        side.AcceptOnlyFromAmong("maps", "atlas", "both");
        var adjusted = new Option<bool>("--adjusted") { Description = "Dominance from adjusted R2." };
        var nulls = new NullOptions("--null", "none", "spin", "moran", "moran-matched", "variogram");
        var penalty = new Option<double>("--penalty") { Description = "Ridge penalty on z-scored atlas maps.", DefaultValueFactory = _ => 1 };
        var components = new Option<int>("--components") { Description = "Components of partial least squares.", DefaultValueFactory = _ => 10 };
        penalty.Validators.Add(result => Require(result, result.GetValueOrDefault<double>() >= 0, "--penalty cannot be negative."));
        components.Validators.Add(result => Require(result, result.GetValueOrDefault<int>() >= 1, "--components must be at least 1."));
        var calibration = new Option<string?>("--calibration", "--card") { Description = "File for the null's false-positive rate on simulated maps as smooth as each map." };
        var mask = new Option<string?>("--mask") { Description = "Regions to keep: one column of 0 and 1; for volumes an image." };
        var hemisphere = new Option<string?>("--hemisphere") { Description = "left | right: one side only, by coordinates or region names." };
        hemisphere.AcceptOnlyFromAmong("left", "right");
        var command = new Command("colocalize", "Correlates maps with an atlas over regions, vertices or voxels.") { maps, atlas, covariate, mask, hemisphere, method, side, adjusted, penalty, components, calibration };
        nulls.AddTo(command);
        command.SetAction(parse => Write(parse, MapsTools.Colocalize(new()
        {
            Maps = parse.GetValue(maps)!,
            Atlas = parse.GetValue(atlas)!,
            Covariate = parse.GetValue(covariate),
            Mask = parse.GetValue(mask),
            Side = parse.GetValue(hemisphere),
            Method = parse.GetValue(method)!,
            SurrogatesOf = parse.GetValue(side),
            Adjusted = parse.GetValue(adjusted),
            Penalty = parse.GetValue(penalty),
            Components = parse.GetValue(components),
            Card = !parse.GetValue(CommonOptions.Quiet),
            Calibration = parse.GetValue(calibration),
            Null = nulls.Read(parse),
        })));
        return command;
    }

    /// <summary>As <see cref="VerbOutput"/>, with notes (calibration cards) on standard error unless quiet.</summary>
    private static int Write(ParseResult parse, Parsed<Table> result)
    {
        foreach (var note in result.Diagnostics.Where(d => d.Severity == Severity.Note && !parse.GetValue(CommonOptions.Quiet)))
        {
            Console.Error.WriteLine($"note {note}");
        }

        return VerbOutput.Write(parse, result);
    }

    private static void Require(System.CommandLine.Parsing.OptionResult result, bool holds, string message)
    {
        if (!holds)
        {
            result.AddError(message);
        }
    }

    private static Option<string> Choice(string name, string initial, params string[] allowed)
    {
        var option = new Option<string>(name) { Description = string.Join(" | ", allowed), DefaultValueFactory = _ => initial };
        option.AcceptOnlyFromAmong(allowed);
        return option;
    }

    /// <summary>The options that describe a spatial null.</summary>
    private sealed class NullOptions(string name, string initial, params string[] allowed)
    {
        private readonly Option<string> _null = Choice(name, initial, allowed);
        private readonly Option<string[]> _coordinates = new("--coordinates") { Description = "Region centres x y z: one file, or left and right hemisphere.", Arity = new ArgumentArity(1, 2), AllowMultipleArgumentsPerToken = true };
        private readonly Option<string?> _distances = new("--distances") { Description = "Distance matrix of the regions." };
        private readonly Option<int?> _permutations = new("--permutations", "--count") { Description = "Surrogate draws; Pearson with moran uses the closed form where absent." };
        private readonly Option<string> _assignment = Choice("--spin-assignment", "original", "original", "vasa", "hungarian");
        private readonly Option<string?> _rotations = new("--rotations") { Description = "Rotations, nine numbers a row." };

        public void AddTo(Command command)
        {
            _permutations.Validators.Add(result =>
            {
                if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, System.Globalization.CultureInfo.InvariantCulture, out int value) && value < 1)
                {
                    result.AddError($"{result.Tokens[0].Value} draws: at least 1 is needed.");
                }
            });
            foreach (var option in new Option[] { _null, _coordinates, _distances, _permutations, _assignment, _rotations })
            {
                command.Options.Add(option);
            }
        }

        public MapsNullOptions Read(ParseResult parse) => new()
        {
            Null = parse.GetValue(_null)!,
            Coordinates = parse.GetValue(_coordinates) ?? [],
            Distances = parse.GetValue(_distances),
            Permutations = parse.GetValue(_permutations),
            SpinAssignment = parse.GetValue(_assignment)!,
            Rotations = parse.GetValue(_rotations),
            Seed = parse.GetValue(CommonOptions.Seed),
            Threads = parse.GetValue(CommonOptions.Threads),
        };
    }
}
