using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Knowledge;
using Etiogrid.Knowledge.Schema;
using Etiogrid.Studies.Toolbox.KnowledgePages;

namespace Etiogrid.Studies.Toolbox;

/// <summary>The work behind the <c>knowledge</c> verbs.</summary>
public static partial class KnowledgeTools
{
    /// <summary>The rows of a table; rows that nobody found in a source only where they are asked for.</summary>
    public static Parsed<Table> List(string table, KnowledgeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return KnowledgeBase.Read(options.Overlay).Then(tables => tables.Find(table) is { } found
            ? Parsed.Of(Rows(found, options.IncludeUnverified))
            : Parsed.Failed<Table>(Unknown("E521", "There is no table of this name", table, TableSchemas.All.Select(s => s.Name))));
    }

    /// <summary>Everything the knowledge base holds on one id: its own row first, then the rows that name it; one line a cell.</summary>
    public static Parsed<Table> Show(string id, KnowledgeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return KnowledgeBase.Read(options.Overlay).Then(tables =>
        {
            var result = new Table("table", "row", "field", "value");
            foreach (var (table, row) in Naming(tables, id).Where(x => options.IncludeUnverified || IsVerified(x.Table, x.Row)))
            {
                foreach (var column in table.Schema.Columns)
                {
                    string cell = table.Cell(row, column.Name);
                    result.Add(table.Name, table.KeyOf(row), column.Name, cell is "n/a" or "" ? null : cell);
                }
            }

            bool known = tables.Tables.Any(t => Enumerable.Range(0, t.Count).Any(i => t.Row(i)[0] == id || t.KeyOf(i) == id));
            return known || result.Rows.Count > 0
                ? Parsed.Of(result)
                : Parsed.Failed<Table>(Unknown("E522", "The knowledge base holds nothing of this name", id, tables.Tables.SelectMany(t => Enumerable.Range(0, t.Count).Select(t.KeyOf))));
        });
    }

    /// <summary>Rows per table and verification; the findings instead, where the tables are broken or the parameters belong to other tables.</summary>
    public static Parsed<Table> Check(KnowledgeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return KnowledgeBase.Read(options.Overlay).Then(tables =>
        {
            var parameters = tables.CheckParameters();
            return parameters.HasValue || options.Overlay is null
                ? parameters.Select(_ => VerificationReport.Counts(tables))
                : Parsed.Of(VerificationReport.Counts(tables), [Diagnostic.Warning("E533", "The overlay changes the tables; its rows keep their elicited values until you calibrate", new(options.Overlay), fix: "Run 'knowledge calibrate --overlay DIR' to see what they imply")]);
        });
    }

    /// <summary>
    /// The rows that nobody has read in a source, each with what becomes of it: off by default, or the stated exceptions (a pathway's or a
    /// dimension's place in the grid). A row that was looked for and not found says where and when.
    /// </summary>
    public static Parsed<Table> Unverified(KnowledgeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return KnowledgeBase.Read(options.Overlay).Select(VerificationReport.Unverified);
    }

    /// <summary>Every item that a founding paper names, with the row that holds it.</summary>
    public static Parsed<Table> Coverage(KnowledgeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return KnowledgeBase.Read(options.Overlay).Select(VerificationReport.Coverage);
    }

    private static Table Rows(KnowledgeTable table, bool includeUnverified)
    {
        var all = table.ToTable();
        var result = new Table(all.Columns);
        for (int i = 0; i < table.Count; i++)
        {
            if (includeUnverified || IsVerified(table, i))
            {
                result.Add(all.Rows[i]);
            }
        }

        return result;
    }

    private static bool IsVerified(KnowledgeTable table, int row) => !table.Schema.HasClaims || table.Cell(row, "verification") is not ("memory" or "sought");

    private static IEnumerable<(KnowledgeTable Table, int Row)> Naming(KnowledgeBase tables, string id)
    {
        var rows = tables.Tables.SelectMany(t => Enumerable.Range(0, t.Count).Select(i => (Table: t, Row: i))).ToList();
        var own = rows.Where(x => x.Table.KeyOf(x.Row) == id).ToList();
        return own.Concat(rows.Except(own).Where(x => x.Table.Schema.Columns.Any(c => Names(x.Table, x.Row, c, id))));
    }

    private static bool Names(KnowledgeTable table, int row, ColumnSchema column, string id) => column.Kind switch
    {
        ColumnKind.Reference => column.Name is not "source" and not "frequency_source" && table.Cell(row, column.Name) == id,
        ColumnKind.References => table.Cell(row, column.Name).Split(' ').Contains(id),
        _ => false,
    };

    private static Diagnostic Unknown(string code, string message, string name, IEnumerable<string> known)
    {
        string? near = NearestName.Among(name, known);
        return Diagnostic.Error(code, message, Place.Nowhere, name, near is null ? null : $"'{near}'", "See 'knowledge check' for the tables and 'knowledge list TABLE' for their rows");
    }
}
