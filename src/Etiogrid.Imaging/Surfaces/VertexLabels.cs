using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Imaging.Volumes;

namespace Etiogrid.Imaging.Surfaces;

/// <summary>A parcellation of one hemisphere's surface: a region for every vertex (GIFTI label file or FreeSurfer annotation).</summary>
public sealed class VertexLabels
{
    private VertexLabels(int[] regionOf, IReadOnlyList<string> names, IReadOnlyList<int> keys)
    {
        RegionOf = regionOf;
        Names = names;
        Keys = keys;
    }

    /// <summary>Position in <see cref="Names"/> for every vertex; -1 outside all regions (key 0, medial wall, unknown).</summary>
    public IReadOnlyList<int> RegionOf { get; }

    /// <summary>Region names in the order of the file's table; only those with a vertex.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The file's keys of the regions.</summary>
    public IReadOnlyList<int> Keys { get; }

    /// <summary>Vertices of each region.</summary>
    public int[] Counts
    {
        get
        {
            int[] counts = new int[Names.Count];
            foreach (int region in RegionOf.Where(r => r >= 0))
            {
                counts[region]++;
            }

            return counts;
        }
    }

    /// <summary>Reads .label.gii or .annot by content. Errors: those of <see cref="GiftiFile.Read"/>, E344 no labels, E347 malformed annotation.</summary>
    public static Parsed<VertexLabels> Read(string path)
    {
        if (path.EndsWith(".annot", StringComparison.OrdinalIgnoreCase))
        {
            return ReadAnnotation(path);
        }

        return GiftiFile.Read(path).Then(gifti =>
        {
            var labels = gifti.Arrays.FirstOrDefault(a => a.Intent == GiftiIntent.Labels);
            return labels is null || labels.Values.Any(v => v != Math.Floor(v) || !(Math.Abs(v) <= int.MaxValue))
                ? Parsed.Failed<VertexLabels>(Diagnostic.Error("E344", "The GIFTI file holds no labels", new(path), expected: "a .label.gii file"))
                : Parsed.Of(Of([.. labels.Values.Take(labels.Rows).Select(v => (int)v)], gifti.Labels));
        });
    }

    /// <summary>Means of vertex values over the regions; vertices without a finite value lower the coverage.</summary>
    /// <param name="values">A value a vertex.</param>
    public RegionMean[] Means(ReadOnlySpan<double> values)
    {
        double[] sums = new double[Names.Count];
        int[] covered = new int[Names.Count];
        for (int v = 0; v < RegionOf.Count; v++)
        {
            if (RegionOf[v] >= 0 && double.IsFinite(values[v]))
            {
                sums[RegionOf[v]] += values[v];
                covered[RegionOf[v]]++;
            }
        }

        int[] counts = Counts;
        return [.. sums.Select((s, r) => new RegionMean(covered[r] == 0 ? double.NaN : s / covered[r], covered[r] / (double)counts[r]))];
    }

    private static VertexLabels Of(int[] keys, IReadOnlyDictionary<int, string> table)
    {
        var used = keys.ToHashSet();
        int[] ordered = [.. (table.Count > 0 ? table.Keys : used.Order()).Where(k => used.Contains(k) && !IsOutside(k, table.GetValueOrDefault(k)))];
        var position = ordered.Select((k, i) => (k, i)).ToDictionary(p => p.k, p => p.i);
        return new(
            [.. keys.Select(k => position.GetValueOrDefault(k, -1))],
            [.. ordered.Select(k => table.GetValueOrDefault(k, k.ToString(CultureInfo.InvariantCulture)))],
            ordered);
    }

    private static bool IsOutside(int key, string? name) => name is null
        ? key == 0
        : name.Length == 0 || name.ToUpperInvariant() is "???" or "UNKNOWN" or "MEDIAL_WALL" or "MEDIAL WALL" or "BACKGROUND" or "BACKGROUND+FREESURFER_DEFINED_MEDIAL_WALL" or "FREESURFER_DEFINED_MEDIAL_WALL" or "NONE";

    private static Parsed<VertexLabels> ReadAnnotation(string path)
    {
        if (!File.Exists(path))
        {
            return Parsed.Failed<VertexLabels>(Diagnostic.Error("E101", "The file does not exist", new(path), fix: "Check the path"));
        }

        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Parsed.Failed<VertexLabels>(Diagnostic.Error("E105", $"The file cannot be read: {e.Message}", new(path)));
        }

        return new AnnotationBytes(bytes).Read() is { } read
            ? Parsed.Of(Of(read.Keys, read.Table))
            : Parsed.Failed<VertexLabels>(Diagnostic.Error("E347", "The annotation is truncated or has no colour table", new(path), fix: "Copy the file again, or write it with a colour table"));
    }

    /// <summary>FreeSurfer's annotation: big-endian counts, vertex and colour pairs, then a colour table whose colours are the keys.</summary>
    private sealed class AnnotationBytes(byte[] bytes)
    {
        private int _at;

        public (int[] Keys, IReadOnlyDictionary<int, string> Table)? Read()
        {
            int? count = Next();
            if (count is null or < 1 || count > (bytes.Length - 4) / 8)
            {
                return null;
            }

            int[] keys = new int[count.Value];
            for (int i = 0; i < keys.Length; i++)
            {
                int vertex = Next()!.Value;
                int key = Next()!.Value;
                if (vertex < 0 || vertex >= keys.Length)
                {
                    return null;
                }

                keys[vertex] = key;
            }

            return Next() is null or 0 || Table() is not { } table ? null : (keys, table);
        }

        private Dictionary<int, string>? Table()
        {
            int? entries = Next();
            bool versioned = entries < 0;
            if (versioned)
            {
                // Version -2: largest index, name of the table, number of entries, and an index before each.
                if (entries != -2 || Next() is null || Word() is null)
                {
                    return null;
                }

                entries = Next();
            }
            else if (Word() is null)
            {
                return null;
            }

            var table = new Dictionary<int, string>();
            for (int i = 0; i < entries; i++)
            {
                if ((versioned && Next() is null) || Word() is not { } name || Next() is not { } red || Next() is not { } green || Next() is not { } blue || Next() is null)
                {
                    return null;
                }

                table.TryAdd((red & 255) | ((green & 255) << 8) | ((blue & 255) << 16), name);
            }

            return entries is null ? null : table;
        }

        private int? Next()
        {
            if (_at > bytes.Length - 4)
            {
                return null;
            }

            _at += 4;
            return BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(_at - 4));
        }

        private string? Word()
        {
            if (Next() is not { } length || length < 0 || length > bytes.Length - _at)
            {
                return null;
            }

            _at += length;
            return Encoding.UTF8.GetString(bytes, _at - length, length).TrimEnd('\0');
        }
    }
}
