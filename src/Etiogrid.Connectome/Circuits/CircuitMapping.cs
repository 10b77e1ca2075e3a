using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;

namespace Etiogrid.Connectome.Circuits;

/// <summary>Reads a circuit mapping: a table with columns <c>circuit feature</c> and, for features measured here, <c>regions_a regions_b</c> (names joined by <c>;</c>), optionally <c>sign</c>.</summary>
public static class CircuitMapping
{
    /// <summary>Errors: E650 a column is missing, E651 a feature is named twice, E652 a sign is neither 1 nor -1.</summary>
    public static Parsed<IReadOnlyList<CircuitFeature>> Read(string path) => DelimitedTable.Read(path).Then(FromTable);

    private static Parsed<IReadOnlyList<CircuitFeature>> FromTable(DelimitedTable table)
    {
        var bag = new DiagnosticBag();
        foreach (string column in (string[])["circuit", "feature"])
        {
            if (table.ColumnOf(column) < 0)
            {
                bag.Add(Diagnostic.Error("E650", $"The mapping has no column '{column}'", new(table.File, 1), NearestName.Among(column, table.Header), "circuit, feature, regions_a, regions_b, sign"));
            }
        }

        if (bag.HasErrors)
        {
            return bag.Fail<IReadOnlyList<CircuitFeature>>();
        }

        List<CircuitFeature> features = [];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < table.Rows.Count; i++)
        {
            string name = Cell(table, i, "feature");
            if (!seen.Add(name))
            {
                bag.Add(Diagnostic.Error("E651", "The feature is named twice", table.PlaceOf(i, "feature"), name, "unique features"));
            }

            string sign = Cell(table, i, "sign");
            if (sign is not ("" or "1" or "+1" or "-1"))
            {
                bag.Add(Diagnostic.Error("E652", "The sign is not understood", table.PlaceOf(i, "sign"), sign, "1 or -1"));
            }

            features.Add(new(Cell(table, i, "circuit"), name, Names(table, i, "regions_a"), Names(table, i, "regions_b"), sign == "-1" ? -1 : 1));
        }

        return bag.Finish<IReadOnlyList<CircuitFeature>>(() => features);
    }

    private static string Cell(DelimitedTable table, int row, string column)
    {
        int position = table.ColumnOf(column);
        return position < 0 ? "" : table.Rows[row][position].Trim();
    }

    private static string[] Names(DelimitedTable table, int row, string column) =>
        Cell(table, row, column).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
