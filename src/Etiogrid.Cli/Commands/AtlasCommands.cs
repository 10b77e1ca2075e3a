using System.CommandLine;
using Etiogrid.Studies.Toolbox;

namespace Etiogrid.Cli.Commands;

/// <summary>The <c>atlas</c> verbs.</summary>
public static class AtlasCommands
{
    /// <summary>The command group.</summary>
    public static Command Create()
    {
        var group = new Command("atlas", "Atlas packs: maps with target, tracer, people, citation, licence and checksum.");
        group.Subcommands.Add(Add());
        group.Subcommands.Add(ForPack("list", "The maps of all added packs, or of one.", AtlasTools.List));
        group.Subcommands.Add(ForPack("check", "Reads packs, compares checksums and regions.", AtlasTools.Check));
        group.Subcommands.Add(Export());
        return group;
    }

    private static Command Add()
    {
        var folder = new Argument<string>("folder") { Description = "Folder with atlas.tsv and the files it names." };
        var name = new Option<string?>("--name") { Description = "Name to use in --atlas and study.yaml; the folder's where absent." };
        var replace = new Option<bool>("--replace") { Description = "Replace a pack of this name." };
        var command = new Command("add", "Checks a pack and keeps a copy, to be used by name.") { folder, name, replace };
        command.SetAction(parse => VerbOutput.Write(parse, AtlasTools.Add(parse.GetValue(folder)!, parse.GetValue(name), parse.GetValue(replace))));
        return command;
    }

    private static Command ForPack(string verb, string description, Func<string?, Core.Diagnostics.Parsed<Files.Table>> work)
    {
        var pack = new Argument<string?>("pack") { Description = "Name or folder of a pack; all added packs where absent.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command(verb, description) { pack };
        command.SetAction(parse => VerbOutput.Write(parse, work(parse.GetValue(pack))));
        return command;
    }

    private static Command Export()
    {
        var pack = new Argument<string>("pack") { Description = "Name or folder of a pack." };
        var maps = new Option<bool>("--maps") { Description = "Every map as stored, instead of one combined map a target." };
        var bare = new Option<bool>("--bare") { Description = "No names in the matrix." };
        var command = new Command("export", "Regions x targets (z scores, weighted by people) or regions x maps.") { pack, maps, bare };
        command.SetAction(parse => VerbOutput.Write(parse, AtlasTools.Export(parse.GetValue(pack)!, parse.GetValue(maps), parse.GetValue(bare))));
        return command;
    }
}
