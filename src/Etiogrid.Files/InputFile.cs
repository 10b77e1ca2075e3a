using System.Security.Cryptography;

namespace Etiogrid.Files;

/// <summary>Opens input files: plain or gzip by content, never more than a stated number of bytes once unpacked.</summary>
public static class InputFile
{
    /// <summary>Largest unpacked size of a text input: 2 GiB.</summary>
    public const long LargestText = 2L << 30;

    /// <summary>Largest ratio of unpacked to packed size; more is a decompression bomb.</summary>
    public const long LargestRatio = 1100;

    /// <summary>Opens for reading; gzip is recognised by its magic bytes, not by the name.</summary>
    public static Stream Open(string path, long largestUnpacked = LargestText)
    {
        var file = Seekable(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16), largestUnpacked);
        int first = file.ReadByte();
        int second = file.ReadByte();
        file.Position = 0;
        if (first != 0x1f || second != 0x8b)
        {
            return file;
        }

        long allowed = Math.Min(largestUnpacked, Math.Max(1 << 20, checked(file.Length * LargestRatio)));
        return new BoundedStream(new GzipReader(file), allowed);
    }

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
