using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Etiogrid.Files;

/// <summary>Writes cells of a TSV table to a stream as UTF-8, without a string for each number; for tables too large to hold. Call <see cref="Flush"/> at the end.</summary>
public sealed class TsvWriter(Stream stream)
{
    /// <summary>Longest number: a double in its shortest form has at most 24 characters, a whole number 20.</summary>
    private const int LongestNumber = 32;
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _used;

    /// <summary>One row: cells between tabs, a line feed.</summary>
    public void Row(ReadOnlySpan<object?> cells)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            Between(i);
            Cell(cells[i]);
        }

        EndRow();
    }

    /// <summary>What stands before a cell of a row.</summary>
    public void Between(int column)
    {
        if (column > 0)
        {
            Byte((byte)'\t');
        }
    }

    /// <summary>Ends a row.</summary>
    public void EndRow() => Byte((byte)'\n');

    /// <summary>A number in its shortest form; <c>n/a</c> for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first call.
    public void Number(double number)
    {
        if (double.IsNaN(number))
        {
            Raw("n/a");
        }
        else
        {
            Reserve(ShortestNumber.Longest);
            _used += ShortestNumber.Write(number, _buffer.AsSpan(_used));
        }
    }

    /// <summary>A whole number.</summary>
    public void Number(long number) => Format(number, default);

    /// <summary>Text; tabs and line ends, which cannot stand in a cell, become blanks.</summary>
    public void Text(string text) => Raw(text.AsSpan().IndexOfAny('\t', '\r', '\n') < 0 ? text : text.Replace('\t', ' ').Replace('\r', ' ').Replace('\n', ' '));

    /// <summary>Hands what is left to the stream.</summary>
    public void Flush()
    {
        stream.Write(_buffer, 0, _used);
        _used = 0;
    }

    private void Cell(object? cell)
    {
        switch (cell)
        {
            case null:
                Raw("n/a");
                break;
            case double number:
                Number(number);
                break;
            case float single when float.IsNaN(single):
                Raw("n/a");
                break;
            case float single:
                Format(single, "R");
                break;
            case int whole:
                Number(whole);
                break;
            case long whole:
                Number(whole);
                break;
            case bool flag:
                Raw(flag ? "true" : "false");
                break;
            case IFormattable formattable:
                Raw(formattable.ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                Text(cell.ToString() ?? "");
                break;
        }
    }

    private void Format<T>(T number, ReadOnlySpan<char> format)
        where T : IUtf8SpanFormattable
    {
        Reserve(LongestNumber);
        number.TryFormat(_buffer.AsSpan(_used), out int written, format, CultureInfo.InvariantCulture);
        _used += written;
    }

    private void Raw(string text)
    {
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most > _buffer.Length)
        {
            Flush();
            stream.Write(Encoding.UTF8.GetBytes(text));
            return;
        }

        Reserve(most);
        _used += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_used));
    }

    private void Byte(byte value)
    {
        Reserve(1);
        _buffer[_used++] = value;
    }

    private void Reserve(int count)
    {
        if (_buffer.Length - _used < count)
        {
            Flush();
        }
    }
}
