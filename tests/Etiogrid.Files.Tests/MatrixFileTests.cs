using System.IO.Compression;
using System.Text;
using Etiogrid.Core.Diagnostics;

namespace Etiogrid.Files.Tests;

public sealed class MatrixFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("m.csv", "1,2\n3,4\n")]
    [InlineData("m.csv", "1;2\n3;4")]
    [InlineData("m.csv", "1 2\n3 4\n")]
    [InlineData("m.csv", "\n1,2\r\n\r\n3,4\r\n")]
    [InlineData("m.tsv", "1\t2\n3\t4\n")]
    [InlineData("m.tsv", "1\t2\r3\t4\r")]
    [InlineData("m.txt", "  1   2\n3\t4  \n")]
    [InlineData("m.txt", "1,2\n3,4\n")]
    [InlineData("m.csv", "\uFEFF1,2\n3,4\n")]
    [InlineData("m.csv", "\"1\",\"2\"\n3,4\n")]
    [InlineData("m.csv", "1e0,+2\n3.0,4E0\n")]
    public void Plain_numbers_get_numbered_names(string name, string text)
    {
        var matrix = MatrixFile.Read(_folder.Write(name, text)).Value;
        Assert.Equal([1, 2, 3, 4], matrix.Values.Values);
        Assert.Equal(["1", "2"], matrix.RowNames);
        Assert.Equal(["1", "2"], matrix.ColumnNames);
    }

    [Theory]
    [InlineData("m.csv", "id,a,b\nr1,1,2\nr2,3,4\n")]
    [InlineData("m.csv", ",a,b\nr1,1,2\nr2,3,4\n")]
    [InlineData("m.tsv", "a\tb\nr1\t1\t2\nr2\t3\t4\n")]
    [InlineData("m.txt", "a b\nr1 1 2\nr2 3 4\n")]
    [InlineData("m.csv", "\"id\",\"a\",\"b\"\n\"r1\",1,2\n\"r2\",3,4\n")]
    [InlineData("m.csv", "id;a;b\nr1;1;2\nr2;3;4\n")]
    [InlineData("m.tsv", "id\ta\tb\nr1\t1\t2\nr2\t3\t4")]
    public void Names_in_header_and_first_column_are_kept(string name, string text)
    {
        var matrix = MatrixFile.Read(_folder.Write(name, text)).Value;
        Assert.Equal(["a", "b"], matrix.ColumnNames);
        Assert.Equal(["r1", "r2"], matrix.RowNames);
        Assert.Equal([1, 2, 3, 4], matrix.Values.Values);
    }

    [Fact]
    public void A_header_alone_or_names_alone_are_kept()
    {
        var headed = MatrixFile.Read(_folder.Write("a.csv", "a,b\n1,2\n")).Value;
        Assert.Equal(["a", "b"], headed.ColumnNames);
        Assert.Equal(["1"], headed.RowNames);
        var named = MatrixFile.Read(_folder.Write("b.csv", "x,1,2\ny,3,4\n")).Value;
        Assert.Equal(["x", "y"], named.RowNames);
        Assert.Equal(["1", "2"], named.ColumnNames);
        Assert.Equal([1, 2, 3, 4], named.Values.Values);
        var single = MatrixFile.Read(_folder.Write("c.csv", "map\n1\n2\n")).Value;
        Assert.Equal(["map"], single.ColumnNames);
        Assert.Equal([1, 2], single.Values.Values);
    }

    /// <summary>A first cell that is no number above a column of numbers can only head it.</summary>
    [Theory]
    [InlineData("id,1,2\n101,5,6\n102,7,8\n", new[] { "id", "1", "2" }, new[] { "1", "2" }, 3)]
    [InlineData("node,1,2,3\na,4,5,6\nb,9,7,8\n", new[] { "1", "2", "3" }, new[] { "a", "b" }, 3)]
    [InlineData(",0,1,2\n0,4,5,6\n1,9,7,8\n2,1,1,1\n", new[] { "0", "1", "2" }, new[] { "0", "1", "2" }, 3)]
    [InlineData(",a,b\n7,5,6\n9,7,8\n", new[] { "a", "b" }, new[] { "7", "9" }, 2)]
    [InlineData("a,b\n1,5,6\n2,7,8\n", new[] { "a", "b" }, new[] { "1", "2" }, 2)]
    public void Numbers_can_be_names(string text, string[] columns, string[] rows, int width)
    {
        var matrix = MatrixFile.Read(_folder.Write("m.csv", text)).Value;
        Assert.Equal(columns, matrix.ColumnNames);
        Assert.Equal(rows, matrix.RowNames);
        Assert.Equal(width, matrix.Values.Columns);
        Assert.Equal([5, 6], matrix.Values.Row(0)[^2..].ToArray());
    }

    [Theory]
    [InlineData("n/a")]
    [InlineData("NA")]
    [InlineData("NaN")]
    [InlineData("")]
    public void Missing_cells_are_not_numbers_and_no_errors(string missing)
    {
        var matrix = MatrixFile.Read(_folder.Write("m.csv", $"a,b\n1,{missing}\n{missing},4\n")).Value;
        Assert.Equal([1, double.NaN, double.NaN, 4], matrix.Values.Values);
    }

    [Theory]
    [InlineData("a\tb\n1\t2,5\n", 2, "b", "2,5", "2.5")]
    [InlineData("a\tb\n1\tinf\n", 2, "b", "inf", "")]
    [InlineData("a\tb\n1\t-Infinity\n", 2, "b", "-Infinity", "")]
    [InlineData("a\tb\n1\t2x\n", 2, "b", "2x", "")]
    [InlineData("1\t2\n3\t1e999\n", 2, "2", "1e999", "")]
    [InlineData("1\t2\t3\n4\toops\t5\n", 2, "2", "oops", "")]
    [InlineData("1\toops\t3\n4\t5\t6\n", 1, "2", "oops", "")]
    public void A_spoiled_number_is_named_with_its_place(string text, int row, string column, string found, string fix)
    {
        string path = _folder.Write("m.tsv", text);
        var error = Assert.Single(MatrixFile.Read(path).Diagnostics);
        Assert.Equal("E110", error.Code);
        Assert.Equal(new Place(path, row, column), error.Place);
        Assert.Equal(found, error.Found);
        Assert.Contains(fix, error.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void A_decimal_comma_between_semicolons_is_recognised()
    {
        var errors = MatrixFile.Read(_folder.Write("m.csv", "a;b\n1,5;2,5\n")).Diagnostics;
        Assert.Equal(2, errors.Count);
        Assert.All(errors, e => Assert.Contains("Decimal comma", e.Fix, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_ragged_row_is_reported()
    {
        var parsed = MatrixFile.Read(_folder.Write("m.csv", "a,b\n1,2\n3\n4,5,6\n7,8\n"));
        Assert.False(parsed.HasValue);
        Assert.Equal([3L, 4L], parsed.Diagnostics.Select(d => d.Place.Row!.Value));
        Assert.All(parsed.Diagnostics, d => Assert.Equal("E104", d.Code));
        Assert.Equal(["1", "3"], parsed.Diagnostics.Select(d => d.Found!));
    }

    [Fact]
    public void A_header_of_another_width_is_reported() =>
        Assert.Equal("E104", MatrixFile.Read(_folder.Write("m.csv", "a,b,c,d\n1,2\n3,4\n")).Diagnostics[0].Code);

    [Theory]
    [InlineData("")]
    [InlineData("\n\n \r\n")]
    [InlineData("a,b,c\n")]
    [InlineData("\uFEFF")]
    public void A_file_without_numbers_is_empty(string text)
    {
        var error = Assert.Single(MatrixFile.Read(_folder.Write("m.csv", text)).Diagnostics);
        Assert.Equal("E102", error.Code);
    }

    [Fact]
    public void Quoted_names_may_hold_delimiters_and_quotes()
    {
        var matrix = MatrixFile.Read(_folder.Write("m.csv", "id,\"a,1\",\"b \"\"x\"\"\"\n\"r, 1\",1,2\n")).Value;
        Assert.Equal(["a,1", "b \"x\""], matrix.ColumnNames);
        Assert.Equal(["r, 1"], matrix.RowNames);
        var spaced = MatrixFile.Read(_folder.Write("m.txt", "\"a 1\" b\n\"r 1\" 1 2\n")).Value;
        Assert.Equal(["a 1", "b"], spaced.ColumnNames);
        Assert.Equal(["r 1"], spaced.RowNames);
        Assert.Equal("E104", MatrixFile.Read(_folder.Write("o.csv", "a,b\n\"1,2\n3,4\n")).Diagnostics[0].Code);
    }

    [Fact]
    public void Missing_files_and_bad_encodings_are_results()
    {
        Assert.Equal("E101", Assert.Single(MatrixFile.Read(_folder["absent.csv"]).Diagnostics).Code);
        Assert.Equal("E101", Assert.Single(MatrixFile.Read(_folder.Path).Diagnostics).Code);
        File.WriteAllBytes(_folder["bad.csv"], [0x31, 0x2c, 0xff, 0xfe, 0x0a]);
        Assert.Equal("E105", Assert.Single(MatrixFile.Read(_folder["bad.csv"]).Diagnostics).Code);
        File.WriteAllBytes(_folder["wide.csv"], [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("a,b\n1,2\n")]);
        Assert.Equal([1, 2], MatrixFile.Read(_folder["wide.csv"]).Value.Values.Values);
    }

    [Fact]
    public void Gzip_is_recognised_by_content()
    {
        foreach (string name in new[] { "m.csv.gz", "m.csv" })
        {
            Compress(name, "a,b\n1,2\n"u8.ToArray());
            Assert.Equal([1, 2], MatrixFile.Read(_folder[name]).Value.Values.Values);
        }

        byte[] whole = File.ReadAllBytes(_folder["m.csv.gz"]);
        File.WriteAllBytes(_folder["twice.csv.gz"], [.. whole, .. Packed("3,4\n"u8.ToArray())]);
        Assert.Equal([1, 2, 3, 4], MatrixFile.Read(_folder["twice.csv.gz"]).Value.Values.Values);
    }

    [Fact]
    public void A_truncated_or_damaged_gzip_is_an_error_not_a_shorter_matrix()
    {
        var text = new StringBuilder("a,b\n");
        for (int i = 0; i < 5000; i++)
        {
            text.Append(i).Append(',').Append(i * 7919 % 1009).Append('\n');
        }

        byte[] packed = Packed(Encoding.UTF8.GetBytes(text.ToString()));
        File.WriteAllBytes(_folder["cut.csv.gz"], packed[..(packed.Length / 2)]);
        Assert.Equal("E105", Assert.Single(MatrixFile.Read(_folder["cut.csv.gz"]).Diagnostics).Code);
        packed[packed.Length - 6] ^= 0x55;
        File.WriteAllBytes(_folder["bad.csv.gz"], packed);
        Assert.False(MatrixFile.Read(_folder["bad.csv.gz"]).HasValue);
    }

    [Fact]
    public void A_decompression_bomb_is_refused_early()
    {
        // A gzip of a gzip-like run: 64 MiB of zeros pack to 64 KiB, a ratio near the format's limit of 1032.
        byte[] zeros = new byte[1 << 20];
        using (var file = File.Create(_folder["bomb.csv.gz"]))
        using (var gzip = new GZipStream(file, CompressionLevel.SmallestSize))
        {
            for (int i = 0; i < 64; i++)
            {
                gzip.Write(zeros);
            }
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        var parsed = MatrixFile.Read(_folder["bomb.csv.gz"]);
        Assert.Equal("E105", Assert.Single(parsed.Diagnostics).Code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 300L << 20);
    }

    [Fact]
    public void The_number_of_diagnostics_is_bounded()
    {
        var text = new StringBuilder("a,b\n");
        for (int i = 0; i < 5000; i++)
        {
            text.Append("1,x").Append(i).Append('\n');
        }

        var parsed = MatrixFile.Read(_folder.Write("m.csv", text.ToString()));
        Assert.Equal(100, parsed.Diagnostics.Count);
        Assert.Equal(4900, parsed.DroppedDiagnostics);
    }

    private static byte[] Packed(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return memory.ToArray();
    }

    private void Compress(string name, byte[] bytes) => File.WriteAllBytes(_folder[name], Packed(bytes));
}
