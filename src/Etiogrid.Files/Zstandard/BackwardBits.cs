using System.Buffers.Binary;
using System.Numerics;

namespace Etiogrid.Files.Zstandard;

/// <summary>Bits read from the end of a block towards its start; the highest set bit of the last byte marks where they begin (RFC 8878, 4.1).</summary>
internal ref struct BackwardBits
{
    private readonly ReadOnlySpan<byte> _bytes;

    public BackwardBits(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes[^1] == 0)
        {
            throw new InvalidDataException("a bit stream has no end mark");
        }

        _bytes = bytes;
        Left = (8L * (bytes.Length - 1)) + BitOperations.Log2(bytes[^1]);
    }

    /// <summary>Bits not read yet; negative after reading past the start, where bits are 0.</summary>
    public long Left { get; private set; }

    /// <summary>The next bits, at most 56, without taking them.</summary>
    public readonly ulong Peek(int count)
    {
        long low = Left - count;
        int absent = low < 0 ? (int)Math.Min(-low, count) : 0;
        if (absent == count)
        {
            return 0;
        }

        low += absent;
        var rest = _bytes[(int)(low >> 3)..];
        ulong value = 0;
        if (rest.Length >= 8)
        {
            value = BinaryPrimitives.ReadUInt64LittleEndian(rest);
        }
        else
        {
            for (int i = rest.Length - 1; i >= 0; i--)
            {
                value = (value << 8) | rest[i];
            }
        }

        return ((value >> (int)(low & 7)) & ((1UL << (count - absent)) - 1)) << absent;
    }

    public void Skip(int count) => Left -= count;

    public int Read(int count)
    {
        int value = (int)Peek(count);
        Left -= count;
        return value;
    }
}
