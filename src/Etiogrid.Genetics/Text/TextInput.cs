using Etiogrid.Core.Diagnostics;
using Etiogrid.Genetics.Genotypes;

namespace Etiogrid.Genetics.Text;

/// <summary>Opens text inputs and turns what the file system refuses into diagnostics.</summary>
internal static class TextInput
{
    /// <summary>Reads a file with a parser. Errors: E101 missing file, E105 unreadable, and the parser's own.</summary>
    public static Parsed<T> Read<T>(string path, Func<Utf8LineReader, string, Parsed<T>> parse)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!File.Exists(path))
        {
            return Parsed.Failed<T>(GenotypeDiagnostics.MissingFile(path));
        }

        try
        {
            using var reader = new Utf8LineReader(path);
            return parse(reader, path);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return Parsed.Failed<T>(GenotypeDiagnostics.Unreadable(path, e.Message));
        }
    }

    /// <summary>Moves to the first line that is neither empty nor a ## comment.</summary>
    public static bool TryReadHeader(Utf8LineReader reader, out ReadOnlySpan<byte> line)
    {
        while (reader.TryRead(out line))
        {
            if (!line.IsEmpty && !line.StartsWith("##"u8))
            {
                return true;
            }
        }

        return false;
    }
}
