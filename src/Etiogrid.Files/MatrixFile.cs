using System.Text;
using Etiogrid.Core.Diagnostics;

namespace Etiogrid.Files;

/// <summary>
/// Reads matrix files: <c>.csv</c>, <c>.tsv</c>, white-space separated text (<c>.gz</c> too) and <c>.npy</c>.
/// A header row and a first column of names are recognised because their cells are not numbers; otherwise names are 1..n.
/// </summary>
public static class MatrixFile
{
    /// <summary>
    /// Reads a matrix. Errors: E101 missing file, E102 empty, E104 ragged row or open quote, E105 unreadable,
    /// E110 cell is not a finite number, E111 malformed .npy.
    /// </summary>
    public static Parsed<NamedMatrix> Read(string path)
    {
        if (!File.Exists(path))
        {
            return Parsed.Failed<NamedMatrix>(Diagnostic.Error("E101", "The file does not exist", new(path), fix: "Check the path"));
        }

        try
        {
            using var stream = InputFile.Open(path);
            return IsNumpy(path) ? NumpyArray.Read(stream, path) : MatrixText.Read(stream, path);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or DecoderFallbackException)
        {
            return Parsed.Failed<NamedMatrix>(Diagnostic.Error("E105", $"The file cannot be read: {e.Message}", new(path)));
        }
    }

    private static bool IsNumpy(string path)
    {
        string name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return name.EndsWith(".npy", StringComparison.OrdinalIgnoreCase);
    }
}
