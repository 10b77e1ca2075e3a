using Etiogrid.Core.Diagnostics;
using Etiogrid.Core.Regions;
using Etiogrid.Files;

namespace Etiogrid.Studies.Measures.Brain;

/// <summary>Reads a region table: <c>name</c>, and where they exist <c>hemisphere</c>, <c>x_mni</c>, <c>y_mni</c>, <c>z_mni</c>, <c>network</c>.</summary>
public static class ParcellationReader
{
    /// <summary>Reads the table and, if given, a second table of <c>name</c> and <c>network</c>. Errors: E240 no name column, E241 region twice, E242 coordinate is not a number, E243 network table names an unknown region.</summary>
    public static Parsed<Parcellation> Read(string file, string? networkFile)
    {
        var bag = new DiagnosticBag();
        var parsed = DelimitedTable.Read(file);
        bag.AddRange(parsed.Diagnostics);
        if (!parsed.TryGetValue(out var table))
        {
            return bag.Fail<Parcellation>();
        }

        if (table.ColumnOf("name") < 0)
        {
            bag.Add(Diagnostic.Error("E240", "The region table has no name column", new(file, 1), string.Join(", ", table.Header), "a column 'name'", "Name the column of region names 'name'"));
            return bag.Fail<Parcellation>();
        }

        var networks = networkFile is null ? [] : Networks(networkFile, bag);
        List<Region> regions = [];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < table.Rows.Count; i++)
        {
            var region = RegionOf(table, i, networks, bag);
            if (seen.Add(region.Name))
            {
                regions.Add(region);
            }
            else
            {
                bag.Add(Diagnostic.Error("E241", "The region occurs twice", table.PlaceOf(i, "name"), region.Name, "unique names", "Rename or remove one of the rows"));
            }
        }

        foreach (string name in networks.Keys.Where(n => !seen.Contains(n)).Order(StringComparer.Ordinal))
        {
            string? near = NearestName.Among(name, seen);
            bag.Add(Diagnostic.Error("E243", "The network table names a region that the parcellation does not have", new(networkFile, null, name), name, null, near is null ? null : $"Did you mean '{near}'?"));
        }

        if (regions.Count == 0 && !bag.HasErrors)
        {
            bag.Add(Diagnostic.Error("E102", "The region table lists no region", new(file)));
        }

        return bag.Finish(() => new Parcellation(Path.GetFileNameWithoutExtension(file), regions));
    }

    private static Dictionary<string, string> Networks(string file, DiagnosticBag bag)
    {
        var parsed = DelimitedTable.Read(file);
        bag.AddRange(parsed.Diagnostics);
        Dictionary<string, string> networks = new(StringComparer.Ordinal);
        if (!parsed.TryGetValue(out var table))
        {
            return networks;
        }

        int name = table.ColumnOf("name");
        int network = table.ColumnOf("network");
        if (name < 0 || network < 0)
        {
            bag.Add(Diagnostic.Error("E240", "The network table needs the columns name and network", new(file, 1), string.Join(", ", table.Header)));
            return networks;
        }

        foreach (string[] row in table.Rows)
        {
            networks[row[name].Trim()] = row[network].Trim();
        }

        return networks;
    }

    private static Region RegionOf(DelimitedTable table, int row, Dictionary<string, string> networks, DiagnosticBag bag)
    {
        string Text(string column) => table.ColumnOf(column) is >= 0 and var c ? table.Rows[row][c].Trim() : "";
        string name = Text("name");
        var hemisphere = Text("hemisphere").ToUpperInvariant() switch
        {
            "L" or "LH" or "LEFT" => Hemisphere.Left,
            "R" or "RH" or "RIGHT" => Hemisphere.Right,
            _ => Hemisphere.None,
        };
        string network = networks.GetValueOrDefault(name, Cell.IsMissing(Text("network")) ? "" : Text("network"));
        return new(name, hemisphere, CentreOf(table, row, Text, bag), network.Length == 0 ? null : network);
    }

    private static Coordinate? CentreOf(DelimitedTable table, int row, Func<string, string> text, DiagnosticBag bag)
    {
        string[] columns = ["x_mni", "y_mni", "z_mni"];
        double[] values = new double[3];
        for (int i = 0; i < 3; i++)
        {
            string cell = text(columns[i]);
            if (Cell.IsMissing(cell))
            {
                return null;
            }

            if (!Cell.TryNumber(cell, out values[i]))
            {
                bag.Add(Diagnostic.Error("E242", "The coordinate is not a number", table.PlaceOf(row, columns[i]), cell, "millimetres or n/a", Cell.FixFor(cell)));
                return null;
            }
        }

        return new Coordinate(values[0], values[1], values[2]);
    }
}
