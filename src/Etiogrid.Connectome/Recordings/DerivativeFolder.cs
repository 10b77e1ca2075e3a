using System.Text.Json;

namespace Etiogrid.Connectome.Recordings;

/// <summary>
/// Finds parcellated recordings in a BIDS derivatives folder by their names (<c>sub-A[_ses-B]_task-C[_run-D]…_seg-E…_timeseries.tsv[.gz]</c>,
/// older XCP-D: <c>atlas-E</c>) and joins each with the confounds, motion and outlier tables of the same recording, wherever they lie in the folder.
/// </summary>
public static class DerivativeFolder
{
    private static readonly string[] Endings = [".tsv", ".tsv.gz"];

    /// <summary>All recordings, ordered by path.</summary>
    /// <param name="folder">Root of the derivatives; must exist.</param>
    public static IReadOnlyList<DerivativeRecording> Find(string folder)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, "sub-*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        var names = files.Select(f => (File: f, Entities: Entities(Path.GetFileName(f)))).ToArray();
        return [.. names.Where(n => IsRecording(n.Entities)).Select(n => Join(n.File, n.Entities, names))];
    }

    /// <summary>The entities of a BIDS file name, with <c>suffix</c> and <c>extension</c>; parts without a dash other than the last are ignored.</summary>
    public static IReadOnlyDictionary<string, string> Entities(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        string[] parts = (dot < 0 ? name : name[..dot]).Split('_');
        var result = new Dictionary<string, string>(StringComparer.Ordinal) { ["suffix"] = parts[^1], ["extension"] = dot < 0 ? "" : name[dot..] };
        foreach (string[] pair in parts[..^1].Select(p => p.Split('-', 2)).Where(p => p.Length == 2))
        {
            result[pair[0]] = pair[1];
        }

        return result;
    }

    private static string Of(IReadOnlyDictionary<string, string> entities, string key) => entities.GetValueOrDefault(key, "");

    private static string Atlas(IReadOnlyDictionary<string, string> entities) => Of(entities, "seg") is { Length: > 0 } seg ? seg : Of(entities, "atlas");

    private static bool IsRecording(IReadOnlyDictionary<string, string> entities) =>
        Of(entities, "suffix") == "timeseries" && Of(entities, "desc") != "confounds" && Atlas(entities).Length > 0 && Endings.Contains(Of(entities, "extension"));

    private static DerivativeRecording Join(string file, IReadOnlyDictionary<string, string> own, (string File, IReadOnlyDictionary<string, string> Entities)[] all)
    {
        var mates = all.Where(o => ((string[])["sub", "ses", "task", "run", "acq", "dir"]).All(k => Of(o.Entities, k) == Of(own, k))).ToArray();
        string? Mate(Func<IReadOnlyDictionary<string, string>, bool> belongs) => mates.FirstOrDefault(m => belongs(m.Entities) && Endings.Contains(Of(m.Entities, "extension"))).File;
        return new(
            file,
            Of(own, "sub"),
            Of(own, "ses"),
            Of(own, "task"),
            Of(own, "run"),
            Atlas(own),
            Mate(e => Of(e, "suffix") is "timeseries" or "regressors" && Of(e, "desc") == "confounds"),
            Mate(e => Of(e, "suffix") == "motion"),
            Mate(e => Of(e, "suffix") == "outliers"),
            RepetitionTime(file, mates.Select(m => m.File)));
    }

    /// <summary>The sidecar of the recording itself counts first, then that of any image of the same run.</summary>
    private static double? RepetitionTime(string file, IEnumerable<string> mates)
    {
        string stem = file.EndsWith(".gz", StringComparison.Ordinal) ? file[..^7] : file[..^4];
        return ((string[])[stem + ".json", .. mates.Where(m => m.EndsWith("_bold.json", StringComparison.Ordinal))]).Where(File.Exists).Select(Read).FirstOrDefault(t => t is not null);

        static double? Read(string sidecar)
        {
            try
            {
                using var json = JsonDocument.Parse(File.ReadAllText(sidecar));
                return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("RepetitionTime", out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
            }
            catch (JsonException)
            {
                return null; // A sidecar that is no JSON tells no repetition time; the caller has to give it.
            }
        }
    }
}
