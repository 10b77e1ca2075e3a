using System.CommandLine;
using Etiogrid.Studies.Toolbox;

namespace Etiogrid.Cli.Commands;

public static partial class MapsCommands
{
    private static Command Parcellate()
    {
        var images = new Option<string[]>("--image") { Description = "NIfTI or FreeSurfer volumes (.nii, .mgz); surface maps (.gii, .mgh, FreeSurfer), left and right in turn; dense CIFTI-2 (.dscalar/.dtseries.nii); or parcellated files (CIFTI-2 .pscalar/.ptseries/.pconn.nii, FreeSurfer .stats).", Required = true, AllowMultipleArgumentsPerToken = true };
        var atlas = new Option<string[]>("--atlas") { Description = "NIfTI label image; or surface labels (.label.gii, .annot), one hemisphere or left and right; .dlabel.nii for dense CIFTI-2; none for parcellated files.", Arity = new ArgumentArity(1, 2), AllowMultipleArgumentsPerToken = true };
        var labels = new Option<string?>("--labels") { Description = "Table of region numbers and names." };
        var resample = Choice("--resample", "nearest", "nearest", "linear");
        var background = new Option<string>("--background") { Description = "auto: the value of the outermost voxels is no measurement | keep: every value counts | a number.", DefaultValueFactory = _ => "auto" };
        background.Validators.Add(result => Require(
            result, result.GetValueOrDefault<string>() is "auto" or "keep" || double.TryParse(result.GetValueOrDefault<string>(), System.Globalization.CultureInfo.InvariantCulture, out _), "--background is auto, keep or a number."));
        var ignoreZero = new Option<bool>("--ignore-zero") { Description = "The same as --background 0." };
        var meansOnly = new Option<bool>("--means-only") { Description = "Leave out n_voxels and coverage." };
        var command = new Command("parcellate", "Means of images over the regions of a label image.") { images, atlas, labels, resample, background, ignoreZero, meansOnly };
        command.SetAction(parse => VerbOutput.Write(parse, MapsTools.Parcellate(new()
        {
            Images = parse.GetValue(images)!,
            Atlas = parse.GetValue(atlas) ?? [],
            Labels = parse.GetValue(labels),
            Resample = parse.GetValue(resample)!,
            Background = parse.GetValue(ignoreZero) ? "0" : parse.GetValue(background)!,
            MeansOnly = parse.GetValue(meansOnly),
        })));
        return command;
    }
}
