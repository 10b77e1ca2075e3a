using System.Buffers.Binary;

namespace Etiogrid.Genetics.Genotypes;

/// <summary>A cursor over one variant record; every read is checked against its end.</summary>
internal ref struct PgenReader(ReadOnlySpan<byte> record)
{
    private ReadOnlySpan<byte> _left = record;

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > _left.Length)
        {
            throw new InvalidDataException($"a variant record ends {count - _left.Length} bytes too early");
        }

        var taken = _left[..count];
        _left = _left[count..];
        return taken;
    }

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    /// <summary>Seven bits a byte, low first, high bit set on all but the last.</summary>
    public uint VarInt()
    {
        ulong value = 0;
        for (int shift = 0; shift < 35; shift += 7)
        {
            byte b = Byte();
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                return value <= uint.MaxValue ? (uint)value : throw new InvalidDataException("a variable-length number is too large");
            }
        }

        throw new InvalidDataException("a variable-length number is too long");
    }

    /// <summary>
    /// Reads a list of person indices: length, first index of each group of 64, byte sizes of the groups, the two-bit values
    /// (where <paramref name="withValues"/>), then the differences inside each group.
    /// </summary>
    public int[] PersonList(int people, bool withValues, out ReadOnlySpan<byte> values)
    {
        uint length = VarInt();
        values = default;
        if (length > people)
        {
            throw new InvalidDataException($"a list names {length} of {people} people");
        }

        if (length == 0)
        {
            return [];
        }

        int groups = ((int)length + 63) / 64;
        int idBytes = people < 1 << 8 ? 1 : people < 1 << 16 ? 2 : people < 1 << 24 ? 3 : 4;
        var firsts = Take(groups * idBytes);
        Take(groups - 1);
        values = withValues ? Take(((int)length + 3) / 4) : default;
        int[] persons = new int[length];
        long last = -1;
        for (int i = 0; i < persons.Length; i++)
        {
            long person = (i & 63) == 0 ? First(firsts.Slice(i / 64 * idBytes, idBytes)) : last + VarInt();
            if (person <= last || person >= people)
            {
                throw new InvalidDataException($"a list names person {person} of {people}, after {last}");
            }

            persons[i] = (int)person;
            last = person;
        }

        return persons;
    }

    private static long First(ReadOnlySpan<byte> bytes)
    {
        long value = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            value |= (long)bytes[i] << (8 * i);
        }

        return value;
    }
}
