using System.Buffers.Binary;
using System.IO.Compression;

namespace Etiogrid.Imaging.Tests;

/// <summary>Writes small NIfTI files field by field, from the standard's tables.</summary>
internal sealed class NiftiBytes
{
    public int Version { get; init; } = 1;

    public bool LittleEndian { get; init; } = true;

    public long[] Dimensions { get; init; } = [2, 2, 2];

    public int Type { get; init; } = 16;

    public double Slope { get; init; }

    public double Intercept { get; init; }

    /// <summary>sform rows; null leaves sform_code 0.</summary>
    public double[]? Sform { get; init; } = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0];

    /// <summary>b, c, d, x, y, z; null leaves qform_code 0.</summary>
    public double[]? Qform { get; init; }

    public double[] PixelSizes { get; init; } = [1, 1, 1, 1];

    public byte[] Data { get; init; } = [];

    public byte[] ToArray()
    {
        int size = Version == 1 ? 348 : 540;
        byte[] bytes = new byte[size + 4 + Data.Length];
        Put32(bytes, 0, size);
        ("n+" + Version + "\0").Select(c => (byte)c).ToArray().CopyTo(bytes, Version == 1 ? 344 : 4);
        Short(bytes, Version == 1 ? 70 : 12, Type);
        for (int i = 0; i <= Dimensions.Length; i++)
        {
            long d = i == 0 ? Dimensions.Length : Dimensions[i - 1];
            if (Version == 1)
            {
                Short(bytes, 40 + (2 * i), (int)d);
            }
            else
            {
                Long(bytes, 16 + (8 * i), d);
            }
        }

        for (int i = 0; i < 4; i++)
        {
            Real(bytes, (76 + (4 * i), 104 + (8 * i)), PixelSizes[i]);
        }

        if (Version == 1)
        {
            Single(bytes, 108, size + 4);
        }
        else
        {
            Long(bytes, 168, size + 4);
        }

        Real(bytes, (112, 176), Slope);
        Real(bytes, (116, 184), Intercept);
        Code(bytes, (252, 344), Qform is null ? 0 : 1);
        Code(bytes, (254, 348), Sform is null ? 0 : 1);
        for (int i = 0; i < 6 && Qform is not null; i++)
        {
            Real(bytes, (256 + (4 * i), 352 + (8 * i)), Qform[i]);
        }

        for (int i = 0; i < 12 && Sform is not null; i++)
        {
            Real(bytes, (280 + (4 * i), 400 + (8 * i)), Sform[i]);
        }

        Data.CopyTo(bytes, size + 4);
        return bytes;
    }

    public static byte[] Zip(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return stream.ToArray();
    }

    /// <summary>Values as voxels of a type.</summary>
    public static byte[] Voxels(int type, bool little, params double[] values) => [.. values.SelectMany(v => Voxel(type, little, v))];

    private static byte[] Voxel(int type, bool little, double v)
    {
        byte[] bytes = type switch
        {
            2 => [(byte)v],
            4 => BitConverter.GetBytes((short)v),
            8 => BitConverter.GetBytes((int)v),
            16 => BitConverter.GetBytes((float)v),
            64 => BitConverter.GetBytes(v),
            256 => [unchecked((byte)(sbyte)v)],
            512 => BitConverter.GetBytes((ushort)v),
            768 => BitConverter.GetBytes((uint)v),
            1024 => BitConverter.GetBytes((long)v),
            1280 => BitConverter.GetBytes((ulong)v),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not written here"),
        };
        if (!little)
        {
            Array.Reverse(bytes);
        }

        return bytes;
    }

    private void Real(byte[] bytes, (int First, int Second) at, double value)
    {
        if (Version == 1)
        {
            Single(bytes, at.First, (float)value);
        }
        else
        {
            Long(bytes, at.Second, BitConverter.DoubleToInt64Bits(value));
        }
    }

    private void Code(byte[] bytes, (int First, int Second) at, int value)
    {
        if (Version == 1)
        {
            Short(bytes, at.First, value);
        }
        else
        {
            Put32(bytes, at.Second, value);
        }
    }

    private void Single(byte[] bytes, int at, float value) => Put32(bytes, at, BitConverter.SingleToInt32Bits(value));

    private void Short(byte[] bytes, int at, int value)
    {
        if (LittleEndian)
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(at), (short)value);
        }
        else
        {
            BinaryPrimitives.WriteInt16BigEndian(bytes.AsSpan(at), (short)value);
        }
    }

    private void Put32(byte[] bytes, int at, int value)
    {
        if (LittleEndian)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), value);
        }
        else
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at), value);
        }
    }

    private void Long(byte[] bytes, int at, long value)
    {
        if (LittleEndian)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at), value);
        }
        else
        {
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(at), value);
        }
    }
}
