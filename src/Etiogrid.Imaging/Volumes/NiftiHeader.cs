using System.Buffers.Binary;
using System.Globalization;
using Etiogrid.Core.Diagnostics;

namespace Etiogrid.Imaging.Volumes;

/// <summary>What a NIfTI-1 or NIfTI-2 header says that matters for reading values in space.</summary>
/// <param name="Version">1 or 2; 0 for a FreeSurfer volume.</param>
/// <param name="LittleEndian">Byte order of header and data.</param>
/// <param name="SeparateData">True for a .hdr file whose voxels lie in a .img file.</param>
/// <param name="Dimensions">Columns, rows, slices, then further dimensions; at least three, each at least 1.</param>
/// <param name="DataType">Voxel type.</param>
/// <param name="VoxelOffset">Where the voxels begin, bytes.</param>
/// <param name="Slope">Multiplies stored values; 1 where the header gives none.</param>
/// <param name="Intercept">Added after the slope.</param>
/// <param name="Affine">Voxel indices to millimetres.</param>
/// <param name="HasSpace">False when neither sform nor qform is set, so that only voxel sizes are known.</param>
public sealed record NiftiHeader(
    int Version, bool LittleEndian, bool SeparateData, IReadOnlyList<int> Dimensions, NiftiDataType DataType,
    long VoxelOffset, double Slope, double Intercept, Affine Affine, bool HasSpace)
{
    /// <summary>Bytes of the NIfTI-1 header.</summary>
    public const int Size1 = 348;

    /// <summary>Bytes of the NIfTI-2 header.</summary>
    public const int Size2 = 540;

    /// <summary>Bytes a voxel.</summary>
    public int BytesPerVoxel => DataType switch
    {
        NiftiDataType.UInt8 or NiftiDataType.Int8 => 1,
        NiftiDataType.Int16 or NiftiDataType.UInt16 => 2,
        NiftiDataType.Rgb24 => 3,
        NiftiDataType.Int32 or NiftiDataType.UInt32 or NiftiDataType.Float32 or NiftiDataType.Rgba32 => 4,
        NiftiDataType.Complex128 => 16,
        _ => 8,
    };

    /// <summary>Voxels of one volume.</summary>
    public long VoxelsPerVolume => (long)Dimensions[0] * Dimensions[1] * Dimensions[2];

    /// <summary>Number of volumes (all further dimensions together).</summary>
    public long Volumes => Dimensions.Skip(3).Aggregate(1L, (product, d) => checked(product * d));

    /// <summary>
    /// Reads the first bytes of a file. Errors: E330 no NIfTI header, E331 impossible dimensions, E332 voxel type not read, E333 coordinates without volume.
    /// </summary>
    /// <param name="bytes">At least 348 bytes (NIfTI-1) or 540 (NIfTI-2).</param>
    /// <param name="file">For diagnostics.</param>
    public static Parsed<NiftiHeader> Parse(ReadOnlySpan<byte> bytes, string file)
    {
        if (bytes.Length < 4 || Format(bytes) is not { } format || bytes.Length < (format.Version == 1 ? Size1 : Size2) || !HasMagic(bytes, format.Version, out bool separate))
        {
            return Parsed.Failed<NiftiHeader>(Diagnostic.Error("E330", "The file has no NIfTI header", new(file), expected: "348 (NIfTI-1) or 540 (NIfTI-2) as first number and n+1, ni1, n+2 or ni2 as magic", fix: "Check that the file is complete and a NIfTI image"));
        }

        var fields = new NiftiFields(bytes, format.Version, format.LittleEndian);
        var bag = new DiagnosticBag();
        int[] dimensions = Dimension(fields, file, bag);
        int code = fields.DataType;
        if (!Enum.IsDefined((NiftiDataType)code))
        {
            bag.Add(Diagnostic.Error("E332", "The voxel type is not read", new(file, null, "datatype"), code.ToString(CultureInfo.InvariantCulture), "an integer, float, complex or RGB type", "Single bits and 128-bit floats have no portable layout; convert the image to float32"));
        }

        double slope = fields.Slope;
        double intercept = fields.Intercept;
        bool scaled = double.IsFinite(slope) && slope != 0 && double.IsFinite(intercept);
        var affine = fields.Affine(out bool hasSpace);
        if (!affine.IsInvertible)
        {
            bag.Add(Diagnostic.Error("E333", "The image has no place in space", new(file, null, "sform/qform"), expected: "an affine with volume", fix: "Set sform or qform"));
        }
        else if (!hasSpace)
        {
            bag.Add(Diagnostic.Warning("E334", "Neither sform nor qform is set; voxel sizes with the origin at the first voxel are used", new(file), fix: "Set the image's coordinates"));
        }

        long offset = separate ? Math.Max(0, fields.VoxelOffset) : Math.Max(format.Version == 1 ? Size1 : Size2, fields.VoxelOffset);
        return bag.Finish(() => new NiftiHeader(
            format.Version, format.LittleEndian, separate, dimensions, (NiftiDataType)code, offset, scaled ? slope : 1, scaled ? intercept : 0, affine, hasSpace));
    }

    private static (int Version, bool LittleEndian)? Format(ReadOnlySpan<byte> bytes) =>
        (BinaryPrimitives.ReadInt32LittleEndian(bytes), BinaryPrimitives.ReadInt32BigEndian(bytes)) switch
        {
            (Size1, _) => (1, true),
            (_, Size1) => (1, false),
            (Size2, _) => (2, true),
            (_, Size2) => (2, false),
            _ => null,
        };

    private static bool HasMagic(ReadOnlySpan<byte> bytes, int version, out bool separate)
    {
        var magic = bytes.Slice(version == 1 ? 344 : 4, 4);
        separate = magic[1] == 'i';
        return magic[0] == 'n' && magic[1] is (byte)'+' or (byte)'i' && magic[2] == '0' + version && magic[3] == 0;
    }

    private static int[] Dimension(NiftiFields fields, string file, DiagnosticBag bag)
    {
        long count = fields.Dimension(0);
        if (count is < 1 or > 7)
        {
            bag.Add(Diagnostic.Error("E331", "The number of dimensions is impossible", new(file, null, "dim[0]"), count.ToString(CultureInfo.InvariantCulture), "1 to 7"));
            return [];
        }

        int[] dimensions = [.. Enumerable.Repeat(1, (int)Math.Max(3, count))];
        long product = 1;
        for (int i = 0; i < count; i++)
        {
            long d = fields.Dimension(i + 1);
            bool possible = d is >= 1 and <= int.MaxValue && product <= long.MaxValue / 32 / d;
            if (!possible)
            {
                bag.Add(Diagnostic.Error("E331", "The size is impossible", new(file, null, $"dim[{i + 1}]"), d.ToString(CultureInfo.InvariantCulture), "a positive number of voxels"));
                return [];
            }

            dimensions[i] = (int)d;
            product *= d;
        }

        return dimensions;
    }
}
