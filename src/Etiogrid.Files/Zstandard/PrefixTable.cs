using System.Numerics;

namespace Etiogrid.Files.Zstandard;

/// <summary>A decoding table of Huffman codes (RFC 8878, 4.2).</summary>
internal sealed class PrefixTable
{
    private const int MostBits = 11;
    private readonly byte[] _symbols;
    private readonly byte[] _lengths;
    private readonly int _bits;

    private PrefixTable(int bits)
    {
        _bits = bits;
        _symbols = new byte[1 << bits];
        _lengths = new byte[1 << bits];
    }

    /// <summary>Reads the weights of the symbols: four bits each, or packed by states.</summary>
    public static PrefixTable Read(ReadOnlySpan<byte> bytes, out int used)
    {
        if (bytes.IsEmpty)
        {
            throw new InvalidDataException("Huffman weights are missing");
        }

        Span<byte> weights = stackalloc byte[256];
        int count;
        if (bytes[0] >= 128)
        {
            count = bytes[0] - 127;
            used = 1 + ((count + 1) / 2);
            Require(bytes.Length >= used);
            for (int i = 0; i < count; i++)
            {
                weights[i] = (byte)((i & 1) == 0 ? bytes[1 + (i / 2)] >> 4 : bytes[1 + (i / 2)] & 15);
            }
        }
        else
        {
            used = 1 + bytes[0];
            Require(bytes.Length >= used);
            count = Unpack(bytes[1..used], weights);
        }

        return Build(weights, count);
    }

    /// <summary>Fills a destination from one bit stream, which must end with it.</summary>
    public void Decode(ReadOnlySpan<byte> stream, Span<byte> destination)
    {
        var bits = new BackwardBits(stream);
        for (int i = 0; i < destination.Length; i++)
        {
            int code = (int)bits.Peek(_bits);
            destination[i] = _symbols[code];
            bits.Skip(_lengths[code]);
        }

        if (bits.Left != 0)
        {
            throw new InvalidDataException("a stream of literals does not end where it should");
        }
    }

    /// <summary>Two states take turns until the stream is used up.</summary>
    private static int Unpack(ReadOnlySpan<byte> bytes, Span<byte> weights)
    {
        var table = StateTable.Read(bytes, 13, 6, out int used);
        var bits = new BackwardBits(bytes[used..]);
        int here = table.Start(ref bits);
        int other = table.Start(ref bits);
        int count = 0;
        while (true)
        {
            Require(count < 254);
            weights[count++] = table.Symbol(here);
            if (bits.Left < table.Bits(here))
            {
                weights[count++] = table.Symbol(other);
                return count;
            }

            int next = table.Next(here, ref bits);
            (here, other) = (other, next);
        }
    }

    private static PrefixTable Build(Span<byte> weights, int count)
    {
        int sum = 0;
        foreach (byte weight in weights[..count])
        {
            Require(weight <= MostBits);
            sum += weight == 0 ? 0 : 1 << (weight - 1);
        }

        Require(sum > 0);
        int bits = BitOperations.Log2((uint)sum) + 1;
        int rest = (1 << bits) - sum;
        Require(bits <= MostBits && BitOperations.IsPow2(rest) && count < 256);
        weights[count++] = (byte)(BitOperations.Log2((uint)rest) + 1);
        var table = new PrefixTable(bits);
        int at = 0;
        for (int weight = 1; weight <= bits; weight++)
        {
            for (int s = 0; s < count; s++)
            {
                if (weights[s] == weight)
                {
                    int width = 1 << (weight - 1);
                    table._symbols.AsSpan(at, width).Fill((byte)s);
                    table._lengths.AsSpan(at, width).Fill((byte)(bits + 1 - weight));
                    at += width;
                }
            }
        }

        return table;
    }

    private static void Require(bool holds)
    {
        if (!holds)
        {
            throw new InvalidDataException("Huffman weights are malformed");
        }
    }
}
