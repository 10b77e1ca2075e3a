using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Etiogrid.Genetics.Genotypes;

/// <summary>Where the records of a <c>.pgen</c> lie and of which type they are.</summary>
/// <param name="Variants">Records.</param>
/// <param name="People">People.</param>
/// <param name="Offsets">First byte of each record and the end of the last.</param>
/// <param name="Types">Record types; null for files of fixed-width records.</param>
/// <param name="Mode">Third byte of the file.</param>
internal sealed record PgenHeader(int Variants, int People, long[] Offsets, byte[]? Types, byte Mode)
{
    /// <summary>Third byte of a <c>.pgen</c> that is a PLINK 1 <c>.bed</c>.</summary>
    public const byte BedMode = 0x01;

    private const int BlockLength = 1 << 16;

    /// <summary>Type of a record; the one of all records where they have a fixed width.</summary>
    public byte TypeOf(int record) => Types is { } types ? types[record] : (byte)(Mode switch { 0x03 => 0x40, 0x04 => 0xC0, _ => 0 });

    /// <summary>Whether a record holds dosages.</summary>
    public bool HasDosages(int record) => (TypeOf(record) & 0x60) != 0;

    /// <summary>Reads the header.</summary>
    /// <exception cref="InvalidDataException">It is damaged or of an unsupported kind; the message says where.</exception>
    public static PgenHeader Read(SafeFileHandle file)
    {
        var cursor = new Cursor(file);
        var start = cursor.Take(3);
        if (start[0] != 0x6C || start[1] != 0x1B)
        {
            throw new InvalidDataException("the file does not start with bytes 6C 1B");
        }

        byte mode = start[2];
        var counts = cursor.Take(9);
        uint variants = BinaryPrimitives.ReadUInt32LittleEndian(counts);
        uint people = BinaryPrimitives.ReadUInt32LittleEndian(counts[4..]);
        if (variants is 0 or > 0x7FFFFFFD || people is 0 or > 0x7FFFFFFE || variants > cursor.Length)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{variants} variants x {people} people do not fit {cursor.Length} bytes"));
        }

        return mode switch
        {
            0x02 => Fixed((int)variants, (int)people, cursor, counts[8], mode, (people + 3L) / 4),
            0x03 => Fixed((int)variants, (int)people, cursor, counts[8], mode, ((people + 3L) / 4) + (2L * people)),
            0x04 => Fixed((int)variants, (int)people, cursor, counts[8], mode, ((people + 3L) / 4) + (4L * people)),
            0x10 or 0x11 => Standard((int)variants, (int)people, cursor, mode, counts[8]),
            0x20 or 0x21 => throw new InvalidDataException("the index stands in a separate .pgen.pgi file, which is not supported; write the file again with plink2 --make-pgen"),
            _ => throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"storage mode {mode:X2} is not supported")),
        };
    }

    private static PgenHeader Fixed(int variants, int people, Cursor cursor, byte format, byte mode, long width)
    {
        cursor.Take((format >> 6) == 3 ? (variants + 7) / 8 : 0);
        long[] offsets = new long[variants + 1];
        for (int v = 0; v <= variants; v++)
        {
            offsets[v] = checked(cursor.Position + (v * width));
        }

        return Checked(new(variants, people, offsets, null, mode), cursor.Length);
    }

    private static PgenHeader Standard(int variants, int people, Cursor cursor, byte mode, byte format)
    {
        int kind = format & 15;
        if (kind > 7)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"header format {kind} is not supported"));
        }

        int blocks = (int)(((long)variants + BlockLength - 1) / BlockLength);
        long[] starts = new long[blocks];
        for (int b = 0; b < blocks; b++)
        {
            starts[b] = (long)BinaryPrimitives.ReadUInt64LittleEndian(cursor.Take(8));
        }

        if (mode == 0x11)
        {
            SkipExtensions(cursor);
        }

        long[] offsets = new long[variants + 1];
        byte[] types = new byte[variants];
        for (int b = 0; b < blocks; b++)
        {
            int first = b * BlockLength;
            int count = Math.Min(BlockLength, variants - first);
            ReadTypes(cursor, kind, types.AsSpan(first, count));
            ReadLengths(cursor, (kind & 3) + 1, starts[b], offsets.AsSpan(first, count + 1));
            cursor.Take(count * ((format >> 4) & 3));
            cursor.Take((format >> 6) == 3 ? (count + 7) / 8 : 0);
        }

        // Blocks follow each other; the last offset of a block was its own end.
        for (int b = 1; b < blocks; b++)
        {
            offsets[b * BlockLength] = starts[b];
        }

        return Checked(new(variants, people, offsets, types, mode), cursor.Length);
    }

    /// <summary>Two lists of extensions, each a chain of seven-bit flags, then their lengths and contents: nothing in them changes genotypes.</summary>
    private static void SkipExtensions(Cursor cursor) =>
        throw new InvalidDataException("header extensions are not supported; write the file again with plink2 --make-pgen");

    private static void ReadTypes(Cursor cursor, int kind, Span<byte> types)
    {
        if (kind >= 4)
        {
            cursor.Take(types.Length).CopyTo(types);
            return;
        }

        var packed = cursor.Take((types.Length + 1) / 2);
        for (int i = 0; i < types.Length; i++)
        {
            types[i] = (byte)((packed[i / 2] >> (4 * (i & 1))) & 15);
        }
    }

    private static void ReadLengths(Cursor cursor, int width, long start, Span<long> offsets)
    {
        var bytes = cursor.Take((offsets.Length - 1) * width);
        offsets[0] = start;
        for (int i = 0; i < offsets.Length - 1; i++)
        {
            long length = 0;
            for (int k = 0; k < width; k++)
            {
                length |= (long)bytes[(i * width) + k] << (8 * k);
            }

            offsets[i + 1] = offsets[i] + length;
        }
    }

    private static PgenHeader Checked(PgenHeader header, long length)
    {
        for (int v = 0; v < header.Variants; v++)
        {
            if (header.Offsets[v] < 0 || header.Offsets[v + 1] < header.Offsets[v] || header.Offsets[v + 1] > length)
            {
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"the record of variant {v + 1} would lie at bytes {header.Offsets[v]} to {header.Offsets[v + 1]} of {length}"));
            }
        }

        if (header.Types is { } types)
        {
            for (int v = 0; v < types.Length; v += BlockLength)
            {
                if (PgenRecord.IsDifference(types[v]))
                {
                    throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"variant {v + 1} starts a block and refers to an earlier one"));
                }
            }
        }

        return header;
    }

    /// <summary>Sequential reads that never pass the end of the file.</summary>
    private sealed class Cursor(SafeFileHandle file)
    {
        public long Length { get; } = RandomAccess.GetLength(file);

        public long Position { get; private set; }

        public ReadOnlySpan<byte> Take(int count)
        {
            if (count > Length - Position)
            {
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"the header needs {count} bytes at byte {Position}, the file has {Length}"));
            }

            byte[] bytes = new byte[count];
            int at = 0;
            while (at < count)
            {
                int read = RandomAccess.Read(file, bytes.AsSpan(at), Position + at);
                at += read > 0 ? read : throw new InvalidDataException("the file was shortened while in use");
            }

            Position += count;
            return bytes;
        }
    }
}
