using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Etiogrid.Files.Tests;

public sealed class TableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tsv_is_invariant_shortest_and_says_missing()
    {
        var table = new Table("name", "value", "count", "flag");
        table.Add("a", 0.1, 3, true);
        table.Add("b", double.NaN, null, false);
        table.Add("c", 1e-300, 12345678901L, null);
        Assert.Equal("name\tvalue\tcount\tflag\na\t0.1\t3\ttrue\nb\tn/a\tn/a\tfalse\nc\t1E-300\t12345678901\tn/a\n", table.ToTsv());
    }

    [Fact]
    public void The_machine_culture_does_not_show()
    {
        var previous = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } };
            var table = new Table("x", "n");
            table.Add(-1.5, -2);
            Assert.Equal("x\tn\n-1.5\t-2\n", table.ToTsv());
            Assert.Equal("-1.5", JsonDocument.Parse(table.ToJson()).RootElement[0].GetProperty("x").GetRawText());
        }
        finally
        {
            CultureInfo.CurrentCulture = previous;
        }
    }

    [Fact]
    public void Json_holds_the_same_cells()
    {
        var table = new Table("name", "value", "flag");
        table.Add("line\nend \"quote\" é", 0.1, true);
        table.Add(null, double.NaN, false);
        var rows = JsonDocument.Parse(table.ToJson()).RootElement;
        Assert.Equal("line\nend \"quote\" é", rows[0].GetProperty("name").GetString());
        Assert.Equal(0.1, rows[0].GetProperty("value").GetDouble());
        Assert.True(rows[0].GetProperty("flag").GetBoolean());
        Assert.Equal(JsonValueKind.Null, rows[1].GetProperty("name").ValueKind);
        Assert.Equal(JsonValueKind.Null, rows[1].GetProperty("value").ValueKind);
        Assert.EndsWith("]\n", table.ToJson(), StringComparison.Ordinal);
        Assert.DoesNotContain('\r', table.ToJson());
    }

    [Fact]
    public void A_cell_cannot_break_its_row()
    {
        var table = new Table("a\tb", "c");
        table.Add("x\ty\nz", "r\r");
        Assert.Equal("a b\tc\nx y z\tr \n", table.ToTsv());
    }

    [Fact]
    public void Rows_of_another_width_are_a_bug_of_the_caller()
    {
        var table = new Table("a", "b");
        Assert.Throws<ArgumentException>(() => table.Add(1));
        Assert.Empty(table.Rows);
        Assert.Equal("a\tb\n", table.ToTsv());
        Assert.Empty(JsonDocument.Parse(table.ToJson()).RootElement.EnumerateArray());
    }

    [Fact]
    public void Numbers_come_back_to_the_bit() => Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<double>(), ArbMap.Default.ArbFor<double>(), (x, y) =>
    {
        var table = new Table("x", "y");
        table.Add(x, y);
        table.Add(1.0, 2.0);
        var read = DelimitedTable.Read(_folder.Write("t.tsv", table.ToTsv())).Value;
        return Same(x, read.Rows[0][0]) && Same(y, read.Rows[0][1]);
    }));

    private static bool Same(double value, string text) => double.IsFinite(value)
        ? Cell.TryNumber(text, out double back) && BitConverter.DoubleToInt64Bits(back) == BitConverter.DoubleToInt64Bits(value)
        : double.IsNaN(value) == Cell.IsMissing(text);

    [Fact]
    public void A_table_written_from_columns_equals_the_table_of_the_same_rows()
    {
        double[] numbers = [0.1, double.NaN, -1e-300];
        string[] names = ["a", "b\tc", "é"];
        var streamed = new Table(3, [TableColumn.Text("name", i => names[i]), TableColumn.Numbers("x", i => numbers[i]), TableColumn.Whole("n", i => i * 10_000_000_000L)]);
        var whole = new Table("name", "x", "n");
        for (int i = 0; i < 3; i++)
        {
            whole.Add(names[i], numbers[i], i * 10_000_000_000L);
        }

        Assert.Equal(whole.ToTsv(), streamed.ToTsv());
        Assert.Equal(whole.ToJson(), streamed.ToJson());
        Assert.Equal(whole.Rows.SelectMany(r => r), streamed.Rows.SelectMany(r => r));
        streamed.Add("d", 1.0, 2L);
        Assert.Equal(whole.ToTsv() + "d\t1\t2\n", streamed.ToTsv());
    }

    [Fact]
    public void Text_longer_than_the_buffer_is_written_whole()
    {
        var table = new Table("x", "y");
        table.Add(new string('é', 200_000), 1);
        Assert.Equal("x\ty\n" + new string('é', 200_000) + "\t1\n", table.ToTsv());
    }

    [Fact]
    public void Numbers_are_written_as_the_runtime_writes_them()
    {
        var random = new Random(1);
        List<double> values = [0, -0.0, 1, -1, 10, 0.5, 1e-4, 9.99e-5, 1e15, 999999999999999.9, 0.1 + 0.2, 5e-324, double.MaxValue, double.Epsilon, 4503599627370496.5, 2, 4, 8, 1024, 0.25, 0.0009765625, 1.0 / 3, 100, 1e14, 123456789012345];
        for (int i = 0; i < 300_000; i++)
        {
            double scale = Math.Pow(10, random.Next(-6, 17));
            values.Add((random.NextDouble() - 0.5) * scale);
            values.Add(Math.Round(random.NextDouble() * 1000, random.Next(0, 9)));
            values.Add(Math.ScaleB(1, random.Next(-20, 60)) * (1 + (random.Next(3) * Math.ScaleB(1, -52))));
        }

        var table = new Table(values.Count, [TableColumn.Numbers("x", i => values[i])]);
        string[] lines = table.ToTsv().Split('\n');
        for (int i = 0; i < values.Count; i++)
        {
            Assert.Equal(values[i].ToString("R", CultureInfo.InvariantCulture), lines[i + 1]);
        }
    }
}
