using Etiogrid.Core.Diagnostics;
using Etiogrid.Core.Identifiers;
using Etiogrid.Files;

namespace Etiogrid.Studies.Reading;

/// <summary>A table keyed by <c>participant_id</c> (and <c>session_id</c>, where it has that column).</summary>
public sealed class PhenotypeTable
{
    private readonly DelimitedTable _table;
    private readonly Dictionary<(ParticipantId, string), int> _rows;
    private readonly int _sessionColumn;

    private PhenotypeTable(DelimitedTable table, Dictionary<(ParticipantId, string), int> rows, int sessionColumn, string sha256)
    {
        (_table, _rows, _sessionColumn) = (table, rows, sessionColumn);
        Sha256 = sha256;
    }

    /// <summary>Path as given.</summary>
    public string File => _table.File;

    /// <summary>SHA-256 of the file.</summary>
    public string Sha256 { get; }

    /// <summary>Column names.</summary>
    public IReadOnlyList<string> Header => _table.Header;

    /// <summary>True when rows are keyed by session too.</summary>
    public bool HasSessions => _sessionColumn >= 0;

    /// <summary>Sessions of a person in this table, in order of labels; empty for a table without sessions.</summary>
    public IEnumerable<SessionId> SessionsOf(ParticipantId person) =>
        _rows.Keys.Where(k => k.Item1 == person && k.Item2.Length > 0).Select(k => SessionId.Parse(k.Item2)).Order();

    /// <summary>Every cell of a person in a column, one a row.</summary>
    public IEnumerable<(string Text, Place Place)> CellsOf(ParticipantId person, string column)
    {
        int c = _table.ColumnOf(column);
        return _rows.Where(r => r.Key.Item1 == person).OrderBy(r => r.Value).Select(r => (_table.Rows[r.Value][c], _table.PlaceOf(r.Value, column)));
    }

    /// <summary>Reads a table; rows of unknown or repeated people become findings about those people.</summary>
    public static Parsed<PhenotypeTable> Read(string file, IReadOnlySet<ParticipantId> known, PersonFindings findings)
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(findings);
        var parsed = DelimitedTable.Read(file);
        return parsed.Then(table => Index(table, known, findings));
    }

    /// <summary>The cell of a person, with its place; null when the person has no row.</summary>
    public (string Text, Place Place)? CellOf(ParticipantId person, SessionId? session, string column)
    {
        int c = _table.ColumnOf(column);
        if (c < 0)
        {
            throw new ArgumentException($"The table has no column '{column}'.", nameof(column));
        }

        string key = _sessionColumn >= 0 && session is { } s ? s.Label : "";
        if (_sessionColumn >= 0 && session is null)
        {
            key = _rows.Keys.Where(k => k.Item1 == person).Select(k => k.Item2).Order(StringComparer.Ordinal).FirstOrDefault("");
        }

        return _rows.TryGetValue((person, key), out int row) ? (_table.Rows[row][c], _table.PlaceOf(row, column)) : null;
    }

    private static Parsed<PhenotypeTable> Index(DelimitedTable table, IReadOnlySet<ParticipantId> known, PersonFindings findings)
    {
        int idColumn = table.ColumnOf("participant_id");
        int sessionColumn = table.ColumnOf("session_id");
        if (idColumn < 0)
        {
            string? near = NearestName.Among("participant_id", table.Header);
            return Parsed.Failed<PhenotypeTable>(Diagnostic.Error("E220", "The table has no participant_id column", new(table.File, 1), near, "a column named participant_id", "Name the column of labels participant_id"));
        }

        var bag = new DiagnosticBag();
        Dictionary<(ParticipantId, string), int> rows = [];
        for (int i = 0; i < table.Rows.Count; i++)
        {
            var place = table.PlaceOf(i, "participant_id");
            if (!ParticipantId.TryParse(table.Rows[i][idColumn].Trim(), out var person))
            {
                bag.Add(Diagnostic.Error("E221", "The participant label is not valid", place, table.Rows[i][idColumn], "sub- followed by letters and digits", "Remove separators and spaces from the label"));
                continue;
            }

            string session = sessionColumn >= 0 && SessionId.TryParse(table.Rows[i][sessionColumn].Trim(), out var s) ? s.Label : "";
            if (!known.Contains(person))
            {
                findings.Add(person, Diagnostic.Error("E222", "The person is in this table but not in participants.tsv", place, person.ToString(), null, "Add the person to participants.tsv or remove the row"));
            }
            else if (!rows.TryAdd((person, session), i))
            {
                findings.Add(person, Diagnostic.Error("E223", "The person has two rows", place, person.ToString(), "one row a person (and session)", "Remove one of the rows"));
            }
        }

        return bag.Finish(() => new PhenotypeTable(table, rows, sessionColumn, InputFile.Sha256(table.File)));
    }
}
