using System.Buffers.Binary;
using System.Globalization;
using Etiogrid.Core.Diagnostics;

namespace Etiogrid.Imaging.Volumes;

/// <summary>
/// FreeSurfer's volume format (.mgh, .mgz), told in the terms of <see cref="NiftiHeader"/>: big-endian, 284 bytes before the voxels,
/// sizes, number of frames, type, voxel size, direction cosines and the scanner coordinates of the volume's centre.
/// </summary>
internal static class MghHeader
{
    private const int Size = 284;

    /// <summary>True for names that FreeSurfer volumes have.</summary>
    public static bool IsName(string path) =>
        new[] { ".mgh", ".mgz", ".mgh.gz" }.Any(e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    /// <summary>Errors: E330 no such header, E331 impossible sizes, E332 type not read, E333 directions without volume.</summary>
    public static Parsed<NiftiHeader> Parse(ReadOnlySpan<byte> bytes, string file)
    {
        // Newer files keep an intent in the upper bytes of the version.
        if (bytes.Length < Size || (Whole(bytes, 0) & 255) != 1)
        {
            return Parsed.Failed<NiftiHeader>(Diagnostic.Error("E330", "The file has no FreeSurfer volume header", new(file), expected: "version 1 as first number and 284 bytes before the voxels", fix: "Check that the file is complete and a .mgh or .mgz volume"));
        }

        var bag = new DiagnosticBag();
        int[] dimensions = [Whole(bytes, 4), Whole(bytes, 8), Whole(bytes, 12), Whole(bytes, 16)];
        long product = 1;
        for (int d = 0; d < 4; d++)
        {
            if (dimensions[d] < 1 || product > long.MaxValue / 32 / Math.Max(1, dimensions[d]))
            {
                bag.Add(Diagnostic.Error("E331", "The size is impossible", new(file, null, "width height depth frames".Split(' ')[d]), dimensions[d].ToString(CultureInfo.InvariantCulture), "a positive number of voxels"));
                return bag.Fail<NiftiHeader>();
            }

            product *= dimensions[d];
        }

        NiftiDataType? type = Whole(bytes, 20) switch { 0 => NiftiDataType.UInt8, 1 => NiftiDataType.Int32, 3 => NiftiDataType.Float32, 4 => NiftiDataType.Int16, _ => null };
        if (type is null)
        {
            bag.Add(Diagnostic.Error("E332", "The voxel type is not read", new(file, null, "type"), Whole(bytes, 20).ToString(CultureInfo.InvariantCulture), "0 (bytes), 1 (integers), 3 (floats) or 4 (short integers)"));
        }

        var affine = Space(bytes, dimensions);
        if (!affine.IsInvertible)
        {
            bag.Add(Diagnostic.Error("E333", "The image has no place in space", new(file, null, "direction cosines"), expected: "directions with volume and positive voxel sizes"));
        }

        int[] sizes = dimensions[3] == 1 ? dimensions[..3] : dimensions;
        return bag.Finish(() => new NiftiHeader(0, false, false, sizes, type!.Value, Size, 1, 0, affine, true));
    }

    /// <summary>The centre (half the sizes) lies at c; columns are directions times voxel sizes. Without directions FreeSurfer's defaults hold: coronal, 1 mm.</summary>
    private static Affine Space(ReadOnlySpan<byte> bytes, int[] sizes)
    {
        bool stated = BinaryPrimitives.ReadInt16BigEndian(bytes[28..]) == 1;
        double[] spacing = stated ? [Real(bytes, 30), Real(bytes, 34), Real(bytes, 38)] : [1, 1, 1];
        double[] cosines = stated ? [.. Nine(bytes)] : [-1, 0, 0, 0, 0, -1, 0, 1, 0];
        double[] rows = new double[12];
        for (int i = 0; i < 3; i++)
        {
            double origin = stated ? Real(bytes, 78 + (4 * i)) : 0;
            for (int j = 0; j < 3; j++)
            {
                double step = cosines[(3 * j) + i] * spacing[j];
                rows[(4 * i) + j] = step;
                origin -= step * sizes[j] / 2;
            }

            rows[(4 * i) + 3] = origin;
        }

        return new(rows);
    }

    private static double[] Nine(ReadOnlySpan<byte> bytes)
    {
        double[] values = new double[9];
        for (int k = 0; k < 9; k++)
        {
            values[k] = Real(bytes, 42 + (4 * k));
        }

        return values;
    }

    private static int Whole(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt32BigEndian(bytes[at..]);

    private static double Real(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadSingleBigEndian(bytes[at..]);
}
