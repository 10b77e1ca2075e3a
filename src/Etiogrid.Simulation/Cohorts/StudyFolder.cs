using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Etiogrid.Files;

namespace Etiogrid.Simulation.Cohorts;

/// <summary>
/// Writes a study folder whole or not at all: into a hidden folder beside it, renamed when every file is there. Files are
/// not flushed one by one; a crash leaves only the hidden folder, which the next run replaces.
/// </summary>
internal sealed class StudyFolder
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };
    private readonly string _staging;
    private readonly string _target;

    public StudyFolder(string target)
    {
        _target = Path.GetFullPath(target);
        _staging = Path.Combine(Path.GetDirectoryName(_target)!, "." + Path.GetFileName(_target) + ".etiogrid-part");
        if (Directory.Exists(_staging))
        {
            Directory.Delete(_staging, recursive: true);
        }

        Directory.CreateDirectory(_staging);
    }

    public void Text(string relative, string text) => Bytes(relative, new UTF8Encoding(false).GetBytes(text));

    public void Table(string relative, Table table) => Text(relative, table.ToTsv());

    public void Json(string relative, JsonObject json) => Text(relative, json.ToJsonString(Indented) + "\n");

    public void Bytes(string relative, ReadOnlySpan<byte> bytes)
    {
        string path = Path.Combine(_staging, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }

    public void Gzip(string relative, string text)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest))
        {
            gzip.Write(new UTF8Encoding(false).GetBytes(text));
        }

        Bytes(relative, stream.ToArray());
    }

    public bool Has(string relative) => File.Exists(Path.Combine(_staging, relative));

    /// <summary>Puts the folder in its place; an empty folder there is replaced.</summary>
    public void Commit()
    {
        if (Directory.Exists(_target))
        {
            Directory.Delete(_target, recursive: false);
        }

        Directory.Move(_staging, _target);
    }

    /// <summary>Takes back everything written.</summary>
    public void Discard()
    {
        if (Directory.Exists(_staging))
        {
            Directory.Delete(_staging, recursive: true);
        }
    }
}
