using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Etiogrid.Genetics.Genotypes;

/// <summary>Header, people and variant places of a BGEN file, found by one walk over its variant headers.</summary>
internal sealed class BgenIndex
{
    private const int LargestText = 1 << 16;

    private BgenIndex(int people, bool compressed, string[]? names)
    {
        People = people;
        Compressed = compressed;
        Names = names;
    }

    public int People { get; }

    public bool Compressed { get; }

    /// <summary>People named in the file, or null.</summary>
    public string[]? Names { get; }

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

        if (header < 20 || header > offset || offset + 4L > length || people is 0 or > int.MaxValue / 8 || variants > length / 20)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"the header (length {header}, offset {offset}, {variants} variants, {people} people) does not fit {length} bytes"));
        }

        uint flags = BinaryPrimitives.ReadUInt32LittleEndian(ReadAt(file, header, 4));
        if ((flags & 3) > 1)
        {
            throw new InvalidDataException("zstd packing is not supported; write it again with plink2 --export bgen-1.2");
        }

        if (((flags >> 2) & 15) != 2)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"layout {(flags >> 2) & 15} is not supported"));
        }

        var index = new BgenIndex((int)people, (flags & 3) == 1, (flags >> 31) == 1 ? ReadNames(file, 4L + header, 4L + offset, (int)people) : null);
        long at = 4L + offset;
        for (uint v = 0; v < variants; v++)
        {
            at = index.AddVariant(file, at, length);
        }

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
        if (block.Length < 8 || BinaryPrimitives.ReadUInt32LittleEndian(block.AsSpan(4)) != people)
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
        string id = Text(file, ref at, 2);
        string rsid = Text(file, ref at, 2);
        string chromosome = Text(file, ref at, 2);
        byte[] fixedPart = ReadAt(file, at, 6);
        at += 6;
        uint position = BinaryPrimitives.ReadUInt32LittleEndian(fixedPart);
        int alleleCount = BinaryPrimitives.ReadUInt16LittleEndian(fixedPart.AsSpan(4));
        if (alleleCount is < 2 or > 255 || position > int.MaxValue)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"variant {Blocks.Count + 1} has {alleleCount} alleles at position {position}"));
        }

        string[] alleles = new string[alleleCount];
        for (int a = 0; a < alleleCount; a++)
        {
            alleles[a] = Text(file, ref at, 4);
        }

        uint stored = BinaryPrimitives.ReadUInt32LittleEndian(ReadAt(file, at, 4));
        at += 4;
        uint unpacked = stored;
        if (Compressed)
        {
            unpacked = BinaryPrimitives.ReadUInt32LittleEndian(ReadAt(file, at, 4));
            at += 4;
            stored = stored >= 4 ? stored - 4 : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"variant {Blocks.Count + 1} has a block of {stored} bytes"));
        }

        // At most four bytes for each probability of each person.
        long largest = 10 + (People * (1 + (2L * alleleCount * (alleleCount + 1))));
        if (stored > length - at || unpacked > Math.Min(largest, int.MaxValue / 2) || stored > int.MaxValue / 2)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"the block of variant {Blocks.Count + 1} has {stored} bytes at byte {at} of {length}"));
        }

        Blocks.Add(new(at, (int)stored, (int)unpacked));
        Records.Add(new(Genotypes.Chromosome.Normalise(chromosome), (int)position, rsid.Length > 0 && rsid != "." ? rsid : id, alleles[0], alleles[1..]));
        return at + stored;
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
