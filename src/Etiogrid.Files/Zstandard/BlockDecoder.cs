using System.Buffers.Binary;

namespace Etiogrid.Files.Zstandard;

/// <summary>Decodes the compressed blocks of one frame; tables and offsets carry over from block to block (RFC 8878, 3.1.1.3).</summary>
internal sealed class BlockDecoder(History history)
{
    private readonly byte[] _literals = new byte[History.LargestBlock];
    private readonly int[] _offsets = [1, 4, 8];
    private PrefixTable? _prefix;
    private StateTable? _literalTable;
    private StateTable? _offsetTable;
    private StateTable? _matchTable;

    /// <summary>Decodes a block to the end of the history.</summary>
    public void Decode(ReadOnlySpan<byte> block)
    {
        int literals = ReadLiterals(ref block);
        ReadSequences(block, _literals.AsSpan(0, literals));
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, int count)
    {
        if (count > bytes.Length)
        {
            throw new InvalidDataException("a block ends too early");
        }

        var taken = bytes[..count];
        bytes = bytes[count..];
        return taken;
    }

    /// <summary>Fills the literals and returns how many there are.</summary>
    private int ReadLiterals(ref ReadOnlySpan<byte> block)
    {
        if (block.IsEmpty)
        {
            throw new InvalidDataException("a block is empty");
        }

        int kind = block[0] & 3;
        int format = (block[0] >> 2) & 3;
        if (kind >= 2)
        {
            return ReadPacked(ref block, kind, format);
        }

        int width = format switch { 1 => 2, 3 => 3, _ => 1 };
        int value = 0;
        var header = Take(ref block, width);
        for (int i = 0; i < width; i++)
        {
            value |= header[i] << (8 * i);
        }

        int size = Bounded(value >> (width == 1 ? 3 : 4));
        if (kind == 1)
        {
            _literals.AsSpan(0, size).Fill(Take(ref block, 1)[0]);
        }
        else
        {
            Take(ref block, size).CopyTo(_literals);
        }

        return size;
    }

    private int ReadPacked(ref ReadOnlySpan<byte> block, int kind, int format)
    {
        int bits = format switch { 2 => 14, 3 => 18, _ => 10 };
        var header = Take(ref block, format switch { 2 => 4, 3 => 5, _ => 3 });
        ulong value = 0;
        for (int i = 0; i < header.Length; i++)
        {
            value |= (ulong)header[i] << (8 * i);
        }

        int size = Bounded((int)((value >> 4) & ((1UL << bits) - 1)));
        var packed = Take(ref block, (int)((value >> (4 + bits)) & ((1UL << bits) - 1)));
        if (kind == 2)
        {
            _prefix = PrefixTable.Read(packed, out int used);
            packed = packed[used..];
        }

        var table = _prefix ?? throw new InvalidDataException("a block refers to Huffman codes that were never given");
        if (format == 0)
        {
            table.Decode(packed, _literals.AsSpan(0, size));
            return size;
        }

        var jumps = Take(ref packed, 6);
        int quarter = (size + 3) / 4;
        for (int s = 0; s < 4; s++)
        {
            var stream = s < 3 ? Take(ref packed, BinaryPrimitives.ReadUInt16LittleEndian(jumps[(2 * s)..])) : packed;
            int from = Math.Min(size, s * quarter);
            table.Decode(stream, _literals.AsSpan(from, (s < 3 ? Math.Min(size, from + quarter) : size) - from));
        }

        return size;
    }

    private static int Bounded(int size) =>
        size <= History.LargestBlock ? size : throw new InvalidDataException($"a block of {size} literals");

    private void ReadSequences(ReadOnlySpan<byte> block, ReadOnlySpan<byte> literals)
    {
        int count = ReadCount(ref block);
        if (count > 0)
        {
            byte modes = Take(ref block, 1)[0];
            if ((modes & 3) != 0)
            {
                throw new InvalidDataException("reserved bits are set");
            }

            _literalTable = ReadTable(ref block, modes >> 6, _literalTable, SequenceCodes.Literals, 36, 9);
            _offsetTable = ReadTable(ref block, (modes >> 4) & 3, _offsetTable, SequenceCodes.Offsets, 32, 8);
            _matchTable = ReadTable(ref block, (modes >> 2) & 3, _matchTable, SequenceCodes.Matches, 53, 9);
            literals = Execute(block, count, literals);
        }
        else if (!block.IsEmpty)
        {
            throw new InvalidDataException("a block is longer than its contents");
        }

        history.Append(literals);
    }

    private static int ReadCount(ref ReadOnlySpan<byte> block)
    {
        int first = Take(ref block, 1)[0];
        if (first < 128)
        {
            return first;
        }

        return first < 255 ? ((first - 128) << 8) + Take(ref block, 1)[0] : BinaryPrimitives.ReadUInt16LittleEndian(Take(ref block, 2)) + 0x7F00;
    }

    private static StateTable ReadTable(ref ReadOnlySpan<byte> block, int mode, StateTable? last, StateTable predefined, int symbols, int accuracy)
    {
        switch (mode)
        {
            case 0:
                return predefined;
            case 1:
                byte symbol = Take(ref block, 1)[0];
                return symbol < symbols ? StateTable.Constant(symbol) : throw new InvalidDataException($"a sequence code {symbol}");
            case 2:
                var table = StateTable.Read(block, symbols, accuracy, out int used);
                block = block[used..];
                return table;
            default:
                return last ?? throw new InvalidDataException("a block refers to a table that was never given");
        }
    }

    /// <summary>Copies literals and matches in turn; returns the literals that are left.</summary>
    private ReadOnlySpan<byte> Execute(ReadOnlySpan<byte> block, int count, ReadOnlySpan<byte> literals)
    {
        var bits = new BackwardBits(block);
        int literal = _literalTable!.Start(ref bits);
        int offset = _offsetTable!.Start(ref bits);
        int match = _matchTable!.Start(ref bits);
        for (int i = 0; i < count; i++)
        {
            int offsetCode = _offsetTable.Symbol(offset);
            int matchCode = _matchTable.Symbol(match);
            int literalCode = _literalTable.Symbol(literal);
            long value = (1L << offsetCode) + (long)bits.Peek(offsetCode);
            bits.Skip(offsetCode);
            int length = SequenceCodes.MatchBase[matchCode] + bits.Read(SequenceCodes.MatchBits[matchCode]);
            int run = SequenceCodes.LiteralBase[literalCode] + bits.Read(SequenceCodes.LiteralBits[literalCode]);
            history.Append(Take(ref literals, run));
            history.Copy(OffsetOf(value, run), length);
            if (i < count - 1)
            {
                literal = _literalTable.Next(literal, ref bits);
                match = _matchTable.Next(match, ref bits);
                offset = _offsetTable.Next(offset, ref bits);
            }

            if (bits.Left < 0)
            {
                throw new InvalidDataException("a block's sequences end too early");
            }
        }

        return bits.Left == 0 ? literals : throw new InvalidDataException("a block's sequences do not end where they should");
    }

    /// <summary>Small values name one of the three last offsets, shifted by one where no literal came before.</summary>
    private int OffsetOf(long value, int run)
    {
        int place = value > 3 ? 3 : (int)value - 1 + (run == 0 ? 1 : 0);
        long offset = value > 3 ? value - 3 : place < 3 ? _offsets[place] : _offsets[0] - 1;
        if (offset is <= 0 or > int.MaxValue)
        {
            throw new InvalidDataException($"a match at distance {offset}");
        }

        for (int k = Math.Min(place, 2); k > 0; k--)
        {
            _offsets[k] = _offsets[k - 1];
        }

        _offsets[0] = (int)offset;
        return (int)offset;
    }
}
