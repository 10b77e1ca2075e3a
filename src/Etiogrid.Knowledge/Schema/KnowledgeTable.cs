using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;

namespace Etiogrid.Knowledge.Schema;

/// <summary>A knowledge table as text that has passed its schema.</summary>
public sealed class KnowledgeTable
{
    private readonly Dictionary<string, int> _columns;
    private readonly List<string[]> _rows;
    private readonly List<Place> _places;

    internal KnowledgeTable(TableSchema schema, IEnumerable<string[]> rows, IEnumerable<Place> places)
    {
        Schema = schema;
        _rows = [.. rows];
        _places = [.. places];
        _columns = schema.Columns.Select((c, i) => (c.Name, i)).ToDictionary(x => x.Name, x => x.i, StringComparer.Ordinal);
    }

    /// <summary>Its schema.</summary>
    public TableSchema Schema { get; }

    /// <summary>Its name.</summary>
    public string Name => Schema.Name;

    /// <summary>Number of rows.</summary>
    public int Count => _rows.Count;

    /// <summary>The text of a cell.</summary>
    public string Cell(int row, string column) => _rows[row][_columns[column]];

    /// <summary>All cells of a row, in the order of the schema.</summary>
    public IReadOnlyList<string> Row(int row) => _rows[row];

    /// <summary>The key of a row: its key cells joined by a slash.</summary>
    public string KeyOf(int row) => string.Join('/', Schema.Key.Select(k => Cell(row, k)));

    /// <summary>Where a cell was read.</summary>
    public Place PlaceOf(int row, string? column = null) => _places[row] with { Column = column };

    /// <summary>The table for output, as text.</summary>
    public Table ToTable()
    {
        var table = new Table(Schema.Columns.Select(c => c.Name));
        foreach (string[] row in _rows)
        {
            table.Add([.. row.Select(c => (object?)(Missing(c) ? null : c))]);
        }

        return table;
    }

    /// <summary>This table with the rows of another: a row with the same key is replaced, others are added at the end.</summary>
    internal KnowledgeTable Overlay(KnowledgeTable other)
    {
        var rows = new List<string[]>(_rows);
        var places = new List<Place>(_places);
        var index = Enumerable.Range(0, Count).ToDictionary(KeyOf, i => i, StringComparer.Ordinal);
        for (int i = 0; i < other.Count; i++)
        {
            if (index.TryGetValue(other.KeyOf(i), out int at))
            {
                (rows[at], places[at]) = (other._rows[i], other._places[i]);
            }
            else
            {
                rows.Add(other._rows[i]);
                places.Add(other._places[i]);
            }
        }

        return new(Schema, rows, places);
    }

    /// <summary>This table without one row, or with the row of that key from another table in its place.</summary>
    internal KnowledgeTable Without(string key, KnowledgeTable other)
    {
        int at = Enumerable.Range(0, Count).First(i => KeyOf(i) == key);
        int back = Enumerable.Range(0, other.Count).FirstOrDefault(i => other.KeyOf(i) == key, -1);
        var rows = new List<string[]>(_rows);
        var places = new List<Place>(_places);
        if (back >= 0)
        {
            (rows[at], places[at]) = (other._rows[back], other._places[back]);
        }
        else
        {
            rows.RemoveAt(at);
            places.RemoveAt(at);
        }

        return new(Schema, rows, places);
    }

    internal static bool Missing(string cell) => cell is "n/a" or "";
}
