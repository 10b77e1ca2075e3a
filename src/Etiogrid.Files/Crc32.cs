namespace Etiogrid.Files;

/// <summary>The checksum of gzip (polynomial 0xEDB88320), eight bytes a step.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private static readonly uint[] Tables = MakeTables();

    /// <summary>The checksum of what had <paramref name="checksum"/> (0 for nothing) followed by the bytes.</summary>
    public static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        uint c = ~checksum;
        var t = Tables;
        while (bytes.Length >= 8)
        {
            c ^= (uint)(bytes[0] | (bytes[1] << 8) | (bytes[2] << 16)) | ((uint)bytes[3] << 24);
            c = t[1792 + (int)(c & 255)] ^ t[1536 + (int)((c >> 8) & 255)] ^ t[1280 + (int)((c >> 16) & 255)] ^ t[1024 + (int)(c >> 24)]
                ^ t[768 + bytes[4]] ^ t[512 + bytes[5]] ^ t[256 + bytes[6]] ^ t[bytes[7]];
            bytes = bytes[8..];
        }

        foreach (byte b in bytes)
        {
            c = t[(int)((c ^ b) & 255)] ^ (c >> 8);
        }

        return ~c;
    }

    /// <summary>Table k holds the checksum of a byte followed by k zeros.</summary>
    private static uint[] MakeTables()
    {
        uint[] tables = new uint[8 * 256];
        for (uint i = 0; i < 256; i++)
        {
            uint c = i;
            for (int bit = 0; bit < 8; bit++)
            {
                c = (c >> 1) ^ ((c & 1) == 0 ? 0 : Polynomial);
            }

            tables[i] = c;
        }

        for (int i = 256; i < tables.Length; i++)
        {
            tables[i] = tables[(int)(tables[i - 256] & 255)] ^ (tables[i - 256] >> 8);
        }

        return tables;
    }
}
