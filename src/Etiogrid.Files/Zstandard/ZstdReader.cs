using System.Buffers.Binary;
using System.Globalization;

namespace Etiogrid.Files.Zstandard;

/// <summary>
/// Unpacks Zstandard (RFC 8878): all frames of a file, skippable ones passed over, checksums compared, a file that was cut short refused.
/// Dictionaries are not supported, nor windows above 128 MiB (<c>zstd --ultra --long=28</c> and more).
/// </summary>
internal sealed class ZstdReader(Stream file) : ForwardStream(file)
{
    private const uint Magic = 0xFD2FB528;
    private const long LargestWindow = 1L << 27;
    private readonly byte[] _block = new byte[History.LargestBlock];
    private long _position;
    private Frame? _frame;
    private int _taken;

    /// <summary>Whether a file starts like a Zstandard frame, skippable or not.</summary>
    public static bool Recognises(ReadOnlySpan<byte> start) =>
        start.Length >= 4 && (BinaryPrimitives.ReadUInt32LittleEndian(start) is Magic or (>= 0x184D2A50 and <= 0x184D2A5F));

    /// <summary>Unpacks bytes that are in memory.</summary>
    /// <param name="packed">One or more frames.</param>
    /// <param name="length">Length when unpacked.</param>
    /// <exception cref="InvalidDataException">They are damaged or of another length.</exception>
    public static byte[] Unpack(byte[] packed, int length)
    {
        using var reader = new ZstdReader(new MemoryStream(packed));
        var unpacked = new MemoryStream();
        byte[] buffer = new byte[Math.Min(length, 1 << 16) + 1];
        for (int read = reader.Read(buffer); read > 0; read = reader.Read(buffer))
        {
            unpacked.Write(buffer, 0, read);
            if (unpacked.Length > length)
            {
                break;
            }
        }

        return unpacked.Length == length ? unpacked.ToArray() : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"it unpacks to {(unpacked.Length > length ? "more" : "fewer")} than the {length} bytes that are stated"));
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            while (_frame is null || _taken == _frame.History.Block.Length)
            {
                if (!Advance())
                {
                    return 0;
                }
            }
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"The Zstandard data are damaged near byte {_position}: {e.Message}."), e);
        }

        int count = Math.Min(buffer.Length, _frame!.History.Block.Length - _taken);
        _frame.History.Block.Slice(_taken, count).CopyTo(buffer);
        _taken += count;
        return count;
    }

    /// <summary>Decodes the next block, or starts the next frame; false at the end of the file.</summary>
    private bool Advance()
    {
        if (_frame is null || _frame.Ended)
        {
            Span<byte> magic = stackalloc byte[4];
            int read = Inner.ReadAtLeast(magic, 4, throwOnEndOfStream: false);
            _position += read;
            if (read == 0)
            {
                return false;
            }

            Start(read == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(magic) : 0);
            return true;
        }

        int header = (int)Number(3);
        int size = header >> 3;
        int kind = (header >> 1) & 3;
        if (kind == 3 || size > History.LargestBlock)
        {
            throw new InvalidDataException($"a block of kind {kind} and {size} bytes");
        }

        _taken = 0;
        _frame.Decode(kind, size, Take(kind == 1 ? 1 : size));
        if ((header & 1) != 0)
        {
            _frame.End(_frame.HasChecksum ? (uint)Number(4) : null);
        }

        return true;
    }

    private void Start(uint magic)
    {
        if (magic is >= 0x184D2A50 and <= 0x184D2A5F)
        {
            Skip((uint)Number(4));
            return;
        }

        if (magic != Magic)
        {
            throw new InvalidDataException("a frame does not start with bytes 28 B5 2F FD");
        }

        int descriptor = (int)Number(1);
        bool single = (descriptor & 32) != 0;
        int window = single ? 0 : (int)Number(1);
        long dictionary = Number((descriptor & 3) switch { 3 => 4, int n => n });
        int sizeBytes = (descriptor >> 6) switch { 0 => single ? 1 : 0, 1 => 2, 2 => 4, _ => 8 };
        ulong size = 0;
        for (int i = 0; i < sizeBytes; i++)
        {
            size |= (ulong)Number(1) << (8 * i);
        }

        size += sizeBytes == 2 ? 256UL : 0;
        long needed = single ? (long)Math.Min(size, long.MaxValue) : (1L << (10 + (window >> 3))) / 8 * (8 + (window & 7));
        if ((descriptor & 8) != 0 || dictionary != 0 || needed > LargestWindow)
        {
            throw new InvalidDataException(dictionary != 0 ? "the frame needs a dictionary" : $"the frame needs a window of {needed} bytes");
        }

        _taken = 0;
        _frame = new(needed, (descriptor & 4) != 0, sizeBytes > 0 ? size : null);
    }

    private void Skip(uint count)
    {
        for (long left = count; left > 0;)
        {
            left -= Take((int)Math.Min(left, _block.Length)).Length;
        }
    }

    private long Number(int bytes)
    {
        uint value = 0;
        var taken = Take(bytes);
        for (int i = 0; i < bytes; i++)
        {
            value |= (uint)taken[i] << (8 * i);
        }

        return value;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        int read = Inner.ReadAtLeast(_block.AsSpan(0, count), count, throwOnEndOfStream: false);
        _position += read;
        return read == count ? _block.AsSpan(0, count) : throw new InvalidDataException("the file is cut short");
    }

    /// <summary>One frame while it is decoded.</summary>
    private sealed class Frame
    {
        private readonly BlockDecoder _decoder;
        private readonly XxHash64 _hash = new();
        private readonly ulong? _stated;
        private ulong _size;

        public Frame(long window, bool hasChecksum, ulong? stated)
        {
            History = new(Math.Max(window, 1 << 10));
            _decoder = new(History);
            HasChecksum = hasChecksum;
            _stated = stated;
        }

        public History History { get; }

        public bool HasChecksum { get; }

        public bool Ended { get; private set; }

        public void Decode(int kind, int size, ReadOnlySpan<byte> bytes)
        {
            History.Begin();
            switch (kind)
            {
                case 0:
                    History.Append(bytes);
                    break;
                case 1:
                    History.Fill(bytes[0], size);
                    break;
                default:
                    _decoder.Decode(bytes);
                    break;
            }

            _size += (ulong)History.Block.Length;
            if (HasChecksum)
            {
                _hash.Append(History.Block);
            }
        }

        public void End(uint? checksum)
        {
            Ended = true;
            if ((_stated is { } size && size != _size) || (checksum is { } sum && sum != (uint)(_hash.Value() & uint.MaxValue)))
            {
                throw new InvalidDataException("a frame's length or checksum does not fit its content");
            }
        }
    }
}
