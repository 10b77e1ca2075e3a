using System.CommandLine;
using Etiogrid.Studies.Toolbox;

namespace Etiogrid.Cli.Commands;

public static partial class MapsCommands
{
    private static Command Picture()
    {
        var map = new Option<string?>("--map") { Description = "Matrix file: regions x maps." };
        var columns = new Option<string[]>("--column") { Description = "Maps of the file; the first four where absent.", AllowMultipleArgumentsPerToken = true };
        var atlas = new Option<string?>("--atlas") { Description = "Atlas (file, pack folder or pack name) to draw below." };
        var atlasMaps = new Option<string[]>("--atlas-map") { Description = "Maps of the atlas; the first four where absent.", AllowMultipleArgumentsPerToken = true };
        var coordinates = new Option<string[]>("--coordinates") { Description = "Region centres x y z: one file, or left and right hemisphere.", Arity = new ArgumentArity(1, 2), AllowMultipleArgumentsPerToken = true };
        var meshes = new Option<string[]>("--mesh") { Description = "Meshes (.surf.gii), left and right.", Arity = new ArgumentArity(1, 2), AllowMultipleArgumentsPerToken = true };
        var labels = new Option<string[]>("--labels") { Description = "Surface labels (.label.gii, .annot) on these meshes.", Arity = new ArgumentArity(1, 2), AllowMultipleArgumentsPerToken = true };
        var view = Choice("--view", "surface", "surface", "axial");
        var command = new Command("picture", "Maps and atlas maps as SVG.") { map, columns, atlas, atlasMaps, coordinates, meshes, labels, view };
        command.SetAction(parse => VerbOutput.Write(parse, MapsTools.Picture(new()
        {
            Map = parse.GetValue(map),
            Columns = parse.GetValue(columns) ?? [],
            Atlas = parse.GetValue(atlas),
            AtlasMaps = parse.GetValue(atlasMaps) ?? [],
            Coordinates = parse.GetValue(coordinates) ?? [],
            Meshes = parse.GetValue(meshes) ?? [],
            Labels = parse.GetValue(labels) ?? [],
            View = parse.GetValue(view)!,
        })));
        return command;
    }
}
