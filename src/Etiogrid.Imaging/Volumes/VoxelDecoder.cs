using System.Buffers.Binary;

namespace Etiogrid.Imaging.Volumes;

/// <summary>Stored voxels to physical values.</summary>
internal static class VoxelDecoder
{
    private delegate double Reader(ReadOnlySpan<byte> voxel);

    public static void Decode(ReadOnlySpan<byte> bytes, NiftiHeader header, Span<double> values)
    {
        int size = header.BytesPerVoxel;
        var read = header.LittleEndian ? Little(header.DataType) : Big(header.DataType);

        // The standard does not scale colours.
        bool colour = header.DataType is NiftiDataType.Rgb24 or NiftiDataType.Rgba32;
        double slope = colour ? 1 : header.Slope;
        double intercept = colour ? 0 : header.Intercept;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (slope * read(bytes.Slice(i * size, size))) + intercept;
        }
    }

    private static Reader Little(NiftiDataType type) => type switch
    {
        NiftiDataType.Int16 => v => BinaryPrimitives.ReadInt16LittleEndian(v),
        NiftiDataType.UInt16 => v => BinaryPrimitives.ReadUInt16LittleEndian(v),
        NiftiDataType.Int32 => v => BinaryPrimitives.ReadInt32LittleEndian(v),
        NiftiDataType.UInt32 => v => BinaryPrimitives.ReadUInt32LittleEndian(v),
        NiftiDataType.Int64 => v => BinaryPrimitives.ReadInt64LittleEndian(v),
        NiftiDataType.UInt64 => v => BinaryPrimitives.ReadUInt64LittleEndian(v),
        NiftiDataType.Float32 => v => BinaryPrimitives.ReadSingleLittleEndian(v),
        NiftiDataType.Float64 => BinaryPrimitives.ReadDoubleLittleEndian,
        NiftiDataType.Complex64 => v => Modulus(BinaryPrimitives.ReadSingleLittleEndian(v), BinaryPrimitives.ReadSingleLittleEndian(v[4..])),
        NiftiDataType.Complex128 => v => Modulus(BinaryPrimitives.ReadDoubleLittleEndian(v), BinaryPrimitives.ReadDoubleLittleEndian(v[8..])),
        _ => Bytes(type),
    };

    private static Reader Big(NiftiDataType type) => type switch
    {
        NiftiDataType.Int16 => v => BinaryPrimitives.ReadInt16BigEndian(v),
        NiftiDataType.UInt16 => v => BinaryPrimitives.ReadUInt16BigEndian(v),
        NiftiDataType.Int32 => v => BinaryPrimitives.ReadInt32BigEndian(v),
        NiftiDataType.UInt32 => v => BinaryPrimitives.ReadUInt32BigEndian(v),
        NiftiDataType.Int64 => v => BinaryPrimitives.ReadInt64BigEndian(v),
        NiftiDataType.UInt64 => v => BinaryPrimitives.ReadUInt64BigEndian(v),
        NiftiDataType.Float32 => v => BinaryPrimitives.ReadSingleBigEndian(v),
        NiftiDataType.Float64 => BinaryPrimitives.ReadDoubleBigEndian,
        NiftiDataType.Complex64 => v => Modulus(BinaryPrimitives.ReadSingleBigEndian(v), BinaryPrimitives.ReadSingleBigEndian(v[4..])),
        NiftiDataType.Complex128 => v => Modulus(BinaryPrimitives.ReadDoubleBigEndian(v), BinaryPrimitives.ReadDoubleBigEndian(v[8..])),
        _ => Bytes(type),
    };

    private static Reader Bytes(NiftiDataType type) => type switch
    {
        NiftiDataType.UInt8 => v => v[0],
        NiftiDataType.Int8 => v => unchecked((sbyte)v[0]),

        // Luma weights of ITU-R BT.601.
        _ => v => (0.299 * v[0]) + (0.587 * v[1]) + (0.114 * v[2]),
    };

    private static double Modulus(double re, double im) => Math.Sqrt((re * re) + (im * im));
}
