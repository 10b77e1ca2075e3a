using System.Buffers.Binary;
using System.IO.Compression;

namespace Etiogrid.Files;

/// <summary>
/// Unpacks gzip files of one or many members and refuses one that was cut short, which the runtime's own stream passes over
/// in silence: at the end, length and checksum of the last member must agree with what was unpacked.
/// </summary>
internal sealed class GzipReader : ForwardStream
{
    private const int TailCapacity = 1 << 16; // a block of bgzip
    private readonly GZipStream _gzip;
    private readonly byte[] _tail = new byte[TailCapacity];
    private long _total;
    private uint _checksum;
    private bool _verified;

    /// <summary>A reader over a seekable file, which it will dispose.</summary>
    public GzipReader(Stream file)
        : base(file)
    {
        _gzip = new(file, CompressionMode.Decompress, leaveOpen: true);
    }

    public override int Read(Span<byte> buffer)
    {
        int read = _gzip.Read(buffer);
        if (read == 0 && buffer.Length > 0 && !_verified)
        {
            _verified = true;
            Verify();
        }

        _checksum = Crc32.Append(_checksum, buffer[..read]);
        Remember(buffer[..read]);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gzip.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Keeps the last bytes in a ring.</summary>
    private void Remember(ReadOnlySpan<byte> bytes)
    {
        _total += bytes.Length;
        var kept = bytes[^Math.Min(bytes.Length, TailCapacity)..];
        int start = (int)((_total - kept.Length) & (TailCapacity - 1));
        int first = Math.Min(kept.Length, TailCapacity - start);
        kept[..first].CopyTo(_tail.AsSpan(start));
        kept[first..].CopyTo(_tail);
    }

    private void Verify()
    {
        byte[] trailer = new byte[8];
        if (Inner.Length >= 18)
        {
            Inner.Position = Inner.Length - 8;
            Inner.ReadExactly(trailer);
            uint checksum = BinaryPrimitives.ReadUInt32LittleEndian(trailer);
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(trailer.AsSpan(4));
            if ((length == unchecked((uint)_total) && checksum == _checksum) || EndsWith(length, checksum) || HasLaterMember())
            {
                return;
            }
        }

        throw new InvalidDataException("The gzip file is cut short or damaged.");
    }

    /// <summary>True when the last <paramref name="length"/> bytes have the checksum: they are the last of many members.</summary>
    private bool EndsWith(uint length, uint checksum)
    {
        if (length > Math.Min(TailCapacity, _total))
        {
            return false;
        }

        uint own = 0;
        for (long position = _total - length; position < _total; position++)
        {
            own = Crc32.Append(own, [_tail[position & (TailCapacity - 1)]]);
        }

        return own == checksum;
    }

    /// <summary>True when another member starts behind the first; the runtime checks those it passes.</summary>
    private bool HasLaterMember()
    {
        Inner.Position = 10;
        byte[] buffer = new byte[1 << 16];
        int kept = 0;
        for (int read = Inner.Read(buffer); read > 0; read = Inner.Read(buffer, kept, buffer.Length - kept))
        {
            int filled = kept + read;
            for (int i = 0; i + 10 <= filled; i++)
            {
                // Magic, method 8, no reserved flag, a known compression level and system.
                if (buffer[i] == 0x1f && buffer[i + 1] == 0x8b && buffer[i + 2] == 8 && buffer[i + 3] < 0x20 && buffer[i + 8] is 0 or 2 or 4 && buffer[i + 9] is <= 13 or 255)
                {
                    return true;
                }
            }

            kept = Math.Min(9, filled);
            buffer.AsSpan(filled - kept, kept).CopyTo(buffer);
        }

        return false;
    }
}
