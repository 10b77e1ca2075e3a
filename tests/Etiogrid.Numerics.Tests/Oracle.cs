using System.Globalization;

namespace Etiogrid.Numerics.Tests;

/// <summary>Rows of <c>tests/data/oracles/*.csv</c>: a function, its arguments and its value with 50 correct digits.</summary>
internal static class Oracle
{
    /// <summary>All rows of a file.</summary>
    public static List<OracleRow> Read(string file)
    {
        List<OracleRow> rows = [];
        foreach (string line in File.ReadLines(Path.Combine(Repository.Root, "tests", "data", "oracles", file)).Skip(1))
        {
            string[] cells = line.Split(',');
            rows.Add(new(cells[0], Number(cells[1]), Number(cells[2]), Number(cells[3]), Number(cells[4]), Number(cells[5])));
        }

        return rows;
    }

    private static double Number(string text) => text switch
    {
        "" => double.NaN,
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };
}
