using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Core.Identifiers;
using Etiogrid.Files;

namespace Etiogrid.Knowledge.Schema;

/// <summary>
/// Checks a delimited table against its schema. Errors: E501 columns, E502 a missing cell, E503 a cell of the wrong kind,
/// E504 a number out of range, E505 a key that occurs twice.
/// </summary>
internal static class TableReader
{
    /// <summary>The cell of an optional column that the file does not have: files of an earlier schema stay readable.</summary>
    private const string Absent = "n/a";
    private const string MissingFix = "Fill in the cell; a row without source and verification is refused";

    public static KnowledgeTable? Read(DelimitedTable table, TableSchema schema, DiagnosticBag bag)
    {
        int[]? columns = Columns(table, schema, bag);
        if (columns is null)
        {
            return null;
        }

        int before = bag.ErrorCount;
        var rows = new List<string[]>();
        var places = new List<Place>();
        for (int i = 0; i < table.Rows.Count; i++)
        {
            string[] cells = [.. columns.Select(c => c < 0 ? Absent : table.Rows[i][c].Trim())];
            CheckRow(cells, schema, column => table.PlaceOf(i, column), bag);
            rows.Add(cells);
            places.Add(new(table.File, table.RowNumbers[i]));
        }

        var result = new KnowledgeTable(schema, rows, places);
        CheckKeys(result, bag);
        return bag.ErrorCount == before ? result : null;
    }

    private static int[]? Columns(DelimitedTable table, TableSchema schema, DiagnosticBag bag)
    {
        int before = bag.ErrorCount;
        foreach (string name in table.Header.Where(h => schema.Columns.All(c => c.Name != h)))
        {
            string? near = NearestName.Among(name, schema.Columns.Select(c => c.Name));
            bag.Add(Diagnostic.Error("E501", $"The table '{schema.Name}' has no such column", new(table.File, 1, name), name, near is null ? null : $"'{near}'", "Rename or remove the column"));
        }

        foreach (var column in schema.Columns.Where(c => !c.Optional && table.ColumnOf(c.Name) < 0))
        {
            bag.Add(Diagnostic.Error("E501", $"The table '{schema.Name}' needs this column", new(table.File, 1, column.Name), null, $"a column '{column.Name}'", "Add the column"));
        }

        return bag.ErrorCount == before ? [.. schema.Columns.Select(c => table.ColumnOf(c.Name))] : null;
    }

    private static void CheckRow(string[] cells, TableSchema schema, Func<string, Place> place, DiagnosticBag bag)
    {
        for (int c = 0; c < cells.Length; c++)
        {
            var column = schema.Columns[c];
            if (KnowledgeTable.Missing(cells[c]))
            {
                if (!column.Optional)
                {
                    bag.Add(Diagnostic.Error("E502", "The cell is missing", place(column.Name), cells[c], Expected(column), MissingFix));
                }

                continue;
            }

            CheckCell(cells[c], column, place, bag);
        }
    }

    private static void CheckCell(string cell, ColumnSchema column, Func<string, Place> place, DiagnosticBag bag)
    {
        if (column.Kind == ColumnKind.Number)
        {
            CheckNumber(cell, column, place, bag);
            return;
        }

        bool right = column.Kind switch
        {
            ColumnKind.Key or ColumnKind.Reference => IdentifierSyntax.IsKey(cell),
            ColumnKind.References => cell.Split(' ').All(w => IdentifierSyntax.IsKey(w)),
            ColumnKind.YesNo => cell is "yes" or "no",
            ColumnKind.Choice => column.Choices!.Contains(cell),
            ColumnKind.Genes => cell.Split(' ').All(GeneSymbol.IsWellFormed),
            _ => true,
        };
        if (!right)
        {
            bag.Add(Diagnostic.Error("E503", "The cell holds the wrong kind of value", place(column.Name), cell, Expected(column), Fix(cell, column)));
        }
    }

    private static void CheckNumber(string cell, ColumnSchema column, Func<string, Place> place, DiagnosticBag bag)
    {
        if (!Cell.TryNumber(cell, out double value))
        {
            bag.Add(Diagnostic.Error("E503", "The cell holds the wrong kind of value", place(column.Name), cell, Expected(column), Cell.FixFor(cell)));
        }
        else if (value < column.Least || value > column.Largest)
        {
            bag.Add(Diagnostic.Error("E504", "The number is out of range", place(column.Name), cell, Expected(column), "Check the value against its source"));
        }
    }

    private static void CheckKeys(KnowledgeTable table, DiagnosticBag bag)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < table.Count; i++)
        {
            if (!seen.Add(table.KeyOf(i)))
            {
                bag.Add(Diagnostic.Error("E505", "The key occurs twice", table.PlaceOf(i, table.Schema.Key[0]), table.KeyOf(i), "unique keys", "Remove or rename one of the rows"));
            }
        }
    }

    private static string? Fix(string cell, ColumnSchema column) =>
        column.Choices is null ? null : NearestName.Among(cell, column.Choices) is { } near ? $"Did you mean '{near}'?" : null;

    private static string Expected(ColumnSchema column) => column.Kind switch
    {
        ColumnKind.Number when double.IsFinite(column.Least) || double.IsFinite(column.Largest) =>
            string.Create(CultureInfo.InvariantCulture, $"a number in [{column.Least}, {column.Largest}]"),
        ColumnKind.Number => "a number",
        ColumnKind.YesNo => "yes or no",
        ColumnKind.Choice => "one of " + string.Join(", ", column.Choices!),
        ColumnKind.Reference => $"a key of the table '{column.Table}'",
        ColumnKind.References => $"keys of the table '{column.Table}' separated by spaces",
        ColumnKind.Genes => "gene symbols separated by spaces",
        ColumnKind.Key => "a key: a letter, then letters, digits, underscore or hyphen",
        _ => "words",
    };
}
