using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Xml;
using Etiogrid.Core.Diagnostics;

namespace Etiogrid.Imaging.Surfaces;

/// <summary>The attributes of a GIFTI array and how they decode its text.</summary>
internal sealed record GiftiArrayHeader(GiftiIntent Intent, int Rows, int Columns, string Type, string Encoding, bool LittleEndian, bool ColumnMajor)
{
    /// <summary>Deflate cannot unpack one byte to more than this many.</summary>
    private const long LargestInflation = 1032;

    private int Size => Type switch { "NIFTI_TYPE_UINT8" or "NIFTI_TYPE_INT8" => 1, "NIFTI_TYPE_INT16" or "NIFTI_TYPE_UINT16" => 2, "NIFTI_TYPE_FLOAT64" or "NIFTI_TYPE_INT64" => 8, _ => 4 };

    public static GiftiArrayHeader? From(XmlReader xml, string path, DiagnosticBag bag, int largestDimension)
    {
        string encoding = xml.GetAttribute("Encoding") ?? "";
        if (encoding == "ExternalFileBinary")
        {
            bag.Add(Diagnostic.Error("E343", "The array lies in another file", new(path), xml.GetAttribute("ExternalFileName"), "data inside the GIFTI file", "Write the file again with base64 data"));
            return null;
        }

        string type = xml.GetAttribute("DataType") ?? "";
        bool known = encoding is "ASCII" or "Base64Binary" or "GZipBase64Binary"
            && type is "NIFTI_TYPE_UINT8" or "NIFTI_TYPE_INT8" or "NIFTI_TYPE_INT16" or "NIFTI_TYPE_UINT16" or "NIFTI_TYPE_INT32" or "NIFTI_TYPE_UINT32" or "NIFTI_TYPE_INT64" or "NIFTI_TYPE_FLOAT32" or "NIFTI_TYPE_FLOAT64";
        if (!known || Shape(xml, largestDimension) is not { } shape)
        {
            bag.Add(GiftiFile.Malformed(path, "The array's encoding, type or dimensions cannot be read", $"{encoding} {type} {xml.GetAttribute("Dimensionality")} {xml.GetAttribute("Dim0")}"));
            return null;
        }

        var intent = xml.GetAttribute("Intent") switch
        {
            "NIFTI_INTENT_POINTSET" => GiftiIntent.Points,
            "NIFTI_INTENT_TRIANGLE" => GiftiIntent.Triangles,
            "NIFTI_INTENT_LABEL" => GiftiIntent.Labels,
            _ => GiftiIntent.Values,
        };
        return new(intent, shape.Rows, shape.Columns, type, encoding, xml.GetAttribute("Endian") != "BigEndian", xml.GetAttribute("ArrayIndexingOrder") == "ColumnMajorOrder");
    }

    /// <summary>Values row by row, or null with a finding.</summary>
    public double[]? Decode(string text, string path, DiagnosticBag bag)
    {
        long count = (long)Rows * Columns;

        // A value needs a character and a blank, or its share of packed base64.
        long possible = Encoding == "ASCII" ? (text.Length / 2) + 1 : text.Length * (Encoding == "Base64Binary" ? 1 : LargestInflation) / Size;
        if (count > possible || count * Size > int.MaxValue)
        {
            bag.Add(GiftiFile.Malformed(path, "The array promises more values than its text can hold", count.ToString(CultureInfo.InvariantCulture)));
            return null;
        }

        double[]? values = Encoding == "ASCII" ? Text(text, (int)count) : Binary(text, (int)count);
        if (values is null)
        {
            bag.Add(GiftiFile.Malformed(path, $"The array's data do not give {count} values", text.Length > 20 ? text[..20] : text));
            return null;
        }

        return ColumnMajor && Columns > 1 ? ByRows(values) : values;
    }

    private static (int Rows, int Columns)? Shape(XmlReader xml, int largest)
    {
        if (!int.TryParse(xml.GetAttribute("Dimensionality"), NumberStyles.None, CultureInfo.InvariantCulture, out int dimensions) || dimensions < 1 || dimensions > largest)
        {
            return null;
        }

        long rows = 0;
        long columns = 1;
        for (int d = 0; d < dimensions; d++)
        {
            if (!int.TryParse(xml.GetAttribute("Dim" + d.ToString(CultureInfo.InvariantCulture)), NumberStyles.None, CultureInfo.InvariantCulture, out int size) || size < 1)
            {
                return null;
            }

            (rows, columns) = d == 0 ? (size, 1) : (rows, columns * size);
            if (columns > int.MaxValue)
            {
                return null;
            }
        }

        return ((int)rows, (int)columns);
    }

    private static double[]? Text(string text, int count)
    {
        double[] values = new double[count];
        int k = 0;
        foreach (var range in text.AsSpan().SplitAny(" \t\r\n"))
        {
            var word = text.AsSpan(range);
            if (word.IsEmpty)
            {
                continue;
            }

            if (k == count || !double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out values[k++]))
            {
                return null;
            }
        }

        return k == count ? values : null;
    }

    private double[]? Binary(string text, int count)
    {
        byte[] packed = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, packed, out int length))
        {
            return null;
        }

        byte[] bytes = packed;
        if (Encoding == "GZipBase64Binary")
        {
            bytes = new byte[count * Size];
            try
            {
                using var stream = new ZLibStream(new MemoryStream(packed, 0, length), CompressionMode.Decompress);
                length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            }
            catch (InvalidDataException)
            {
                return null;
            }
        }

        return length == count * Size ? Numbers(bytes, count) : null;
    }

    private double[] Numbers(byte[] bytes, int count)
    {
        double[] values = new double[count];
        for (int k = 0; k < count; k++)
        {
            var v = bytes.AsSpan(k * Size, Size);
            values[k] = Type switch
            {
                "NIFTI_TYPE_UINT8" => v[0],
                "NIFTI_TYPE_INT8" => unchecked((sbyte)v[0]),
                "NIFTI_TYPE_INT16" => LittleEndian ? BinaryPrimitives.ReadInt16LittleEndian(v) : BinaryPrimitives.ReadInt16BigEndian(v),
                "NIFTI_TYPE_UINT16" => LittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(v) : BinaryPrimitives.ReadUInt16BigEndian(v),
                "NIFTI_TYPE_INT32" => LittleEndian ? BinaryPrimitives.ReadInt32LittleEndian(v) : BinaryPrimitives.ReadInt32BigEndian(v),
                "NIFTI_TYPE_UINT32" => LittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(v) : BinaryPrimitives.ReadUInt32BigEndian(v),
                "NIFTI_TYPE_INT64" => LittleEndian ? BinaryPrimitives.ReadInt64LittleEndian(v) : BinaryPrimitives.ReadInt64BigEndian(v),
                "NIFTI_TYPE_FLOAT64" => LittleEndian ? BinaryPrimitives.ReadDoubleLittleEndian(v) : BinaryPrimitives.ReadDoubleBigEndian(v),
                _ => LittleEndian ? BinaryPrimitives.ReadSingleLittleEndian(v) : BinaryPrimitives.ReadSingleBigEndian(v),
            };
        }

        return values;
    }

    private double[] ByRows(double[] values)
    {
        double[] rows = new double[values.Length];
        for (int i = 0; i < Rows; i++)
        {
            for (int j = 0; j < Columns; j++)
            {
                rows[(i * Columns) + j] = values[(j * Rows) + i];
            }
        }

        return rows;
    }
}
