using System.Text;

namespace Etiogrid.Files;

/// <summary>Cuts a line into cells. Quotes follow RFC 4180: they open at the start of a cell only, and a doubled quote stands for one.</summary>
internal static class CellSplitter
{
    /// <summary>Stands for any run of spaces and tabs.</summary>
    public const char WhiteSpace = ' ';

    /// <summary>Longest quoted cell, in characters, over all its lines.</summary>
    public const int LongestCell = 1 << 20;

    /// <summary>Cells of a line into a cleared list; false when a quote is left open.</summary>
    public static bool TrySplit(string line, char delimiter, bool quotes, List<ReadOnlyMemory<char>> cells)
    {
        cells.Clear();
        if (quotes && line.Contains('"', StringComparison.Ordinal))
        {
            return TrySplitQuoted(line, delimiter, cells);
        }

        if (delimiter == WhiteSpace)
        {
            SplitWhiteSpace(line, cells);
            return true;
        }

        int start = 0;
        for (int end = line.IndexOf(delimiter, StringComparison.Ordinal); end >= 0; end = line.IndexOf(delimiter, start))
        {
            cells.Add(line.AsMemory(start, end - start));
            start = end + 1;
        }

        cells.Add(line.AsMemory(start));
        return true;
    }

    private static void SplitWhiteSpace(string line, List<ReadOnlyMemory<char>> cells)
    {
        int start = -1;
        for (int i = 0; i <= line.Length; i++)
        {
            bool blank = i == line.Length || line[i] is ' ' or '\t';
            if (blank && start >= 0)
            {
                cells.Add(line.AsMemory(start, i - start));
                start = -1;
            }
            else if (!blank && start < 0)
            {
                start = i;
            }
        }
    }

    private static bool TrySplitQuoted(string line, char delimiter, List<ReadOnlyMemory<char>> cells)
    {
        bool runs = delimiter == WhiteSpace;
        int i = 0;
        while (true)
        {
            while (i < line.Length && line[i] is ' ' or '\t' && line[i] != (runs ? '\0' : delimiter))
            {
                i++;
            }

            if (runs && i == line.Length)
            {
                return true;
            }

            var cell = new StringBuilder();
            if (i < line.Length && line[i] == '"' && !TryQuoted(line, ref i, cell))
            {
                return false;
            }

            while (i < line.Length && !(runs ? line[i] is ' ' or '\t' : line[i] == delimiter))
            {
                cell.Append(line[i++]);
            }

            cells.Add(cell.ToString().AsMemory());
            if (i >= line.Length)
            {
                return true;
            }

            i++;
        }
    }

    /// <summary>Reads from the opening quote to behind the closing one.</summary>
    private static bool TryQuoted(string line, ref int i, StringBuilder cell)
    {
        for (i++; i < line.Length; i++)
        {
            if (line[i] != '"')
            {
                cell.Append(line[i]);
            }
            else if (i + 1 < line.Length && line[i + 1] == '"')
            {
                cell.Append('"');
                i++;
            }
            else
            {
                i++;
                return true;
            }
        }

        return false;
    }
}
