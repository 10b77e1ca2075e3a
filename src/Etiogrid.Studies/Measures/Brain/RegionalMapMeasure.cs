using Etiogrid.Core.Diagnostics;
using Etiogrid.Core.Measures;
using Etiogrid.Files;

namespace Etiogrid.Studies.Measures.Brain;

/// <summary>Reads a regional map: a table with the columns <c>name</c> (or <c>region</c>) and <c>value</c>.</summary>
public static class RegionalMapMeasure
{
    /// <summary>Reads and orders a map by the parcellation. Errors: E250 columns, E251 unknown region, E252 region twice, E253 region missing, E231 cell not a number.</summary>
    public static Parsed<BrainMeasurement> Measure(BrainSpace space, string file, Provenance provenance)
    {
        ArgumentNullException.ThrowIfNull(space);
        return DelimitedTable.Read(file).Then(table => Read(space, table)).Select(map =>
            new BrainMeasurement(BrainMapKind.RegionalMap, map, [], [], [], [], 0, provenance));
    }

    private static Parsed<double[]> Read(BrainSpace space, DelimitedTable table)
    {
        string regionColumn = table.ColumnOf("name") >= 0 ? "name" : "region";
        int name = table.ColumnOf(regionColumn);
        int value = table.ColumnOf("value");
        if (name < 0 || value < 0)
        {
            return Parsed.Failed<double[]>(Diagnostic.Error("E250", "The map needs the columns name and value", new(table.File, 1), string.Join(", ", table.Header)));
        }

        var bag = new DiagnosticBag(20);
        double[] map = new double[space.RegionNames.Count];
        Array.Fill(map, double.NaN);
        bool[] seen = new bool[map.Length];
        for (int i = 0; i < table.Rows.Count; i++)
        {
            string region = table.Rows[i][name].Trim();
            int at = space.Parcellation.IndexOf(region);
            if (at < 0)
            {
                string? near = NearestName.Among(region, space.RegionNames);
                bag.Add(Diagnostic.Error("E251", "The parcellation has no such region", table.PlaceOf(i, regionColumn), region, "a region name of the parcellation", near is null ? null : $"Did you mean '{near}'?"));
            }
            else if (seen[at])
            {
                bag.Add(Diagnostic.Error("E252", "The region occurs twice", table.PlaceOf(i, regionColumn), region));
            }
            else
            {
                seen[at] = true;
                map[at] = Value(table, i, value, bag);
            }
        }

        for (int r = 0; r < seen.Length; r++)
        {
            if (!seen[r])
            {
                bag.Add(Diagnostic.Error("E253", "A region of the parcellation is missing from the map", new(table.File, null, space.RegionNames[r]), null, $"a row for '{space.RegionNames[r]}'", "Add the row, with n/a where the region could not be measured"));
            }
        }

        return bag.Finish(() => map);
    }

    private static double Value(DelimitedTable table, int row, int column, DiagnosticBag bag)
    {
        string text = table.Rows[row][column];
        if (Cell.IsMissing(text))
        {
            return double.NaN;
        }

        if (!Cell.TryNumber(text, out double value))
        {
            bag.Add(Diagnostic.Error("E231", "The cell is not a number", table.PlaceOf(row, "value"), text, "a number or n/a", Cell.FixFor(text)));
        }

        return value;
    }
}
