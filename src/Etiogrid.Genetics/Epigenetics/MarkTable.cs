using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Genetics.Text;

namespace Etiogrid.Genetics.Epigenetics;

/// <summary>
/// Values of some marks in people. Both ways round are read: people as rows (first column <c>participant_id</c>, one column a mark) and marks as
/// rows (first column anything else, one column a person), row by row, so that an array of 850,000 sites needs memory for the wanted ones only.
/// </summary>
public sealed class MarkTable
{
    private const string PersonColumn = "participant_id";

    private MarkTable(string file, IReadOnlyList<string> people, IReadOnlyDictionary<string, double[]> marks)
    {
        File = file;
        People = people;
        Marks = marks;
    }

    /// <summary>Path as given.</summary>
    public string File { get; }

    /// <summary>Labels of people, as written.</summary>
    public IReadOnlyList<string> People { get; }

    /// <summary>Values of each wanted mark that the table has, in the order of <see cref="People"/>; NaN where missing.</summary>
    public IReadOnlyDictionary<string, double[]> Marks { get; }

    /// <summary>
    /// Reads the wanted marks. Errors: E101 missing file, E102 empty, E104 wrong number of cells, E105 unreadable, E493 a value that is no number,
    /// E494 a mark or person twice, E495 none of the marks.
    /// </summary>
    public static Parsed<MarkTable> Read(string path, IReadOnlySet<string> wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        return TextInput.Read<MarkTable>(path, (reader, file) => new Reader(file, wanted, reader).Table());
    }

    private sealed class Reader(string path, IReadOnlySet<string> wanted, Utf8LineReader lines)
    {
        private readonly DiagnosticBag _bag = new();
        private readonly char _delimiter = DelimitedTable.IsCommaSeparated(path) ? ',' : '\t';
        private readonly Dictionary<string, double[]> _marks = new(StringComparer.Ordinal);

        public Parsed<MarkTable> Table()
        {
            if (Cells() is not { Length: > 1 } header)
            {
                return Parsed.Failed<MarkTable>(Diagnostic.Error("E102", "The table of marks is empty", new(path, 1), null, "a header: participant_id and marks, or mark and people", null));
            }

            string[] names = [.. header.Skip(1)];
            foreach (string twice in names.GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key))
            {
                _bag.Add(Diagnostic.Error("E494", "A name stands twice in the header of the table of marks", new(path, 1, twice), twice, "each once", "Remove one of the columns"));
            }

            IReadOnlyList<string> people = header[0] == PersonColumn ? PeopleAsRows(names) : MarksAsRows(names);
            if (_marks.Count == 0 && !_bag.HasErrors)
            {
                _bag.Add(Diagnostic.Error("E495", "The table has none of the marks that have weights", new(path), names[0], wanted.Order(StringComparer.Ordinal).FirstOrDefault(), $"Marks as columns need '{PersonColumn}' as the first column; otherwise the first column must hold the marks"));
            }

            return _bag.Finish(() => new MarkTable(path, people, _marks));
        }

        private List<string> PeopleAsRows(string[] marks)
        {
            int[] columns = [.. Enumerable.Range(0, marks.Length).Where(c => wanted.Contains(marks[c]))];
            List<double>[] values = [.. columns.Select(_ => new List<double>())];
            List<string> people = [];
            HashSet<string> seen = new(StringComparer.Ordinal);
            while (Row(marks.Length + 1) is { } cells)
            {
                if (!seen.Add(cells[0]))
                {
                    _bag.Add(Diagnostic.Error("E494", "The person has two rows in the table of marks", new(path, lines.LineNumber, PersonColumn), cells[0], "one row a person", "Remove one of the rows"));
                    continue;
                }

                people.Add(cells[0]);
                for (int k = 0; k < columns.Length; k++)
                {
                    values[k].Add(Number(cells[columns[k] + 1], marks[columns[k]]));
                }
            }

            for (int k = 0; k < columns.Length; k++)
            {
                _marks.TryAdd(marks[columns[k]], [.. values[k]]);
            }

            return people;
        }

        private string[] MarksAsRows(string[] people)
        {
            while (Row(people.Length + 1) is { } cells)
            {
                if (wanted.Contains(cells[0]) && !_marks.TryAdd(cells[0], [.. people.Select((p, i) => Number(cells[i + 1], p))]))
                {
                    _bag.Add(Diagnostic.Error("E494", "The mark has two rows in the table of marks", new(path, lines.LineNumber), cells[0], "one row a mark", "Remove one of the rows"));
                }
            }

            return people;
        }

        /// <summary>The next row of the right length; wrong ones are reported and passed over.</summary>
        private string[]? Row(int length)
        {
            while (Cells() is { } cells)
            {
                if (cells.Length == length)
                {
                    return cells;
                }

                if (cells.Length > 1 || cells[0].Length > 0)
                {
                    _bag.Add(Diagnostic.Error("E104", "The row has the wrong number of cells", new(path, lines.LineNumber), FormattableString.Invariant($"{cells.Length}"), FormattableString.Invariant($"{length} cells as in the header"), "Check the delimiter"));
                }
            }

            return null;
        }

        private string[]? Cells() => lines.TryRead(out var line) ? [.. Utf8Fields.Text(line).Split(_delimiter).Select(c => c.Trim().Trim('"'))] : null;

        private double Number(string cell, string column)
        {
            if (Cell.IsMissing(cell))
            {
                return double.NaN;
            }

            if (Cell.TryNumber(cell, out double value))
            {
                return value;
            }

            _bag.Add(Diagnostic.Error("E493", "The value of the mark is not a number", new(path, lines.LineNumber, column), cell, "a number or n/a", Cell.FixFor(cell)));
            return double.NaN;
        }
    }
}
