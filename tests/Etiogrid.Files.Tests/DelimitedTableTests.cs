using Etiogrid.Core.Diagnostics;

namespace Etiogrid.Files.Tests;

public sealed class DelimitedTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("t.tsv", "id\tage\n01\t23\n02\tn/a\n")]
    [InlineData("t.tsv", "\uFEFFid\tage\r\n01\t23\r\n\r\n02\tn/a")]
    [InlineData("t.csv", "id,age\n01,23\n02,n/a\n")]
    [InlineData("t.csv", "\"id\",\"age\"\r\n\"01\",\"23\"\r\n\"02\",\"n/a\"\r\n")]
    public void Header_and_cells_are_text(string name, string content)
    {
        var table = DelimitedTable.Read(_folder.Write(name, content)).Value;
        Assert.Equal(["id", "age"], table.Header);
        Assert.Equal([["01", "23"], ["02", "n/a"]], table.Rows);
        Assert.Equal(1, table.ColumnOf("age"));
        Assert.Equal(-1, table.ColumnOf("AGE"));
        Assert.Equal(new Place(table.File, 2, "age"), table.PlaceOf(0, "age"));
    }

    [Fact]
    public void Quoted_cells_hold_delimiters_quotes_and_line_ends()
    {
        var table = DelimitedTable.Read(_folder.Write("t.csv", "a,b\n\"x,1\",\"say \"\"hi\"\"\"\n\"two\nlines\",z\nlast,row\n")).Value;
        Assert.Equal([["x,1", "say \"hi\""], ["two\nlines", "z"], ["last", "row"]], table.Rows);
        Assert.Equal([2L, 3L, 5L], table.RowNumbers);
    }

    [Fact]
    public void Tabs_leave_quotes_alone() =>
        Assert.Equal(["\"x", "y\""], DelimitedTable.Read(_folder.Write("t.tsv", "a\tb\n\"x\ty\"\n")).Value.Rows[0]);

    [Fact]
    public void A_quote_left_open_does_not_swallow_the_rest_silently()
    {
        var error = Assert.Single(DelimitedTable.Read(_folder.Write("t.csv", "a,b\n1,\"2\n3,4\n5,6\n")).Diagnostics);
        Assert.Equal("E105", error.Code);
        Assert.Contains("line 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_row_of_another_width_is_reported()
    {
        var parsed = DelimitedTable.Read(_folder.Write("t.tsv", "a\tb\n1\n2\t3\n4\t5\t6\n"));
        Assert.Equal([("E104", 2L), ("E104", 4L)], parsed.Diagnostics.Select(d => (d.Code, d.Place.Row!.Value)));
        Assert.Equal("2 cells as in the header", parsed.Diagnostics[0].Expected);
    }

    [Fact]
    public void Duplicate_names_are_refused_and_empty_ones_numbered()
    {
        var error = Assert.Single(DelimitedTable.Read(_folder.Write("t.tsv", "a\tb\ta\n")).Diagnostics);
        Assert.Equal(("E103", "a"), (error.Code, error.Found));
        Assert.Equal(["a", "column_2"], DelimitedTable.Read(_folder.Write("u.tsv", "a\t\n1\t2\n")).Value.Header);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\uFEFF")]
    public void An_empty_file_is_said_to_be_empty(string content) =>
        Assert.Equal("E102", Assert.Single(DelimitedTable.Read(_folder.Write("t.tsv", content)).Diagnostics).Code);

    [Fact]
    public void A_header_without_rows_is_a_table_without_rows() => Assert.Empty(DelimitedTable.Read(_folder.Write("t.tsv", "a\tb\n")).Value.Rows);

    [Fact]
    public void Absent_and_undecodable_files_are_results()
    {
        Assert.Equal("E101", Assert.Single(DelimitedTable.Read(_folder["absent.tsv"]).Diagnostics).Code);
        File.WriteAllBytes(_folder["latin.tsv"], [0x61, 0x09, 0xe9, 0x0a]);
        Assert.Equal("E105", Assert.Single(DelimitedTable.Read(_folder["latin.tsv"]).Diagnostics).Code);
    }

    [Fact]
    public void A_line_without_end_is_refused_before_it_fills_the_memory()
    {
        using var endless = new EndlessStream();
        Assert.Throws<InvalidDataException>(() => DelimitedTable.Read(endless, "t.tsv"));
        Assert.InRange(endless.Delivered, 1, 200L << 20);
    }

    /// <summary>The letter a, for ever.</summary>
    private sealed class EndlessStream : Stream
    {
        public long Delivered { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)'a');
            Delivered += count;
            return count;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
