using System.CommandLine;
using Etiogrid.Studies.Toolbox;

namespace Etiogrid.Cli.Commands;

public static partial class MapsCommands
{
    private static Command Group()
    {
        var cases = new Option<string>("--cases") { Description = "Matrix file: people x regions.", Required = true };
        var controls = new Option<string?>("--controls") { Description = "Matrix file: people x regions." };
        var paired = new Option<bool>("--paired") { Description = "The k-th case belongs to the k-th control." };
        var atlas = new Option<string>("--atlas") { Description = "Matrix file: regions x atlas maps.", Required = true };
        var covariate = new Option<string?>("--covariate") { Description = "Matrix file: regions x covariates, for the partial methods." };
        var mode = Choice("--mode", "cohen-between", "cohen-between", "cohen-within", "mean", "each", "z", "pairdiff", "loo", "null");
        var method = Choice("--method", "spearman", "spearman", "pearson", "partial-spearman", "partial-pearson", "mlr");
        var people = new Option<string?>("--people") { Description = "Matrix file: people x covariates (age, sex, …), cases then controls; adjusts cohen-between and z (Freedman-Lane)." };
        var nulls = new NullOptions("--null", "none", "none", "spin", "moran", "moran-matched", "variogram", "juspace");
        var groupNull = Choice("--group-null", "plain", "plain", "proportional");
        var command = new Command("group", "Co-localisation of groups and their members.") { cases, controls, paired, atlas, covariate, mode, method, groupNull, people };
        nulls.AddTo(command);
        command.SetAction(parse => Write(parse, MapsTools.Group(new()
        {
            Cases = parse.GetValue(cases)!,
            Controls = parse.GetValue(controls),
            Paired = parse.GetValue(paired),
            Atlas = parse.GetValue(atlas)!,
            Covariate = parse.GetValue(covariate),
            Mode = parse.GetValue(mode)!,
            Method = parse.GetValue(method)!,
            Permutations = nulls.Read(parse).Permutations ?? 0,
            People = parse.GetValue(people),
            Null = nulls.Read(parse),
            Card = !parse.GetValue(CommonOptions.Quiet),
            GroupNull = parse.GetValue(groupNull)!,
            Seed = parse.GetValue(CommonOptions.Seed),
            Threads = parse.GetValue(CommonOptions.Threads),
        })));
        return command;
    }
}
