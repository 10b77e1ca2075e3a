using System.CommandLine;
using Etiogrid.Studies.Toolbox;

namespace Etiogrid.Cli.Commands;

public static partial class MapsCommands
{
    private static Command Sets()
    {
        var maps = new Option<string>("--maps") { Description = "Matrix file: regions x maps.", Required = true };
        var atlas = new Option<string>("--atlas") { Description = "Matrix file or pack: regions x genes, the background.", Required = true };
        var sets = new Option<string>("--sets") { Description = "Gene sets (GMT).", Required = true };
        var method = Choice("--method", "spearman", "spearman", "pearson");
        var aggregate = Choice("--aggregate", "mean", "mean", "median", "absmean", "absmedian");
        var least = new Option<int>("--min-genes") { Description = "Genes with a map that a set needs.", DefaultValueFactory = _ => 5 };
        least.Validators.Add(result => Require(result, result.GetValueOrDefault<int>() >= 1, "--min-genes must be at least 1."));
        var nulls = new NullOptions("--null", "none", "none", "spin", "moran", "moran-matched", "variogram", "juspace");
        var command = new Command("sets", "Co-localisation with sets of gene-expression maps, against random sets and surrogates of the map.") { maps, atlas, sets, method, aggregate, least };
        nulls.AddTo(command);
        command.SetAction(parse => Write(parse, MapsTools.Sets(new()
        {
            Maps = parse.GetValue(maps)!,
            Atlas = parse.GetValue(atlas)!,
            Sets = parse.GetValue(sets)!,
            Method = parse.GetValue(method)!,
            Aggregate = parse.GetValue(aggregate)!,
            FewestGenes = parse.GetValue(least),
            Null = nulls.Read(parse),
        })));
        return command;
    }
}
