using System.Globalization;
using Etiogrid.Core.Diagnostics;

namespace Etiogrid.Genetics.Genotypes;

/// <summary>Findings that several readers share.</summary>
internal static class GenotypeDiagnostics
{
    public static Diagnostic MissingFile(string path) =>
        Diagnostic.Error("E101", "The file does not exist", new(path), fix: "Check the path");

    public static Diagnostic Empty(string path, string expected) =>
        Diagnostic.Error("E102", "The file is empty", new(path), expected: expected);

    public static Diagnostic Unreadable(string path, string why) =>
        Diagnostic.Error("E105", $"The file cannot be read: {why}", new(path));

    /// <summary>E404: a binary file whose length or content does not fit; <paramref name="offset"/> is the byte from 0.</summary>
    public static Diagnostic Damaged(string path, string why, long? offset = null, string? found = null, string? expected = null, string? fix = null) =>
        Diagnostic.Error("E404", why + (offset is { } o ? string.Create(CultureInfo.InvariantCulture, $" (byte {o})") : ""), new(path), found, expected, fix ?? "Copy or write the file again and compare checksums");
}
