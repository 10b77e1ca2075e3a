using System.Buffers.Binary;

namespace Etiogrid.Imaging.Volumes;

/// <summary>Fields of both header versions by meaning.</summary>
internal readonly ref struct NiftiFields(ReadOnlySpan<byte> bytes, int version, bool littleEndian)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int DataType => Int16(version == 1 ? 70 : 12);

    public long VoxelOffset => version == 1 ? Offset(Single(108)) : Int64(168);

    /// <summary>The first version keeps the offset as a real number; one that is none counts as absent.</summary>
    private static long Offset(double stored) => double.IsNaN(stored) ? 0 : (long)Math.Clamp(stored, -1, 1e15);

    public double Slope => version == 1 ? Single(112) : Double(176);

    public double Intercept => version == 1 ? Single(116) : Double(184);

    public long Dimension(int index) => version == 1 ? Int16(40 + (2 * index)) : Int64(16 + (8 * index));

    /// <summary>sform where set, else qform where set, else voxel sizes.</summary>
    public Affine Affine(out bool hasSpace)
    {
        int qform = version == 1 ? Int16(252) : Int32(344);
        int sform = version == 1 ? Int16(254) : Int32(348);
        hasSpace = sform > 0 || qform > 0;
        if (sform > 0)
        {
            double[] rows = new double[12];
            for (int i = 0; i < 12; i++)
            {
                rows[i] = version == 1 ? Single(280 + (4 * i)) : Double(400 + (8 * i));
            }

            return new(rows);
        }

        double[] size = [Math.Abs(PixelSize(1)), Math.Abs(PixelSize(2)), Math.Abs(PixelSize(3))];
        return qform > 0 ? FromQuaternion(size) : new Affine([size[0], 0, 0, 0, 0, size[1], 0, 0, 0, 0, size[2], 0]);
    }

    /// <summary>Rotation from the unit quaternion (a, b, c, d), a &gt;= 0; the sign of pixdim[0] turns the third axis round.</summary>
    private Affine FromQuaternion(double[] size)
    {
        double b = Quaternion(0);
        double c = Quaternion(1);
        double d = Quaternion(2);
        double rest = 1 - ((b * b) + (c * c) + (d * d));
        double a = 0;
        if (rest > 1e-7)
        {
            a = Math.Sqrt(rest);
        }
        else
        {
            double norm = Math.Sqrt((b * b) + (c * c) + (d * d));
            (b, c, d) = (b / norm, c / norm, d / norm);
        }

        double turn = PixelSize(0) < 0 ? -size[2] : size[2];
        return new(
        [
            size[0] * ((a * a) + (b * b) - (c * c) - (d * d)), size[1] * 2 * ((b * c) - (a * d)), turn * 2 * ((b * d) + (a * c)), Quaternion(3),
            size[0] * 2 * ((b * c) + (a * d)), size[1] * ((a * a) + (c * c) - (b * b) - (d * d)), turn * 2 * ((c * d) - (a * b)), Quaternion(4),
            size[0] * 2 * ((b * d) - (a * c)), size[1] * 2 * ((c * d) + (a * b)), turn * ((a * a) + (d * d) - (c * c) - (b * b)), Quaternion(5),
        ]);
    }

    private double PixelSize(int index) => version == 1 ? Single(76 + (4 * index)) : Double(104 + (8 * index));

    private double Quaternion(int index) => version == 1 ? Single(256 + (4 * index)) : Double(352 + (8 * index));

    private int Int16(int at) => littleEndian ? BinaryPrimitives.ReadInt16LittleEndian(_bytes[at..]) : BinaryPrimitives.ReadInt16BigEndian(_bytes[at..]);

    private int Int32(int at) => littleEndian ? BinaryPrimitives.ReadInt32LittleEndian(_bytes[at..]) : BinaryPrimitives.ReadInt32BigEndian(_bytes[at..]);

    private long Int64(int at) => littleEndian ? BinaryPrimitives.ReadInt64LittleEndian(_bytes[at..]) : BinaryPrimitives.ReadInt64BigEndian(_bytes[at..]);

    private double Single(int at) => littleEndian ? BinaryPrimitives.ReadSingleLittleEndian(_bytes[at..]) : BinaryPrimitives.ReadSingleBigEndian(_bytes[at..]);

    private double Double(int at) => littleEndian ? BinaryPrimitives.ReadDoubleLittleEndian(_bytes[at..]) : BinaryPrimitives.ReadDoubleBigEndian(_bytes[at..]);
}
