using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;

namespace Etiogrid.Imaging.Atlases;

/// <summary>The table <c>atlas.tsv</c> of a pack: one row a map.</summary>
public static class AtlasManifest
{
    /// <summary>Name of the table in the pack's folder.</summary>
    public const string FileName = "atlas.tsv";

    private static readonly string[] Required = ["map", "kind", "target", "n", "space", "citation", "licence", "file"];
    private static readonly string[] Kinds = ["pet", "gene", "cell", "microstructure", "meg", "other"];

    /// <summary>
    /// Reads the table. Errors: E350 a column is missing, a cell is empty or impossible, a map occurs twice, or a file lies outside the folder.
    /// </summary>
    public static Parsed<IReadOnlyList<AtlasMap>> Read(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return DelimitedTable.Read(Path.Combine(folder, FileName)).Then(table =>
        {
            var bag = new DiagnosticBag();
            foreach (string column in Required.Where(c => table.ColumnOf(c) < 0))
            {
                bag.Add(Diagnostic.Error("E350", "The manifest lacks a column", new(table.File, 1), string.Join(", ", table.Header), column));
            }

            return bag.HasErrors ? bag.Fail<IReadOnlyList<AtlasMap>>() : Rows(table, bag);
        });
    }

    /// <summary>The table as text, with checksums.</summary>
    public static string Write(IEnumerable<AtlasMap> maps)
    {
        ArgumentNullException.ThrowIfNull(maps);
        var table = new Table("map", "kind", "target", "tracer", "n", "age", "space", "citation", "licence", "file", "column", "sha256");
        foreach (var m in maps)
        {
            table.Add(m.Name, m.Kind, m.Target, Blank(m.Tracer), m.N, m.Age, m.Space, m.Citation, m.Licence, m.File, Blank(m.Column), Blank(m.Sha256));
        }

        return table.ToTsv();
    }

    private static string? Blank(string text) => text.Length == 0 ? null : text;

    private static Parsed<IReadOnlyList<AtlasMap>> Rows(DelimitedTable table, DiagnosticBag bag)
    {
        var maps = new List<AtlasMap>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < table.Rows.Count; i++)
        {
            int row = i;
            string Text(string column) => table.ColumnOf(column) is >= 0 and var c && !Cell.IsMissing(table.Rows[row][c]) ? table.Rows[row][c].Trim() : "";
            foreach (string column in Required.Where(c => Text(c).Length == 0))
            {
                bag.Add(Diagnostic.Error("E350", "The cell is empty", table.PlaceOf(i, column), expected: column is "licence" or "citation" ? $"the {column} of every map: a map without it must not be used" : null));
            }

            int count = Whole(table, i, Text("n"), bag);
            Check(table, i, Text, seen, bag);
            double? age = Cell.TryNumber(Text("age"), out double years) ? years : null;
            maps.Add(new(Text("map"), Text("kind"), Text("target"), Text("tracer"), count, age, Text("space"), Text("citation"), Text("licence"), Text("file"), Text("column"), Text("sha256")));
        }

        if (maps.Count == 0 && !bag.HasErrors)
        {
            bag.Add(Diagnostic.Error("E350", "The manifest lists no map", new(table.File)));
        }

        return bag.Finish<IReadOnlyList<AtlasMap>>(() => maps);
    }

    private static int Whole(DelimitedTable table, int row, string text, DiagnosticBag bag)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int n) && n >= 1)
        {
            return n;
        }

        if (text.Length > 0)
        {
            bag.Add(Diagnostic.Error("E350", "The number of people is no whole number of at least 1", table.PlaceOf(row, "n"), text));
        }

        return 1;
    }

    private static void Check(DelimitedTable table, int row, Func<string, string> text, HashSet<string> seen, DiagnosticBag bag)
    {
        if (text("map").Length > 0 && !seen.Add(text("map")))
        {
            bag.Add(Diagnostic.Error("E350", "The map occurs twice", table.PlaceOf(row, "map"), text("map"), "unique names"));
        }

        if (text("kind").Length > 0 && !Kinds.Contains(text("kind")))
        {
            bag.Add(Diagnostic.Error("E350", "The kind is not known", table.PlaceOf(row, "kind"), text("kind"), string.Join(", ", Kinds)));
        }

        string file = text("file");
        if (Path.IsPathRooted(file) || file.Split('/', '\\').Contains(".."))
        {
            bag.Add(Diagnostic.Error("E350", "The file lies outside the pack", table.PlaceOf(row, "file"), file, "a path inside the pack's folder"));
        }
    }
}
