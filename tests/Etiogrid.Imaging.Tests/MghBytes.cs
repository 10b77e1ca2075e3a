using System.Buffers.Binary;
using System.IO.Compression;

namespace Etiogrid.Imaging.Tests;

/// <summary>Writes small FreeSurfer volumes field by field.</summary>
internal static class MghBytes
{
    /// <summary>Directions are the columns of the affine without voxel sizes: x_r x_a x_s, y_r …; null leaves them unstated.</summary>
    public static byte[] File(int[] size, int type, double[] values, float[]? spacing = null, float[]? directions = null, float[]? centre = null)
    {
        byte[] bytes = new byte[284];
        int[] header = [1, size[0], size[1], size[2], size[3], type, 0];
        for (int k = 0; k < header.Length; k++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 * k), header[k]);
        }

        if (directions is not null)
        {
            BinaryPrimitives.WriteInt16BigEndian(bytes.AsSpan(28), 1);
            float[] numbers = [.. spacing!, .. directions, .. centre!];
            for (int k = 0; k < numbers.Length; k++)
            {
                BinaryPrimitives.WriteSingleBigEndian(bytes.AsSpan(30 + (4 * k)), numbers[k]);
            }
        }

        int nifti = type switch { 0 => 2, 1 => 8, 4 => 4, _ => 16 };
        return [.. bytes, .. NiftiBytes.Voxels(nifti, false, values)];
    }

    public static byte[] Packed(byte[] bytes)
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return stream.ToArray();
    }
}
