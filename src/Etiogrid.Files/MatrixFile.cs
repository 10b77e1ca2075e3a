using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Files;

/// <summary>
/// Reads matrix files: <c>.csv</c>, <c>.tsv</c>, white-space separated text (<c>.gz</c> too) and <c>.npy</c>.
/// A header row and a first column of names are recognised because their cells are not numbers; otherwise names are 1..n.
/// </summary>
public static class MatrixFile
{
    private static readonly char[] WhiteSpace = [' ', '\t'];
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.,+-eE");

    /// <summary>Reads a matrix. Errors: E101 missing file, E102 empty, E104 ragged row, E105 unreadable, E110 cell is not a number, E111 malformed .npy.</summary>
    public static Parsed<NamedMatrix> Read(string path)
    {
        if (!File.Exists(path))
        {
            return Parsed.Failed<NamedMatrix>(Diagnostic.Error("E101", "The file does not exist", new(path), fix: "Check the path"));
        }

        try
        {
            using var stream = InputFile.Open(path);
            return path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase) ? ReadNpy(stream, path) : ReadText(stream, path);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or DecoderFallbackException)
        {
            return Parsed.Failed<NamedMatrix>(Diagnostic.Error("E105", $"The file cannot be read: {e.Message}", new(path)));
        }
    }

    private static Parsed<NamedMatrix> ReadText(Stream stream, string path)
    {
        using var reader = new StreamReader(stream, new UTF8Encoding(false, true), true, 1 << 16, leaveOpen: true);
        List<(long Line, string[] Cells)> rows = [];
        long number = 0;
        char? delimiter = null;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.AsSpan().Trim().IsEmpty)
            {
                continue;
            }

            delimiter ??= DelimiterOf(path, line);
            rows.Add((number, Split(line, delimiter.Value)));
        }

        if (rows.Count == 0)
        {
            return Parsed.Failed<NamedMatrix>(Diagnostic.Error("E102", "The file is empty", new(path), expected: "a matrix"));
        }

        return Assemble(rows, path);
    }

    private static Parsed<NamedMatrix> Assemble(List<(long Line, string[] Cells)> rows, string path)
    {
        // A header has a non-number in its last cell or anywhere after the first; a lone non-number in the first cell may also be a corner name.
        string[] first = rows[0].Cells;
        bool hasHeader = first.Length > 1 ? first.Skip(1).Any(IsName) : IsName(first[0]);
        var data = hasHeader ? rows.Skip(1).ToList() : rows;
        bool hasNames = data.Count > 0 && data.Any(r => IsName(r.Cells[0])) && (data[0].Cells.Length > 1);
        int width = data.Count > 0 ? data[0].Cells.Length : first.Length;
        int columns = width - (hasNames ? 1 : 0);
        var bag = new DiagnosticBag();
        string[] columnNames = ColumnNames(hasHeader ? first : null, hasNames, columns, path, bag);
        var matrix = new Matrix(data.Count, columns);
        string[] rowNames = new string[data.Count];
        for (int i = 0; i < data.Count; i++)
        {
            var (line, cells) = data[i];
            if (cells.Length != width)
            {
                bag.Add(Diagnostic.Error("E104", "The row has the wrong number of cells", new(path, line), cells.Length.ToString(CultureInfo.InvariantCulture), $"{width} cells"));
                continue;
            }

            rowNames[i] = hasNames ? cells[0].Trim() : (i + 1).ToString(CultureInfo.InvariantCulture);
            for (int j = 0; j < columns; j++)
            {
                matrix[i, j] = Number(cells[j + (hasNames ? 1 : 0)], new(path, line, columnNames.Length > j ? columnNames[j] : null), bag);
            }
        }

        return bag.Finish(() => new NamedMatrix(rowNames, columnNames, matrix));
    }

    private static string[] ColumnNames(string[]? header, bool hasRowNames, int columns, string path, DiagnosticBag bag)
    {
        if (header is null)
        {
            return [.. Enumerable.Range(1, columns).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        }

        // Headers come with or without a corner cell above the row names.
        string[] names = [.. header.Select(h => h.Trim())];
        if (hasRowNames && names.Length == columns + 1)
        {
            names = names[1..];
        }

        if (names.Length != columns)
        {
            bag.Add(Diagnostic.Error("E104", "The header does not fit the rows", new(path, 1), names.Length.ToString(CultureInfo.InvariantCulture), $"{columns} names"));
        }

        return names;
    }

    private static double Number(string text, Place place, DiagnosticBag bag)
    {
        if (Cell.IsMissing(text))
        {
            return double.NaN;
        }

        if (Cell.TryNumber(text, out double value))
        {
            return value;
        }

        bag.Add(Diagnostic.Error("E110", "The cell is not a finite number", place, text, "a number or n/a", Cell.FixFor(text)));
        return double.NaN;
    }

    private static bool IsName(string text) => !Cell.IsMissing(text) && !Cell.TryNumber(text, out _) && !LooksNumeric(text);

    /// <summary>Spoiled numbers (a decimal comma, inf) are reported as such, not taken for names.</summary>
    private static bool LooksNumeric(string text)
    {
        var t = text.AsSpan().Trim();
        return t.TrimStart("+-") is "inf" or "Inf" or "INF" || (!t.IsEmpty && (char.IsAsciiDigit(t[0]) || (t.Length > 1 && t[0] is '+' or '-' && char.IsAsciiDigit(t[1]))) && t.IndexOfAnyExcept(NumberCharacters) < 0);
    }

    private static char DelimiterOf(string path, string line)
    {
        if (DelimitedTable.IsCommaSeparated(path))
        {
            // White space is accepted whatever the extension says, but only where there is no comma or semicolon.
            return line.Contains(',', StringComparison.Ordinal) ? ',' : line.Contains(';', StringComparison.Ordinal) ? ';' : line.AsSpan().Trim().IndexOfAny(' ', '\t') >= 0 ? ' ' : ',';
        }

        return line.Contains('\t', StringComparison.Ordinal) ? '\t' : line.Contains(',', StringComparison.Ordinal) && !line.AsSpan().Trim().Contains(' ') ? ',' : ' ';
    }

    private static string[] Split(string line, char delimiter)
    {
        string[] cells = delimiter == ' ' ? line.Split(WhiteSpace, StringSplitOptions.RemoveEmptyEntries) : line.TrimEnd('\r').Split(delimiter);
        for (int i = 0; i < cells.Length; i++)
        {
            var t = cells[i].AsSpan().Trim();
            if (t.Length >= 2 && t[0] == '"' && t[^1] == '"')
            {
                cells[i] = t[1..^1].ToString();
            }
        }

        return cells;
    }

    private static Parsed<NamedMatrix> ReadNpy(Stream stream, string path)
    {
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        byte[] bytes = buffer.ToArray();
        if (bytes.Length < 12 || bytes[0] != 0x93 || !bytes.AsSpan(1, 5).SequenceEqual("NUMPY"u8))
        {
            return Malformed(path, "the magic bytes are missing");
        }

        int headerStart = bytes[6] >= 2 ? 12 : 10;
        long headerLength = bytes[6] >= 2 ? BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(8)) : BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
        if (headerStart + headerLength > bytes.Length)
        {
            return Malformed(path, "the header is longer than the file");
        }

        string header = Encoding.ASCII.GetString(bytes, headerStart, (int)headerLength);
        string type = Between(header, "'descr':", ",").Trim(' ', '\'');
        bool fortran = Between(header, "'fortran_order':", ",").Contains("True", StringComparison.Ordinal);
        string[] shape = Between(header, "'shape':", ")").Replace("(", "", StringComparison.Ordinal).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (shape.Length is < 1 or > 2 || !shape.All(s => int.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            return Malformed(path, "only vectors and matrices are read");
        }

        int rows = int.Parse(shape[0], CultureInfo.InvariantCulture);
        int columns = shape.Length == 2 ? int.Parse(shape[1], CultureInfo.InvariantCulture) : 1;
        return ReadNpyValues(bytes.AsSpan((int)(headerStart + headerLength)), type, fortran, rows, columns, path);
    }

    private static Parsed<NamedMatrix> ReadNpyValues(ReadOnlySpan<byte> data, string type, bool fortran, int rows, int columns, string path)
    {
        int size = type.Length == 3 && char.IsAsciiDigit(type[2]) ? type[2] - '0' : 0;
        long needed = (long)rows * columns * size;
        if (size == 0 || needed != data.Length || type[0] is '>' || type[1] is not ('f' or 'i' or 'u' or 'b'))
        {
            return Malformed(path, $"type {type} with {data.Length} data bytes does not fit {rows} x {columns}");
        }

        var matrix = new Matrix(rows, columns);
        for (int k = 0; k < rows * columns; k++)
        {
            double value = NpyValue(data.Slice(k * size, size), type);
            if (fortran)
            {
                matrix[k % rows, k / rows] = value;
            }
            else
            {
                matrix.Values[k] = value;
            }
        }

        string[] rowNames = [.. Enumerable.Range(1, rows).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        string[] columnNames = [.. Enumerable.Range(1, columns).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        return Parsed.Of(new NamedMatrix(rowNames, columnNames, matrix));
    }

    private static double NpyValue(ReadOnlySpan<byte> bytes, string type) => type[1..] switch
    {
        "f8" => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        "f4" => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        "f2" => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        "i8" => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        "i4" => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        "i2" => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        "i1" => unchecked((sbyte)bytes[0]),
        "u8" => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        "u4" => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        "u2" => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        "u1" or "b1" => bytes[0],
        _ => double.NaN,
    };

    private static string Between(string text, string start, string end)
    {
        int from = text.IndexOf(start, StringComparison.Ordinal);
        if (from < 0)
        {
            return "";
        }

        from += start.Length;
        int to = text.IndexOf(end, from, StringComparison.Ordinal);
        return to < 0 ? text[from..] : text[from..to];
    }

    private static Parsed<NamedMatrix> Malformed(string path, string why) =>
        Parsed.Failed<NamedMatrix>(Diagnostic.Error("E111", $"The .npy file is malformed: {why}", new(path), expected: "a little-endian numeric array of one or two dimensions"));
}
