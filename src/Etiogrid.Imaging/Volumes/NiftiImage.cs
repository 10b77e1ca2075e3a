using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;

namespace Etiogrid.Imaging.Volumes;

/// <summary>
/// A NIfTI-1 or NIfTI-2 image (.nii, .nii.gz, .hdr with .img) or a FreeSurfer volume (.mgh, .mgz), scaled to physical values on access.
/// A header is believed only as far as the file's length bears it out: nothing is allocated for voxels that cannot be there.
/// </summary>
public sealed class NiftiImage
{
    /// <summary>Deflate cannot unpack one byte to more than this many.</summary>
    private const long LargestInflation = 1032;

    /// <summary>Largest image read: 16 GiB unpacked would not fit a .NET array of bytes; 2 GiB - 64 KiB does.</summary>
    private const long LargestData = int.MaxValue - (1 << 16);

    private readonly byte[] _data;

    private NiftiImage(NiftiHeader header, byte[] data)
    {
        Header = header;
        _data = data;
    }

    /// <summary>The header.</summary>
    public NiftiHeader Header { get; }

    /// <summary>Number of volumes.</summary>
    public int VolumeCount => (int)Header.Volumes;

    /// <summary>
    /// Reads an image. Errors: E101 missing, E105 unreadable, those of <see cref="NiftiHeader.Parse"/>, E335 fewer bytes than the header promises,
    /// E336 too large.
    /// </summary>
    public static Parsed<NiftiImage> Read(string path)
    {
        if (!File.Exists(path))
        {
            return Parsed.Failed<NiftiImage>(Diagnostic.Error("E101", "The file does not exist", new(path), fix: "Check the path"));
        }

        try
        {
            return ReadHeader(path).Then(header => ReadData(path, header).Select(data => new NiftiImage(header, data)));
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return Parsed.Failed<NiftiImage>(Diagnostic.Error("E105", $"The file cannot be read: {e.Message}", new(path)));
        }
    }

    /// <summary>Physical values of one volume, first index fastest.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such volume.</exception>
    public double[] Volume(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, VolumeCount);
        int voxels = (int)Header.VoxelsPerVolume;
        double[] values = new double[voxels];
        var bytes = _data.AsSpan(index * voxels * Header.BytesPerVoxel, voxels * Header.BytesPerVoxel);
        VoxelDecoder.Decode(bytes, Header, values);
        return values;
    }

    /// <summary>Physical values first, first + 1, … of the whole file as stored, first index fastest.</summary>
    internal void Values(long first, Span<double> destination)
    {
        int size = Header.BytesPerVoxel;
        VoxelDecoder.Decode(_data.AsSpan((int)(first * size), destination.Length * size), Header, destination);
    }

    /// <summary>Physical values of the whole file, first index fastest.</summary>
    internal double[] AllValues()
    {
        double[] values = new double[checked((int)(Header.VoxelsPerVolume * Header.Volumes))];
        VoxelDecoder.Decode(_data, Header, values);
        return values;
    }

    private static Parsed<NiftiHeader> ReadHeader(string path)
    {
        using var stream = InputFile.Open(path, LargestData);
        byte[] bytes = new byte[NiftiHeader.Size2];
        int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return MghHeader.IsName(path) ? MghHeader.Parse(bytes.AsSpan(0, read), path) : NiftiHeader.Parse(bytes.AsSpan(0, read), path);
    }

    private static Parsed<byte[]> ReadData(string path, NiftiHeader header)
    {
        string file = header.SeparateData ? DataFile(path) : path;
        if (!File.Exists(file))
        {
            return Parsed.Failed<byte[]>(Diagnostic.Error("E101", "The voxel file of this header does not exist", new(file), fix: "Keep .hdr and .img together"));
        }

        using var stream = InputFile.Open(file, LargestData);
        bool packed = stream is not FileStream;
        long length = new FileInfo(file).Length;
        long available = packed ? length * LargestInflation : length;
        if (MissingBytes(header, available) is { } finding)
        {
            return Parsed.Failed<byte[]>(finding(file));
        }

        long needed = header.VoxelsPerVolume * header.Volumes * header.BytesPerVoxel;
        return packed ? Unpack(stream, file, header, (int)needed) : Copy(stream, header, (int)needed);
    }

    private static Func<string, Diagnostic>? MissingBytes(NiftiHeader header, long available)
    {
        // Dimensions were bounded when parsed, so the product cannot overflow.
        long needed = header.VoxelsPerVolume * header.Volumes * header.BytesPerVoxel;
        if (header.VoxelOffset > available || needed > available - header.VoxelOffset)
        {
            return file => Short(file, header, available);
        }

        return needed > LargestData
            ? file => Diagnostic.Error("E336", "The image is too large", new(file), needed.ToString(CultureInfo.InvariantCulture), $"at most {LargestData} bytes of voxels", "Split the image or store fewer volumes")
            : null;
    }

    private static Diagnostic Short(string file, NiftiHeader header, long available) => Diagnostic.Error(
        "E335", "The file is shorter than its header promises", new(file),
        $"at most {available.ToString(CultureInfo.InvariantCulture)} bytes",
        $"{string.Join(" x ", header.Dimensions)} voxels of {header.BytesPerVoxel} bytes after byte {header.VoxelOffset}",
        "The file is truncated or its header damaged; copy it again");

    private static Parsed<byte[]> Copy(Stream stream, NiftiHeader header, int needed)
    {
        byte[] data = new byte[needed];
        stream.Position = header.VoxelOffset;
        stream.ReadExactly(data);
        return Parsed.Of(data);
    }

    /// <summary>Grows with what really arrives: a lying header of a small packed file cannot make us reserve much.</summary>
    private static Parsed<byte[]> Unpack(Stream stream, string file, NiftiHeader header, int needed)
    {
        byte[] data = new byte[Math.Min(needed, 1 << 20)];
        long skip = header.VoxelOffset;
        byte[] buffer = new byte[1 << 16];
        while (skip > 0)
        {
            int read = stream.Read(buffer, 0, (int)Math.Min(skip, buffer.Length));
            if (read == 0)
            {
                return Parsed.Failed<byte[]>(Short(file, header, header.VoxelOffset - skip));
            }

            skip -= read;
        }

        int filled = 0;
        while (filled < needed)
        {
            if (filled == data.Length)
            {
                Array.Resize(ref data, (int)Math.Min(needed, 2L * data.Length));
            }

            int read = stream.Read(data, filled, data.Length - filled);
            if (read == 0)
            {
                return Parsed.Failed<byte[]>(Short(file, header, header.VoxelOffset + filled));
            }

            filled += read;
        }

        return Parsed.Of(data);
    }

    private static string DataFile(string header)
    {
        bool packed = header.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        string plain = Path.ChangeExtension(packed ? header[..^3] : header, ".img");
        return packed || !File.Exists(plain) && File.Exists(plain + ".gz") ? plain + ".gz" : plain;
    }
}
