using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Etiogrid.Core.Diagnostics;

namespace Etiogrid.Files.Tests;

public sealed class NumpyArrayTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("<f8")]
    [InlineData("<f4")]
    [InlineData("<f2")]
    [InlineData("<i8")]
    [InlineData("<i4")]
    [InlineData("<i2")]
    [InlineData("|i1")]
    [InlineData("<u8")]
    [InlineData("<u4")]
    [InlineData("<u2")]
    [InlineData("|u1")]
    public void Every_numeric_type_is_read(string type)
    {
        byte[] data = [.. new[] { 1, 2, 3, 4, 5, 6 }.SelectMany(v => Bytes(v, type))];
        var matrix = Read(Npy(type, "False", "(2, 3)", data)).Value;
        Assert.Equal([1, 2, 3, 4, 5, 6], matrix.Values.Values);
        Assert.Equal(["1", "2"], matrix.RowNames);
        Assert.Equal(["1", "2", "3"], matrix.ColumnNames);
    }

    [Fact]
    public void Fortran_order_is_unscrambled()
    {
        byte[] data = [.. new[] { 1, 4, 2, 5, 3, 6 }.SelectMany(v => Bytes(v, "<f8"))];
        Assert.Equal([1, 2, 3, 4, 5, 6], Read(Npy("<f8", "True", "(2, 3)", data)).Value.Values.Values);
    }

    [Fact]
    public void Vectors_are_columns_and_booleans_are_zero_and_one()
    {
        var vector = Read(Npy("|b1", "False", "(3,)", [1, 0, 1])).Value.Values;
        Assert.Equal((3, 1), (vector.Rows, vector.Columns));
        Assert.Equal([1, 0, 1], vector.Values);
    }

    [Fact]
    public void Version_two_headers_and_gzip_are_read()
    {
        byte[] file = Npy("<f8", "False", "(1, 1)", Bytes(7, "<f8"), version: 2);
        Assert.Equal([7], Read(file).Value.Values.Values);
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest))
        {
            gzip.Write(file);
        }

        File.WriteAllBytes(_folder["m.npy.gz"], memory.ToArray());
        Assert.Equal([7], MatrixFile.Read(_folder["m.npy.gz"]).Value.Values.Values);
    }

    [Theory]
    [InlineData(">f8", "(1, 1)", 8)]
    [InlineData("<f1", "(1, 1)", 1)]
    [InlineData("<c16", "(1, 1)", 16)]
    [InlineData("|S1", "(1, 1)", 1)]
    [InlineData("|O", "(1, 1)", 8)]
    [InlineData("<f8", "(1, 1, 1)", 8)]
    [InlineData("<f8", "()", 8)]
    [InlineData("<f8", "(2, 2)", 24)]
    [InlineData("<f8", "(2, 2)", 40)]
    [InlineData("<f8", "(2147483647, 2147483647)", 8)]
    [InlineData("<f8", "(-1, 2)", 8)]
    [InlineData("<f8", "(99999999999, 2)", 8)]
    public void What_is_not_a_matrix_of_numbers_is_malformed(string type, string shape, int bytes) =>
        Assert.Equal("E111", Assert.Single(Read(Npy(type, "False", shape, new byte[bytes])).Diagnostics).Code);

    [Theory]
    [InlineData("(0, 3)")]
    [InlineData("(2000000000, 0)")]
    [InlineData("(0,)")]
    public void Arrays_without_values_are_empty(string shape) =>
        Assert.Equal("E102", Assert.Single(Read(Npy("<f8", "False", shape, [])).Diagnostics).Code);

    [Fact]
    public void A_claim_of_two_gigabytes_does_not_allocate_them()
    {
        byte[] file = Npy("<f8", "False", "(16384, 16384)", new byte[800]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal("E111", Assert.Single(Read(file).Diagnostics).Code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 40L << 20);
    }

    [Fact]
    public void Infinity_is_reported_and_missing_is_kept()
    {
        byte[] data = [.. new[] { 1, double.NaN, double.PositiveInfinity, 4 }.SelectMany(BitConverter.GetBytes)];
        var parsed = Read(Npy("<f8", "False", "(2, 2)", data));
        var error = Assert.Single(parsed.Diagnostics);
        Assert.Equal(("E110", 2L, "1"), (error.Code, error.Place.Row!.Value, error.Place.Column));
        BitConverter.TryWriteBytes(data.AsSpan(16), 3.0);
        Assert.Equal([1, double.NaN, 3, 4], Read(Npy("<f8", "False", "(2, 2)", data)).Value.Values.Values);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(11)]
    [InlineData(40)]
    public void A_file_cut_short_is_an_error(int length)
    {
        byte[] file = Npy("<f8", "False", "(1, 1)", Bytes(7, "<f8"));
        Assert.False(Read(file[..length]).HasValue);
    }

    private static byte[] Bytes(int value, string type) => type[1..] switch
    {
        "f8" => BitConverter.GetBytes((double)value),
        "f4" => BitConverter.GetBytes((float)value),
        "f2" => BitConverter.GetBytes((Half)value),
        "i8" or "u8" => BitConverter.GetBytes((long)value),
        "i4" or "u4" => BitConverter.GetBytes(value),
        "i2" or "u2" => BitConverter.GetBytes((short)value),
        _ => [(byte)value],
    };

    private static byte[] Npy(string type, string fortran, string shape, byte[] data, byte version = 1)
    {
        byte[] header = Encoding.ASCII.GetBytes($"{{'descr': '{type}', 'fortran_order': {fortran}, 'shape': {shape}, }}".PadRight(117) + "\n");
        byte[] length = new byte[version == 1 ? 2 : 4];
        if (version == 1)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)header.Length);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)header.Length);
        }

        return [0x93, .. "NUMPY"u8, version, 0, .. length, .. header, .. data];
    }

    private Parsed<NamedMatrix> Read(byte[] file)
    {
        File.WriteAllBytes(_folder["m.npy"], file);
        return MatrixFile.Read(_folder["m.npy"]);
    }
}
