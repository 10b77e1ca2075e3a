using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Etiogrid.Genetics.Text;

/// <summary>Splits lines of bytes into fields and reads numbers from them.</summary>
internal static class Utf8Fields
{
    /// <summary>Fields between runs of blanks and tabs; at most <paramref name="fields"/>.Length of them are stored, all are counted.</summary>
    public static int SplitWhiteSpace(ReadOnlySpan<byte> line, Span<Range> fields)
    {
        // Fields of genotype tables are a few bytes long: a plain loop is faster than vector search.
        int count = 0;
        int start = -1;
        for (int at = 0; at <= line.Length; at++)
        {
            bool blank = at == line.Length || line[at] is (byte)' ' or (byte)'\t';
            if (!blank)
            {
                start = start < 0 ? at : start;
            }
            else if (start >= 0)
            {
                if (count < fields.Length)
                {
                    fields[count] = start..at;
                }

                count++;
                start = -1;
            }
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
