using System.Globalization;
using System.Text;
using Etiogrid.Core.Diagnostics;

namespace Etiogrid.Files;

/// <summary>A table of text cells with a header, as read from <c>.tsv</c>, <c>.csv</c> (quotes allowed) or their <c>.gz</c>.</summary>
public sealed class DelimitedTable
{
    private readonly Dictionary<string, int> _columns;

    private DelimitedTable(string file, string[] header, List<string[]> rows, List<long> rowNumbers)
    {
        File = file;
        Header = header;
        Rows = rows;
        RowNumbers = rowNumbers;
        _columns = header.Select((name, i) => (name, i)).ToDictionary(x => x.name, x => x.i, StringComparer.Ordinal);
    }

    /// <summary>Path as given.</summary>
    public string File { get; }

    /// <summary>Column names, unique.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>Cells, each row as long as the header.</summary>
    public IReadOnlyList<string[]> Rows { get; }

    /// <summary>1-based line number of each row; the header is line 1.</summary>
    public IReadOnlyList<long> RowNumbers { get; }

    /// <summary>Position of a column, or -1.</summary>
    public int ColumnOf(string name) => _columns.GetValueOrDefault(name, -1);

    /// <summary>Where a cell lies, for diagnostics.</summary>
    public Place PlaceOf(int row, string column) => new(File, RowNumbers[row], column);

    /// <summary>Reads a table. Errors: E101 missing file, E102 empty, E103 duplicate column name, E104 wrong number of cells, E105 unreadable (an open quote too).</summary>
    public static Parsed<DelimitedTable> Read(string path)
    {
        if (!System.IO.File.Exists(path))
        {
            return Parsed.Failed<DelimitedTable>(Diagnostic.Error("E101", "The file does not exist", new(path), fix: "Check the path"));
        }

        try
        {
            using var stream = InputFile.Open(path);
            return Read(stream, path);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or DecoderFallbackException)
        {
            return Parsed.Failed<DelimitedTable>(Diagnostic.Error("E105", $"The file cannot be read: {e.Message}", new(path)));
        }
    }

    /// <summary>Reads a table from a stream; <paramref name="name"/> decides the delimiter by its extension and appears in diagnostics.</summary>
    /// <exception cref="InvalidDataException">A quote is not closed, or a line is too long.</exception>
    /// <exception cref="DecoderFallbackException">The text is not valid UTF-8.</exception>
    public static Parsed<DelimitedTable> Read(Stream stream, string name)
    {
        using var reader = new LineReader(stream);
        var lines = IsCommaSeparated(name) ? CommaSeparated(reader) : TabSeparated(reader);
        var bag = new DiagnosticBag();
        using var rows = lines.GetEnumerator();
        if (!rows.MoveNext() || (rows.Current.Cells is [var only] && only.Trim().Length == 0))
        {
            return Parsed.Failed<DelimitedTable>(Diagnostic.Error("E102", "The file is empty", new(name), expected: "a header row", fix: "Remove the file or write its table"));
        }

        string[] header = [.. rows.Current.Cells.Select(c => c.Trim())];
        CheckHeader(header, name, bag);
        List<string[]> cells = [];
        List<long> numbers = [];
        while (rows.MoveNext())
        {
            var (line, row) = rows.Current;
            if (row.Length == 1 && row[0].Trim().Length == 0)
            {
                continue;
            }

            if (row.Length != header.Length)
            {
                bag.Add(Diagnostic.Error("E104", "The row has the wrong number of cells", new(name, line), Number(row.Length), $"{Number(header.Length)} cells as in the header", "Check the delimiter and quotes"));
                continue;
            }

            cells.Add(row);
            numbers.Add(line);
        }

        return bag.Finish(() => new DelimitedTable(name, header, cells, numbers));
    }

    /// <summary>True when the extension (before a final <c>.gz</c>) is <c>.csv</c>.</summary>
    public static bool IsCommaSeparated(string path)
    {
        string name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static void CheckHeader(string[] header, string name, DiagnosticBag bag)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < header.Length; i++)
        {
            if (header[i].Length == 0)
            {
                header[i] = string.Create(CultureInfo.InvariantCulture, $"column_{i + 1}");
            }

            if (!seen.Add(header[i]))
            {
                bag.Add(Diagnostic.Error("E103", "The column name occurs twice", new(name, 1, header[i]), header[i], "unique column names", "Rename one of the columns"));
            }
        }
    }

    private static IEnumerable<(long Line, string[] Cells)> TabSeparated(LineReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            yield return (reader.Number, line.Split('\t'));
        }
    }

    /// <summary>A record may go on over several lines inside quotes; it is numbered by its first.</summary>
    private static IEnumerable<(long Line, string[] Cells)> CommaSeparated(LineReader reader)
    {
        List<ReadOnlyMemory<char>> cells = [];
        while (reader.ReadLine() is { } line)
        {
            long number = reader.Number;
            while (!CellSplitter.TrySplit(line, ',', quotes: true, cells))
            {
                line = line.Length <= CellSplitter.LongestCell && reader.ReadLine() is { } next
                    ? line + "\n" + next
                    : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"The quote that opens in line {number} is not closed"));
            }

            yield return (number, [.. cells.Select(c => c.ToString())]);
        }
    }
}
