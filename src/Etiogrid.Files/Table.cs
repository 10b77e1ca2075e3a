using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Etiogrid.Files;

/// <summary>
/// A result table: named columns, rows of text, numbers or nothing. Writes itself as TSV (shortest round-trip numbers,
/// invariant culture, LF, <c>n/a</c> for missing) or as a JSON array of objects with the same content.
/// </summary>
public sealed class Table
{
    private readonly List<object?[]> _rows = [];

    /// <summary>An empty table with the given columns.</summary>
    public Table(params IEnumerable<string> columns) => Columns = [.. columns];

    /// <summary>Column names.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Rows; a cell is a string, bool, int, long, double or null.</summary>
    public IReadOnlyList<object?[]> Rows => _rows;

    /// <summary>Adds a row with one cell a column.</summary>
    /// <exception cref="ArgumentException">The number of cells differs from the number of columns.</exception>
    public void Add(params object?[] cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (cells.Length != Columns.Count)
        {
            throw new ArgumentException($"A row needs {Columns.Count} cells; found {cells.Length}.", nameof(cells));
        }

        _rows.Add(cells);
    }

    /// <summary>The table as TSV text.</summary>
    public string ToTsv()
    {
        var text = new StringBuilder();
        text.AppendJoin('\t', Columns.Select(Plain)).Append('\n');
        foreach (object?[] row in _rows)
        {
            text.Append(Line(row));
        }

        return text.ToString();
    }

    /// <summary>One row as TSV, with its line end: for tables too large to hold.</summary>
    public static string Line(IReadOnlyList<object?> cells) => string.Join('\t', cells.Select(Text)) + "\n";

    /// <summary>The table as JSON.</summary>
    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartArray();
            foreach (object?[] row in _rows)
            {
                writer.WriteStartObject();
                for (int i = 0; i < row.Length; i++)
                {
                    writer.WritePropertyName(Columns[i]);
                    Write(writer, row[i]);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static string Text(object? cell) => cell switch
    {
        null => "n/a",
        double number => Cell.Format(number),
        float number => float.IsNaN(number) ? "n/a" : number.ToString("R", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => Plain(cell.ToString() ?? ""),
    };

    /// <summary>Tabs and line ends cannot stand in a TSV cell.</summary>
    private static string Plain(string text) => text.Replace('\t', ' ').Replace('\r', ' ').Replace('\n', ' ');

    private static void Write(Utf8JsonWriter writer, object? cell)
    {
        switch (cell)
        {
            case null:
            case double number when !double.IsFinite(number):
                writer.WriteNullValue();
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case float number:
                Write(writer, (double)number);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            default:
                writer.WriteStringValue(cell.ToString());
                break;
        }
    }
}
