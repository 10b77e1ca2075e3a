using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Imaging.Atlases;

namespace Etiogrid.Studies.Toolbox;

/// <summary>Where atlas packs are kept, and how an atlas argument is found: a matrix file, a pack's folder, or the name of a pack added before.</summary>
public static class AtlasStore
{
    /// <summary>Folder that takes the place of the default one.</summary>
    public const string Variable = "ETIOGRID_ATLASES";

    /// <summary>The folder of added packs.</summary>
    public static string Folder => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "etiogrid", "atlases");

    /// <summary>Names of added packs, sorted.</summary>
    public static IReadOnlyList<string> Names => Directory.Exists(Folder)
        ? [.. Directory.EnumerateDirectories(Folder).Where(AtlasPack.IsPack).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>The folder of a pack given as a folder or by name; null where it is neither.</summary>
    public static string? PackOf(string atlas) =>
        AtlasPack.IsPack(atlas) ? atlas
        : IsName(atlas) && AtlasPack.IsPack(Path.Combine(Folder, atlas)) ? Path.Combine(Folder, atlas)
        : null;

    /// <summary>Letters, digits, dot, minus and underscore, not starting with a dot.</summary>
    public static bool IsName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length > 0 && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
    }

    /// <summary>
    /// Regions x maps of an atlas: a matrix file as it is, a pack with one map a target. Errors: those of matrix files and of <see cref="AtlasPack.Read"/>,
    /// E355 a folder without manifest or a name that no pack has.
    /// </summary>
    public static Parsed<NamedMatrix> Read(string atlas)
    {
        ArgumentNullException.ThrowIfNull(atlas);
        if (PackOf(atlas) is { } folder)
        {
            return AtlasPack.Read(folder).Select(p => p.Targets());
        }

        if (!File.Exists(atlas) && (Directory.Exists(atlas) || (IsName(atlas) && !Path.HasExtension(atlas))))
        {
            return Parsed.Failed<NamedMatrix>(NoPack(atlas));
        }

        return MapsTools.ReadMaps(atlas);
    }

    /// <summary>The finding for a name that no pack has (E355).</summary>
    internal static Diagnostic NoPack(string atlas)
    {
        string? near = NearestName.Among(atlas, Names);
        return Diagnostic.Error("E355", "There is neither a file, nor a pack's folder, nor an added pack of this name", new(atlas), atlas, $"a matrix file, a folder with {AtlasManifest.FileName}, or one of: {string.Join(", ", Names)}", near is null ? "Add the pack: etiogrid atlas add FOLDER" : $"Is '{near}' meant?");
    }
}
