namespace Etiogrid.Files;

/// <summary>A column of a long table: its name and how to find the cell of a row, without an object for each cell.</summary>
public sealed class TableColumn
{
    private readonly Func<int, double>? _number;
    private readonly Func<int, long>? _whole;
    private readonly Func<int, string>? _text;

    private TableColumn(string name, Func<int, double>? number, Func<int, long>? whole, Func<int, string>? text)
    {
        Name = name;
        _number = number;
        _whole = whole;
        _text = text;
    }

    /// <summary>Name.</summary>
    public string Name { get; }

    /// <summary>A column of numbers, NaN where there is none.</summary>
    public static TableColumn Numbers(string name, Func<int, double> cell) => new(name, cell, null, null);

    /// <summary>A column of whole numbers.</summary>
    public static TableColumn Whole(string name, Func<int, long> cell) => new(name, null, cell, null);

    /// <summary>A column of text.</summary>
    public static TableColumn Text(string name, Func<int, string> cell) => new(name, null, null, cell);

    /// <summary>The cell of a row as an object.</summary>
    internal object Cell(int row) => _number is not null ? _number(row) : _whole is not null ? _whole(row) : _text!(row);

    /// <summary>Writes the cell of a row.</summary>
    internal void Write(TsvWriter writer, int row)
    {
        if (_number is not null)
        {
            writer.Number(_number(row));
        }
        else if (_whole is not null)
        {
            writer.Number(_whole(row));
        }
        else
        {
            writer.Text(_text!(row));
        }
    }
}
