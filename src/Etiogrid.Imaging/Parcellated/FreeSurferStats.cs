using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Imaging.Parcellated;

/// <summary>FreeSurfer's region statistics (aparc.stats, aseg.stats): regions x measures.</summary>
public static class FreeSurferStats
{
    private static readonly string[] NotMeasures = ["StructName", "Index", "SegId"];

    /// <summary>
    /// Reads a file; names of cortical tables get <c>lh_</c> or <c>rh_</c> from their header. Errors: E101, E346 no column headers, a row of another length,
    /// a cell that is no number, a region twice.
    /// </summary>
    public static Parsed<NamedMatrix> Read(string path)
    {
        if (!File.Exists(path))
        {
            return Parsed.Failed<NamedMatrix>(Diagnostic.Error("E101", "The file does not exist", new(path), fix: "Check the path"));
        }

        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Parsed.Failed<NamedMatrix>(Diagnostic.Error("E105", $"The file cannot be read: {e.Message}", new(path)));
        }

        string[]? header = Words(lines.FirstOrDefault(l => l.StartsWith("# ColHeaders", StringComparison.Ordinal)))?[2..];
        int name = header is null ? -1 : Array.IndexOf(header, "StructName");
        return name < 0
            ? Parsed.Failed<NamedMatrix>(Diagnostic.Error("E346", "The file has no column headers", new(path), expected: "a line '# ColHeaders … StructName …'", fix: "Give FreeSurfer's .stats file as it was written"))
            : Rows(path, lines, header!, name);
    }

    private static string[]? Words(string? line) => line?.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static Parsed<NamedMatrix> Rows(string path, string[] lines, string[] header, int name)
    {
        var bag = new DiagnosticBag(20);
        string side = Words(lines.FirstOrDefault(l => l.StartsWith("# hemi ", StringComparison.Ordinal)))?[^1] is "lh" or "rh" ? Words(lines.First(l => l.StartsWith("# hemi ", StringComparison.Ordinal)))![^1] + "_" : "";
        int[] measures = [.. Enumerable.Range(0, header.Length).Where(c => !NotMeasures.Contains(header[c]))];
        var names = new List<string>();
        var rows = new List<double[]>();
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith('#') || Words(lines[i]) is not { Length: > 0 } words)
            {
                continue;
            }

            if (words.Length != header.Length || names.Contains(side + words[name]))
            {
                bag.Add(Diagnostic.Error("E346", words.Length == header.Length ? "The region occurs twice" : "The row does not fit the column headers", new(path, i + 1), words[0], $"{header.Length} columns, each region once"));
                continue;
            }

            names.Add(side + words[name]);
            rows.Add([.. measures.Select(c => Number(words[c], path, i + 1, header[c], bag))]);
        }

        return bag.Finish(() => new NamedMatrix(names, [.. measures.Select(c => header[c])], Values(rows, measures.Length)));
    }

    private static double Number(string cell, string path, int row, string column, DiagnosticBag bag)
    {
        if (!double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !double.IsFinite(value))
        {
            bag.Add(Diagnostic.Error("E346", "The cell is no number", new(path, row, column), cell, "a number"));
        }

        return value;
    }

    private static Matrix Values(List<double[]> rows, int columns)
    {
        var values = new Matrix(rows.Count, columns);
        for (int i = 0; i < rows.Count; i++)
        {
            rows[i].CopyTo(values.Row(i));
        }

        return values;
    }
}
