using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Etiogrid.Genetics.Text;

/// <summary>Splits lines of bytes into fields and reads numbers from them.</summary>
internal static class Utf8Fields
{
    private static readonly SearchValues<byte> WhiteSpace = SearchValues.Create(" \t"u8);

    /// <summary>Fields between runs of blanks and tabs; at most <paramref name="fields"/>.Length of them are stored, all are counted.</summary>
    public static int SplitWhiteSpace(ReadOnlySpan<byte> line, Span<Range> fields)
    {
        int count = 0;
        int at = 0;
        while (at < line.Length)
        {
            int skip = line[at..].IndexOfAnyExcept(WhiteSpace);
            if (skip < 0)
            {
                break;
            }

            at += skip;
            int length = line[at..].IndexOfAny(WhiteSpace);
            int end = length < 0 ? line.Length : at + length;
            if (count < fields.Length)
            {
                fields[count] = at..end;
            }

            count++;
            at = end;
        }

        return count;
    }

    /// <summary>Fields between single delimiters, empty ones included.</summary>
    public static int Split(ReadOnlySpan<byte> line, byte delimiter, Span<Range> fields)
    {
        int count = 0;
        int at = 0;
        while (true)
        {
            int length = line[at..].IndexOf(delimiter);
            int end = length < 0 ? line.Length : at + length;
            if (count < fields.Length)
            {
                fields[count] = at..end;
            }

            count++;
            if (length < 0)
            {
                return count;
            }

            at = end + 1;
        }
    }

    /// <summary>The text as a string.</summary>
    public static string Text(ReadOnlySpan<byte> field) => Encoding.UTF8.GetString(field);

    /// <summary>A finite number with a decimal point, nothing left over.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> field, out double value)
    {
        if (Utf8Parser.TryParse(field, out value, out int used) && used == field.Length)
        {
            return double.IsFinite(value);
        }

        // Utf8Parser refuses a leading plus before a point and a few rare spellings that double.Parse knows.
        return double.TryParse(field, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value)
            && double.IsFinite(value);
    }

    /// <summary>A non-negative whole number, nothing left over.</summary>
    public static bool TryInteger(ReadOnlySpan<byte> field, out int value) =>
        Utf8Parser.TryParse(field, out value, out int used) && used == field.Length && used > 0;
}
