using System.Security.Cryptography;
using Etiogrid.Files.Zstandard;

namespace Etiogrid.Files;

/// <summary>Opens input files: plain, gzip or Zstandard by content, never more than a stated number of bytes once unpacked.</summary>
public static class InputFile
{
    /// <summary>Largest unpacked size of a text input: 2 GiB.</summary>
    public const long LargestText = 2L << 30;

    /// <summary>Largest ratio of unpacked to packed size; more is a decompression bomb.</summary>
    public const long LargestRatio = 1100;

    /// <summary>The same for Zstandard, whose matches are longer: tables of genotypes may shrink to a thousandth.</summary>
    public const long LargestZstdRatio = 20_000;

    /// <summary>Opens for reading; gzip and Zstandard are recognised by their magic bytes, not by the name.</summary>
    public static Stream Open(string path, long largestUnpacked = LargestText)
    {
        var file = Seekable(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16), largestUnpacked);
        byte[] start = new byte[4];
        int read = file.ReadAtLeast(start, 4, throwOnEndOfStream: false);
        file.Position = 0;
        if (ZstdReader.Recognises(start.AsSpan(0, read)))
        {
            return new BoundedStream(new ZstdReader(file), Math.Min(largestUnpacked, Math.Max(1 << 20, checked(file.Length * LargestZstdRatio))));
        }

        if (start[0] != 0x1f || start[1] != 0x8b)
        {
            return file;
        }

        long allowed = Math.Min(largestUnpacked, Math.Max(1 << 20, checked(file.Length * LargestRatio)));
        return new BoundedStream(new GzipReader(file), allowed);
    }

    /// <summary>Unpacks Zstandard data that are in memory.</summary>
    /// <param name="packed">One or more frames (RFC 8878).</param>
    /// <param name="length">Length when unpacked.</param>
    /// <exception cref="InvalidDataException">They are damaged or of another length.</exception>
    public static byte[] UnpackZstandard(byte[] packed, int length) => ZstdReader.Unpack(packed, length);

    /// <summary>Pipes (a shell's process substitution) are taken into memory, within the limit.</summary>
    private static Stream Seekable(FileStream file, long largest)
    {
        if (file.CanSeek)
        {
            return file;
        }

        using var bounded = new BoundedStream(file, largest);
        var copy = new MemoryStream();
        bounded.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }

    /// <summary>SHA-256 of the file as it lies on disk, lower-case hex.</summary>
    public static string Sha256(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
