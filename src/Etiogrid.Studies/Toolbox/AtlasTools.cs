using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Imaging.Atlases;

namespace Etiogrid.Studies.Toolbox;

/// <summary>The <c>atlas</c> verbs.</summary>
public static class AtlasTools
{
    /// <summary><c>atlas add</c>: checks a pack and copies it, with checksums, to the store. Errors: those of the check, E356 the name is taken or impossible.</summary>
    /// <param name="folder">The pack.</param>
    /// <param name="name">Name to keep it under; null for the folder's name.</param>
    /// <param name="replace">Replace a pack of that name.</param>
    public static Parsed<Table> Add(string folder, string? name, bool replace)
    {
        ArgumentNullException.ThrowIfNull(folder);
        string key = name ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        string target = Path.Combine(AtlasStore.Folder, key);
        if (!AtlasStore.IsName(key))
        {
            return Parsed.Failed<Table>(Diagnostic.Error("E356", "The name cannot be used", Place.Nowhere, key, "letters, digits, '-', '_' and '.'", "Give --name"));
        }

        if (Directory.Exists(target) && !replace)
        {
            return Parsed.Failed<Table>(Diagnostic.Error("E356", "A pack of this name was added before", new(target), key, fix: "Give another --name, or --replace"));
        }

        return AtlasPack.Read(folder).Select(pack =>
        {
            Copy(pack, target);
            return Describe(key, pack);
        });
    }

    /// <summary><c>atlas list</c>: the maps of all added packs, or of one.</summary>
    public static Parsed<Table> List(string? pack)
    {
        if (pack is not null && AtlasStore.PackOf(pack) is null)
        {
            return Parsed.Failed<Table>(AtlasStore.NoPack(pack));
        }

        var names = pack is null ? AtlasStore.Names : [pack];
        var table = Empty();
        var findings = new List<Diagnostic>();
        foreach (string name in names)
        {
            var parsed = AtlasManifest.Read(AtlasStore.PackOf(name) ?? name);
            findings.AddRange(parsed.Diagnostics);
            if (parsed.TryGetValue(out var maps))
            {
                Describe(table, name, maps);
            }
            else if (pack is not null)
            {
                return Parsed.Failed<Table>(findings);
            }
        }

        return Parsed.Of(table, findings.Select(f => f with { Severity = Severity.Warning }));
    }

    /// <summary><c>atlas check</c>: reads everything and compares checksums; one row a map.</summary>
    public static Parsed<Table> Check(string? pack)
    {
        if (pack is not null && AtlasStore.PackOf(pack) is null)
        {
            return Parsed.Failed<Table>(AtlasStore.NoPack(pack));
        }

        var table = new Table("pack", "map", "target", "regions", "missing", "checksum", "status");
        var findings = new List<Diagnostic>();
        foreach (string name in pack is null ? AtlasStore.Names : [pack])
        {
            var parsed = AtlasPack.Read(AtlasStore.PackOf(name) ?? name);
            findings.AddRange(parsed.Diagnostics);
            if (!parsed.TryGetValue(out var found))
            {
                continue;
            }

            for (int j = 0; j < found.Maps.Count; j++)
            {
                int missing = found.Values.Values.Column(j).Count(v => !double.IsFinite(v));
                table.Add(name, found.Maps[j].Name, found.Maps[j].Target, found.Values.Values.Rows, missing, found.Maps[j].Sha256.Length > 0 ? "agrees" : "none given", "ok");
            }
        }

        return findings.Any(f => f.Severity == Severity.Error) ? Parsed.Failed<Table>(findings) : Parsed.Of(table, findings);
    }

    /// <summary><c>atlas export</c>: regions x targets (z scores combined over maps), or regions x maps as stored.</summary>
    public static Parsed<string> Export(string pack, bool maps, bool bare) => AtlasStore.PackOf(pack) is { } folder
        ? AtlasPack.Read(folder).Select(p => MapsTools.ToTsv(maps ? p.Values : p.Targets(), "region", bare))
        : AtlasStore.Read(pack).Select(m => MapsTools.ToTsv(m, "region", bare));

    private static void Copy(AtlasPack pack, string target)
    {
        string fresh = target + ".new";
        if (Directory.Exists(fresh))
        {
            Directory.Delete(fresh, recursive: true);
        }

        Directory.CreateDirectory(fresh);
        foreach (string file in pack.Maps.Select(m => m.File).Distinct(StringComparer.Ordinal))
        {
            string to = Path.Combine(fresh, file);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(Path.Combine(pack.Folder, file), to);
        }

        // The manifest is written last: a folder without one is no pack.
        var maps = pack.Maps.Select(m => m with { Sha256 = InputFile.Sha256(Path.Combine(fresh, m.File)) });
        AtomicFile.WriteText(Path.Combine(fresh, AtlasManifest.FileName), AtlasManifest.Write(maps));
        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }

        Directory.Move(fresh, target);
    }

    private static Table Empty() => new("pack", "map", "kind", "target", "tracer", "n", "age", "space", "licence", "citation");

    private static Table Describe(string name, AtlasPack pack)
    {
        var table = Empty();
        Describe(table, name, pack.Maps);
        return table;
    }

    private static void Describe(Table table, string name, IReadOnlyList<AtlasMap> maps)
    {
        foreach (var m in maps)
        {
            table.Add(name, m.Name, m.Kind, m.Target, m.Tracer.Length > 0 ? m.Tracer : null, m.N.ToString(CultureInfo.InvariantCulture), m.Age, m.Space, m.Licence, m.Citation);
        }
    }
}
