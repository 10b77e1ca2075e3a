using System.Globalization;
using Etiogrid.Files;
using Etiogrid.Studies.Cohorts;
using Etiogrid.Studies.Pipeline;
using Microsoft.Data.Sqlite;

namespace Etiogrid.Studies.Tests;

public sealed class CohortStoreTests : IDisposable
{
    private readonly SmallStudy _study = new();
    private readonly TemporaryFolder _output = new();

    public void Dispose()
    {
        _study.Dispose();
        _output.Dispose();
    }

    [Fact]
    public void The_store_holds_every_cell_of_every_cohort_table()
    {
        Run();
        string[] tables = ["grid", "pathways", "evidence", "fingerprint", "next"];
        using var connection = Open();
        foreach (string name in tables)
        {
            var table = DelimitedTable.Read(Path.Combine(_output["group"], name + ".tsv")).Value;
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{name}\" ORDER BY rowid";
            using var reader = command.ExecuteReader();
            foreach (string[] row in table.Rows)
            {
                Assert.True(reader.Read());
                Assert.Equal(row, Enumerable.Range(0, reader.FieldCount).Select(i => Text(reader.GetValue(i), row[i])));
            }

            Assert.False(reader.Read());
        }
    }

    [Fact]
    public void The_same_results_give_the_same_bytes()
    {
        Run();
        byte[] first = File.ReadAllBytes(_output["group/etiogrid.sqlite"]);
        Run();
        Assert.Equal(first, File.ReadAllBytes(_output["group/etiogrid.sqlite"]));
    }

    [Fact]
    public void Columns_that_only_some_people_have_are_empty_for_the_others()
    {
        Run();
        var table = DelimitedTable.Read(_output["group/pathways.tsv"]).Value;
        Assert.Equal(3 * SmallStudy.Grid.Pathways.Count, table.Rows.Count);
        int symptom = table.ColumnOf("log_bf_symptom");
        Assert.All(table.Rows.Where(r => r[0] == "sub-03"), r => Assert.Equal("n/a", r[symptom]));
        Assert.Contains(table.Rows, r => r[0] == "sub-01" && r[symptom] != "n/a");
    }

    /// <summary>SQLite knows no truth values: they are 0 and 1 there.</summary>
    private static string Text(object value, string written) => value switch
    {
        DBNull => "n/a",
        long flag when written is "true" or "false" => flag == 1 ? "true" : "false",
        double number => Cell.Format(number),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={_output["group/etiogrid.sqlite"]};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return connection;
    }

    private void Run()
    {
        var request = new RunRequest { StudyFolder = _study.Folder, OutputFolder = _output.Path };
        Assert.Empty(StudyPipeline.RunParticipants(request, _ => "page", _ => { }).Value.Failed);
        Assert.True(CohortPipeline.Run(request, _ => "page", _ => { }).HasValue);
    }
}
