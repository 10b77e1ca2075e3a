using System.Buffers;
using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Files;

/// <summary>
/// A matrix as text, read in one pass: numbers go straight into an array, only the first row and the first column are kept
/// as text until it is clear whether they are names.
/// </summary>
internal sealed class MatrixText
{
    private const int MostBadCells = 1000;
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.,+-eE");
    private readonly string _path;
    private readonly DiagnosticBag _bag = new();
    private readonly List<ReadOnlyMemory<char>> _cells = [];
    private readonly List<long> _lines = [];
    private readonly List<int> _counts = [];
    private readonly List<string> _firstCells = [];
    private readonly List<double> _values = []; // the cells of the rows below the first, without the first of each
    private readonly List<BadCell> _badCells = [];
    private string[] _firstRow = [];
    private bool _othersNamed;
    private int _firstDataRow;
    private long _badCellCount;

    private MatrixText(string path) => _path = path;

    public static Parsed<NamedMatrix> Read(Stream stream, string path)
    {
        var text = new MatrixText(path);
        text.ReadRows(stream);
        return text._lines.Count == 0
            ? text._bag.HasErrors ? text._bag.Fail<NamedMatrix>() : Empty(path)
            : text.Assemble();
    }

    private static Parsed<NamedMatrix> Empty(string path) =>
        Parsed.Failed<NamedMatrix>(Diagnostic.Error("E102", "The file is empty", new(path), expected: "a matrix"));

    private void ReadRows(Stream stream)
    {
        using var reader = new LineReader(stream);
        List<(string Line, long Number)> ahead = [];
        while (ahead.Count < 2 && reader.ReadLine() is { } line)
        {
            if (!line.AsSpan().Trim().IsEmpty)
            {
                ahead.Add((line, reader.Number));
            }
        }

        char delimiter = ahead.Count == 0 ? ',' : DelimiterOf(_path, ahead[0].Line, ahead[^1].Line);
        foreach (var (line, number) in ahead)
        {
            AddRow(line, number, delimiter);
        }

        while (reader.ReadLine() is { } line)
        {
            AddRow(line, reader.Number, delimiter);
        }
    }

    private void AddRow(string line, long number, char delimiter)
    {
        if (line.AsSpan().Trim().IsEmpty)
        {
            return;
        }

        if (!CellSplitter.TrySplit(line, delimiter, quotes: true, _cells))
        {
            _bag.Add(Diagnostic.Error("E104", "A quote is not closed on its line", new(_path, number), line, "quotes in pairs"));
            return;
        }

        _lines.Add(number);
        _counts.Add(_cells.Count);
        _firstCells.Add(_cells[0].ToString());
        if (_lines.Count == 1)
        {
            _firstRow = [.. _cells.Select(c => c.Trim().ToString())];
            return;
        }

        _othersNamed |= IsName(_cells[0].Span);
        for (int j = 1; j < _cells.Count; j++)
        {
            _values.Add(Number(_cells[j].Span, _lines.Count - 1, j));
        }
    }

    /// <summary>Keeps what cannot be read for later, when the names of its place are known.</summary>
    private double Number(ReadOnlySpan<char> text, int row, int cell)
    {
        if (Cell.TryNumber(text, out double value))
        {
            return value;
        }

        if (!Cell.IsMissing(text))
        {
            _badCellCount++;
            if (_badCells.Count < MostBadCells)
            {
                _badCells.Add(new(row, cell, text.ToString()));
            }
        }

        return double.NaN;
    }

    private Parsed<NamedMatrix> Assemble()
    {
        bool hasHeader = IsHeader();
        int start = hasHeader ? 1 : 0;
        _firstDataRow = start;
        int rows = _lines.Count - start;
        if (rows == 0)
        {
            return Parsed.Failed<NamedMatrix>(Diagnostic.Error("E102", "The file holds a header and no rows", new(_path), expected: "at least one row of numbers"));
        }

        int width = _counts[start];
        bool hasNames = width > 1 && (_othersNamed || (hasHeader
            ? _firstRow.Length == width - 1 || _firstRow[0].Length == 0
            : IsName(_firstRow[0])));
        int skip = hasNames ? 1 : 0;
        string[] columnNames = ColumnNames(hasHeader, hasNames, width - skip);
        var matrix = new Matrix(rows, width - skip);
        string[] rowNames = new string[rows];
        int offset = 0;
        for (int i = 0; i < rows; i++)
        {
            rowNames[i] = hasNames ? _firstCells[i + start].Trim() : (i + 1).ToString(CultureInfo.InvariantCulture);
            Fill(matrix.Row(i), i + start, skip, width, ref offset);
        }

        ReportBadCells(columnNames, skip);
        return _bag.Finish(() => new NamedMatrix(rowNames, columnNames, matrix));
    }

    /// <summary>Names the first bad cells and counts the others.</summary>
    private void ReportBadCells(string[] columnNames, int skip)
    {
        Diagnostic? last = null;
        foreach (var (row, cell, text) in _badCells.OrderBy(b => b.Row).ThenBy(b => b.Cell))
        {
            string column = cell - skip < columnNames.Length ? columnNames[cell - skip] : Text(cell + 1);
            last = Diagnostic.Error("E110", "The cell is not a finite number", new(_path, _lines[row], column), text, "a number or n/a", Cell.FixFor(text));
            _bag.Add(last);
        }

        for (long more = _badCells.Count; more < _badCellCount; more++)
        {
            _bag.Add(last!);
        }
    }

    /// <summary>Copies one row, or reports that it has the wrong number of cells.</summary>
    private void Fill(Span<double> destination, int row, int skip, int width, ref int offset)
    {
        int stored = row == 0 ? 0 : _counts[row] - 1;
        if (_counts[row] != width)
        {
            string expected = string.Create(CultureInfo.InvariantCulture, $"{width} cells as in line {_lines[_firstDataRow]}");
            _bag.Add(Diagnostic.Error("E104", "The row has the wrong number of cells", new(_path, _lines[row]), Text(_counts[row]), expected));
        }
        else if (row == 0)
        {
            for (int j = skip; j < width; j++)
            {
                destination[j - skip] = Number(_firstRow[j], 0, j);
            }
        }
        else
        {
            if (skip == 0)
            {
                destination[0] = Number(_firstCells[row], row, 0);
            }

            for (int j = 1; j < width; j++)
            {
                destination[j - skip] = _values[offset + j - 1];
            }
        }

        offset += stored;
    }

    /// <summary>
    /// A header's first cell is not a number and most of its others are not either; or it alone has no number in front; or its
    /// names are 0, 1, 2 ... or 1, 2, 3 .... A first row that is numbers with some stray text is data, and reported.
    /// </summary>
    private bool IsHeader()
    {
        if (_firstRow.Length == 1)
        {
            return IsName(_firstRow[0]);
        }

        int names = _firstRow.Skip(1).Count(c => IsName(c));
        bool corner = IsName(_firstRow[0]);
        if (Cell.TryNumber(_firstRow[0], out _) ? names == _firstRow.Length - 1 : 2 * names >= _firstRow.Length - 1)
        {
            return true;
        }

        bool counts = Counts(_firstRow.Skip(1));
        return corner
            ? (!_othersNamed && _lines.Count > 1) || counts
            : _firstRow[0].Length == 0 && counts && (_othersNamed || Counts(_firstCells.Skip(1)));
    }

    /// <summary>True for 0, 1, 2, ... and for 1, 2, 3, ..., at least three of them.</summary>
    private static bool Counts(IEnumerable<string> cells)
    {
        int? first = null;
        int index = 0;
        foreach (string cell in cells)
        {
            if (!int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out int value))
            {
                return false;
            }

            first ??= value;
            if (first is not (0 or 1) || value != first + index)
            {
                return false;
            }

            index++;
        }

        return index > 2;
    }

    private string[] ColumnNames(bool hasHeader, bool hasNames, int columns)
    {
        if (!hasHeader)
        {
            return [.. Enumerable.Range(1, columns).Select(Text)];
        }

        // Headers come with or without a corner cell above the row names.
        string[] names = hasNames && _firstRow.Length == columns + 1 ? _firstRow[1..] : _firstRow;
        if (names.Length != columns)
        {
            _bag.Add(Diagnostic.Error("E104", "The header does not fit the rows", new(_path, _lines[0]), Text(names.Length), $"{Text(columns)} names"));
        }

        return names;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool IsName(ReadOnlySpan<char> text) => !Cell.IsMissing(text) && !Cell.TryNumber(text, out _) && !LooksNumeric(text.Trim());

    /// <summary>Spoiled numbers (a decimal comma, inf) are reported as such, not taken for names.</summary>
    private static bool LooksNumeric(ReadOnlySpan<char> t)
    {
        if (t.TrimStart("+-").Equals("inf", StringComparison.OrdinalIgnoreCase) || t.TrimStart("+-").Equals("infinity", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        bool startsLikeNumber = char.IsAsciiDigit(t[0]) || (t.Length > 1 && t[0] is '+' or '-' or '.' or ',' && (char.IsAsciiDigit(t[1]) || t[1] is '.' or ','));
        return startsLikeNumber && t.IndexOfAnyExcept(NumberCharacters) < 0;
    }

    /// <summary>By extension; a semicolon where a decimal comma takes the comma's place; white space where there is nothing else.</summary>
    private static char DelimiterOf(string path, string first, string second)
    {
        if (second.Contains(';', StringComparison.Ordinal) && !(first.Contains('\t', StringComparison.Ordinal) && !DelimitedTable.IsCommaSeparated(path)))
        {
            return ';';
        }

        if (DelimitedTable.IsCommaSeparated(path))
        {
            return first.Contains(',', StringComparison.Ordinal) || second.Contains(',', StringComparison.Ordinal) || second.AsSpan().Trim().IndexOfAny(' ', '\t') < 0 ? ',' : CellSplitter.WhiteSpace;
        }

        if (first.Contains('\t', StringComparison.Ordinal) && second.Contains('\t', StringComparison.Ordinal))
        {
            return '\t';
        }

        return second.Contains(',', StringComparison.Ordinal) && !second.AsSpan().Trim().Contains(' ') ? ',' : CellSplitter.WhiteSpace;
    }

    private readonly record struct BadCell(int Row, int Cell, string Text);
}
