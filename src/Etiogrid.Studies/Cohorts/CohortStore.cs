using System.Globalization;
using Etiogrid.Studies.Results;
using Microsoft.Data.Sqlite;

namespace Etiogrid.Studies.Cohorts;

/// <summary>
/// <c>group/etiogrid.sqlite</c>: the cohort's long tables, people and run in one file for notebooks and the web application.
/// The same columns as the TSV files; missing cells are NULL. The file appears whole or not at all.
/// </summary>
internal sealed class CohortStore : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _inserts = new(StringComparer.Ordinal);

    private CohortStore(string file)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        _connection.Open();

        // A store is made anew and renamed when complete, so it needs no journal of its own.
        Execute("PRAGMA journal_mode = OFF");
        Execute("PRAGMA synchronous = OFF");
        Execute("BEGIN");
    }

    /// <summary>Makes a store and puts it in place when <paramref name="fill"/> has ended.</summary>
    public static void Write(string file, Action<CohortStore> fill)
    {
        string temporary = file + ".tmp";
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.Delete(temporary);
        try
        {
            using (var store = new CohortStore(temporary))
            {
                fill(store);
                store.Index();
                store.Execute("COMMIT");
            }

            File.Move(temporary, file, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>SQL name of a table: <c>desc-coloc_stat</c> is <c>coloc_stat</c>.</summary>
    public static string NameOf(string suffix) => suffix.Replace("desc-", "", StringComparison.Ordinal).Replace('-', '_');

    /// <summary>People and run.</summary>
    public void AddRun(CohortResult cohort)
    {
        Create("run", ["key", "value"]);
        var run = cohort.Run;
        (string, string)[] facts =
        [
            ("schema", "etiogrid/cohort/1"), ("study", run.StudyName), ("program_version", run.ProgramVersion), ("grid_version", run.GridVersion),
            ("grid_sha256", run.GridSha256), ("config_sha256", run.ConfigSha256), ("run_id", run.RunId), ("seed", run.Seed.ToString(CultureInfo.InvariantCulture)),
        ];
        foreach (var (key, value) in facts)
        {
            Add("run", [key, value]);
        }

        Create("participants", ["participant_id", "session_id", "group_name", "site"]);
        foreach (var person in cohort.People)
        {
            Add("participants", ["sub-" + person.Participant, person.Session is null ? null : "ses-" + person.Session, person.Group, person.Site]);
        }
    }

    /// <summary>Makes a table.</summary>
    public void Create(string suffix, IReadOnlyList<string> columns)
    {
        string name = NameOf(suffix);
        Execute($"CREATE TABLE {Quoted(name)} ({string.Join(", ", columns.Select(Quoted))})");
        var insert = _connection.CreateCommand();
        insert.CommandText = $"INSERT INTO {Quoted(name)} VALUES ({string.Join(", ", columns.Select((_, i) => Parameter(i)))})";
        for (int i = 0; i < columns.Count; i++)
        {
            insert.Parameters.Add(new SqliteParameter { ParameterName = Parameter(i) });
        }

        _inserts.Add(suffix, insert);
    }

    /// <summary>Adds a row: text, numbers, truth values (0 or 1) or null, one a column.</summary>
    public void Add(string suffix, IReadOnlyList<object?> cells)
    {
        var insert = _inserts[suffix];
        for (int i = 0; i < cells.Count; i++)
        {
            insert.Parameters[i].Value = cells[i] switch
            {
                null => DBNull.Value,
                double number when !double.IsFinite(number) => DBNull.Value,
                bool flag => flag ? 1L : 0L,
                var value => value,
            };
        }

        insert.ExecuteNonQuery();
    }

    /// <summary>Releases the file.</summary>
    public void Dispose()
    {
        foreach (var insert in _inserts.Values)
        {
            insert.Dispose();
        }

        _connection.Dispose();
    }

    private void Index()
    {
        foreach (string table in _inserts.Keys.Where(t => t != "run").Select(NameOf))
        {
            Execute($"CREATE INDEX {Quoted(table + "_by_participant")} ON {Quoted(table)} (participant_id)");
        }
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string Parameter(int index) => string.Create(CultureInfo.InvariantCulture, $"$p{index}");

    /// <summary>An SQL identifier; names come from column headers, so quotes are doubled.</summary>
    private static string Quoted(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
