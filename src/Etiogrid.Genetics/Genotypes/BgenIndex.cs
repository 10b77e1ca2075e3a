using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Etiogrid.Genetics.Genotypes;

/// <summary>Header, people and variant places of a BGEN file, found by one walk over its variant headers.</summary>
internal sealed class BgenIndex
{
    private const int LargestText = 1 << 16;

    /// <summary>Deflate gives at most 1,032 bytes for one.</summary>
    private const long LargestDeflateRatio = 1032;

    private BgenIndex(int people, BgenCompression compression, int layout)
    {
        People = people;
        Compression = compression;
        Layout = layout;
    }

    public int People { get; }

    public BgenCompression Compression { get; }

    /// <summary>1 (BGEN 1.1) or 2 (BGEN 1.2 and 1.3).</summary>
    public int Layout { get; }

    /// <summary>People named in the file, or null.</summary>
    public string[]? Names { get; private set; }

    public List<PlinkTextTables.Record> Records { get; } = [];

    public List<BgenBlock> Blocks { get; } = [];

    /// <exception cref="InvalidDataException">The file is damaged or of an unsupported kind.</exception>
    public static BgenIndex Read(SafeFileHandle file)
    {
        long length = RandomAccess.GetLength(file);
        byte[] start = ReadAt(file, 0, 24);
        uint offset = BinaryPrimitives.ReadUInt32LittleEndian(start);
        uint header = BinaryPrimitives.ReadUInt32LittleEndian(start.AsSpan(4));
        uint variants = BinaryPrimitives.ReadUInt32LittleEndian(start.AsSpan(8));
        uint people = BinaryPrimitives.ReadUInt32LittleEndian(start.AsSpan(12));
        if (!start.AsSpan(16, 4).SequenceEqual("bgen"u8) && !start.AsSpan(16, 4).SequenceEqual("\0\0\0\0"u8))
        {
            throw new InvalidDataException("the magic bytes 'bgen' are missing");
        }

        if (header < 20 || header > offset || offset + 4L > length || people is 0 or > int.MaxValue / 16 || variants > length / 20)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"the header (length {header}, offset {offset}, {variants} variants, {people} people) does not fit {length} bytes"));
        }

        uint flags = BinaryPrimitives.ReadUInt32LittleEndian(ReadAt(file, header, 4));
        int layout = (int)((flags >> 2) & 15);
        if ((flags & 3) == 3 || layout is not (1 or 2) || (layout == 1 && (flags & 3) == 2))
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"layout {layout} with packing {flags & 3} is not defined"));
        }

        if (variants == 0)
        {
            throw new InvalidDataException("it holds no variants");
        }

        var index = new BgenIndex((int)people, (BgenCompression)(flags & 3), layout);
        long at = 4L + offset;
        for (uint v = 0; v < variants; v++)
        {
            at = index.AddVariant(file, at, length);
        }

        // Names come last: by now the blocks have shown that so many people fit the file.
        index.Names = (flags >> 31) == 1 ? ReadNames(file, 4L + header, 4L + offset, (int)people) : null;
        return index;
    }

    /// <summary>Reads bytes that must be there.</summary>
    public static byte[] ReadAt(SafeFileHandle file, long offset, int count)
    {
        byte[] bytes = new byte[count];
        int at = 0;
        while (at < count)
        {
            int read = RandomAccess.Read(file, bytes.AsSpan(at), offset + at);
            at += read > 0 ? read : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"the file ends at byte {offset + at}, {count - at} bytes too early"));
        }

        return bytes;
    }

    private static string[] ReadNames(SafeFileHandle file, long from, long to, int people)
    {
        byte[] block = ReadAt(file, from, (int)Math.Min(to - from, int.MaxValue / 2));
        if (block.Length < 8 + (2L * people) || BinaryPrimitives.ReadUInt32LittleEndian(block.AsSpan(4)) != people)
        {
            throw new InvalidDataException("the block of people names does not fit the number of people");
        }

        string[] names = new string[people];
        int at = 8;
        for (int i = 0; i < people; i++)
        {
            int length = at + 2 <= block.Length ? BinaryPrimitives.ReadUInt16LittleEndian(block.AsSpan(at)) : int.MaxValue / 2;
            if (at + 2 + length > block.Length)
            {
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"the names end at person {i + 1} of {people}"));
            }

            names[i] = Encoding.UTF8.GetString(block, at + 2, length);
            at += 2 + length;
        }

        return names;
    }

    /// <summary>Variant id, rsid, chromosome, position, alleles, then the size of the genotype block; returns where the next variant starts.</summary>
    private long AddVariant(SafeFileHandle file, long at, long length)
    {
        if (Layout == 1)
        {
            uint stated = BinaryPrimitives.ReadUInt32LittleEndian(ReadAt(file, at, 4));
            at += stated == People ? 4 : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"variant {Blocks.Count + 1} has {stated} people, the file {People}"));
        }

        string id = Text(file, ref at, 2);
        string rsid = Text(file, ref at, 2);
        string chromosome = Text(file, ref at, 2);
        uint position = BinaryPrimitives.ReadUInt32LittleEndian(ReadAt(file, at, 4));
        int alleleCount = Layout == 1 ? 2 : BinaryPrimitives.ReadUInt16LittleEndian(ReadAt(file, at + 4, 2));
        at += Layout == 1 ? 4 : 6;
        if (alleleCount is < 2 or > 255 || position > int.MaxValue)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"variant {Blocks.Count + 1} has {alleleCount} alleles at position {position}"));
        }

        string[] alleles = new string[alleleCount];
        for (int a = 0; a < alleleCount; a++)
        {
            alleles[a] = Text(file, ref at, 4);
        }

        var block = ReadBlock(file, at, length, alleleCount);
        Blocks.Add(block);
        Records.Add(new(Genotypes.Chromosome.Normalise(chromosome), (int)position, rsid.Length > 0 && rsid != "." ? rsid : id, alleles[0], alleles[1..]));
        return block.Offset + block.StoredLength;
    }

    private BgenBlock ReadBlock(SafeFileHandle file, long at, long length, int alleleCount)
    {
        bool packed = Compression != BgenCompression.None;
        uint stored = Layout == 1 && !packed ? (uint)(6L * People) : BinaryPrimitives.ReadUInt32LittleEndian(ReadAt(file, at, 4));
        at += Layout == 1 && !packed ? 0 : 4;
        uint unpacked = Layout == 1 ? (uint)(6L * People) : stored;
        if (Layout == 2 && packed)
        {
            unpacked = BinaryPrimitives.ReadUInt32LittleEndian(ReadAt(file, at, 4));
            at += 4;
            stored = stored >= 4 ? stored - 4 : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"variant {Blocks.Count + 1} has a block of {stored} bytes"));
        }

        // At least a byte and at most four bytes for each probability of each person; what deflate cannot have packed was never there.
        long smallest = Layout == 1 ? 6L * People : 10L + People;
        long largest = 10 + (People * (1 + (2L * alleleCount * (alleleCount + 1))));
        bool impossible = Compression == BgenCompression.Zlib && unpacked > (stored * LargestDeflateRatio) + 64;
        if (stored > length - at || unpacked < smallest || unpacked > Math.Min(Math.Max(largest, smallest), int.MaxValue / 2) || stored > int.MaxValue / 2 || impossible)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"the block of variant {Blocks.Count + 1} has {stored} bytes, {unpacked} unpacked, at byte {at} of {length}, for {People} people"));
        }

        return new(at, (int)stored, (int)unpacked);
    }

    private static string Text(SafeFileHandle file, ref long at, int lengthBytes)
    {
        byte[] size = ReadAt(file, at, lengthBytes);
        long length = lengthBytes == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(size) : BinaryPrimitives.ReadUInt32LittleEndian(size);
        if (length > LargestText)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"a text of {length} bytes at byte {at}"));
        }

        string text = Encoding.UTF8.GetString(ReadAt(file, at + lengthBytes, (int)length));
        at += lengthBytes + length;
        return text;
    }
}
