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
    private readonly IReadOnlyList<TableColumn> _deferred = [];
    private int _deferredRows;

    /// <summary>An empty table with the given columns.</summary>
    public Table(params IEnumerable<string> columns) => Columns = [.. columns];

    /// <summary>A table whose cells are asked for while it is written, so that a long one is never whole in memory.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Columns.</param>
    public Table(int rows, IReadOnlyList<TableColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        Columns = [.. columns.Select(c => c.Name)];
        _deferred = columns;
        _deferredRows = rows;
    }

    /// <summary>Column names.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Rows; a cell is a string, bool, int, long, double or null.</summary>
    public IReadOnlyList<object?[]> Rows
    {
        get
        {
            if (_deferredRows > 0)
            {
                _rows.InsertRange(0, Enumerable.Range(0, _deferredRows).Select(DeferredRow));
                _deferredRows = 0;
            }

            return _rows;
        }
    }

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
    public string ToTsv() => Text(WriteTsv);

    /// <summary>The table as JSON.</summary>
    public string ToJson() => Text(WriteJson);

    /// <summary>Writes the table as TSV, UTF-8 without a byte-order mark.</summary>
    public void WriteTsv(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var writer = new TsvWriter(stream);
        writer.Row([.. Columns]);
        for (int r = 0; r < _deferredRows; r++)
        {
            for (int c = 0; c < _deferred.Count; c++)
            {
                writer.Between(c);
                _deferred[c].Write(writer, r);
            }

            writer.EndRow();
        }

        _rows.ForEach(row => writer.Row(row));
        writer.Flush();
    }

    /// <summary>Writes the table as JSON, UTF-8 without a byte-order mark.</summary>
    public void WriteJson(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartArray();
            foreach (object?[] row in Enumerable.Range(0, _deferredRows).Select(DeferredRow).Concat(_rows))
            {
                writer.WriteStartObject();
                for (int i = 0; i < row.Length; i++)
                {
                    writer.WritePropertyName(Columns[i]);
                    Write(writer, row[i]);
                }

                writer.WriteEndObject();
                if (writer.BytesPending > 1 << 16)
                {
                    writer.Flush();
                }
            }

            writer.WriteEndArray();
        }

        stream.Write("\n"u8);
    }

    private static string Text(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private object?[] DeferredRow(int row) => [.. _deferred.Select(c => c.Cell(row))];

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
