using System.Numerics;

namespace Etiogrid.Files.Zstandard;

/// <summary>A decoding table of finite state entropy coding (RFC 8878, 4.1.1): each state gives a symbol and how to find the next state.</summary>
internal sealed class StateTable
{
    private readonly byte[] _symbols;
    private readonly byte[] _bits;
    private readonly ushort[] _next;

    private StateTable(int accuracy)
    {
        Accuracy = accuracy;
        _symbols = new byte[1 << accuracy];
        _bits = new byte[1 << accuracy];
        _next = new ushort[1 << accuracy];
    }

    /// <summary>Logarithm to base two of the number of states.</summary>
    public int Accuracy { get; }

    /// <summary>A table with one state that always gives one symbol.</summary>
    public static StateTable Constant(byte symbol)
    {
        var table = new StateTable(0);
        table._symbols[0] = symbol;
        return table;
    }

    /// <summary>Spreads symbols over the states; a count of -1 means a probability below one state's.</summary>
    public static StateTable Build(ReadOnlySpan<short> counts, int accuracy)
    {
        var table = new StateTable(accuracy);
        int size = 1 << accuracy;
        int high = size;
        Span<ushort> nextOf = stackalloc ushort[256];
        for (int s = 0; s < counts.Length; s++)
        {
            if (counts[s] == -1)
            {
                table._symbols[--high] = (byte)s;
            }

            nextOf[s] = (ushort)Math.Abs(counts[s]);
        }

        int position = 0;
        int step = (size >> 1) + (size >> 3) + 3;
        for (int s = 0; s < counts.Length; s++)
        {
            for (int i = 0; i < counts[s]; i++)
            {
                table._symbols[position] = (byte)s;
                do
                {
                    position = (position + step) & (size - 1);
                }
                while (position >= high);
            }
        }

        for (int state = 0; state < size; state++)
        {
            int n = nextOf[table._symbols[state]]++;
            table._bits[state] = (byte)(accuracy - BitOperations.Log2((uint)n));
            table._next[state] = (ushort)((n << table._bits[state]) - size);
        }

        return table;
    }

    /// <summary>Reads the description of a table.</summary>
    /// <param name="bytes">Where it starts.</param>
    /// <param name="mostSymbols">Largest number of symbols.</param>
    /// <param name="mostAccuracy">Largest accuracy.</param>
    /// <param name="used">Bytes that it took.</param>
    public static StateTable Read(ReadOnlySpan<byte> bytes, int mostSymbols, int mostAccuracy, out int used)
    {
        var reader = new ForwardBits(bytes);
        int accuracy = reader.Read(4) + 5;
        if (accuracy > mostAccuracy)
        {
            throw new InvalidDataException($"a table of accuracy {accuracy}, at most {mostAccuracy} is allowed");
        }

        Span<short> counts = stackalloc short[256];
        int symbols = 0;
        int left = 1 << accuracy;
        while (left > 0 && symbols < mostSymbols)
        {
            int count = ReadCount(ref reader, left) - 1;
            left -= Math.Abs(count);
            counts[symbols++] = (short)count;
            int zeros = count == 0 ? 3 : 0;
            while (zeros == 3)
            {
                zeros = reader.Read(2);
                symbols += zeros;
            }
        }

        if (left != 0 || symbols > mostSymbols)
        {
            throw new InvalidDataException("a table's probabilities do not sum to one");
        }

        used = reader.BytesUsed;
        return Build(counts[..symbols], accuracy);
    }

    /// <summary>The state that a bit stream starts with.</summary>
    public int Start(ref BackwardBits bits) => bits.Read(Accuracy);

    public byte Symbol(int state) => _symbols[state];

    public int Bits(int state) => _bits[state];

    public int Next(int state, ref BackwardBits bits) => _next[state] + bits.Read(_bits[state]);

    /// <summary>A count plus one takes as many bits as what is left needs; small ones take one less.</summary>
    private static int ReadCount(ref ForwardBits reader, int left)
    {
        int bits = BitOperations.Log2((uint)(left + 1)) + 1;
        int spare = (1 << bits) - 2 - left;
        int low = reader.Read(bits - 1);
        if (low < spare)
        {
            return low;
        }

        int value = low | (reader.Read(1) << (bits - 1));
        return value < 1 << (bits - 1) ? value : value - spare;
    }

    /// <summary>Bits read from the low end of bytes.</summary>
    private ref struct ForwardBits(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;
        private int _bit;

        public readonly int BytesUsed => (_bit + 7) / 8;

        public int Read(int count)
        {
            int value = 0;
            for (int i = 0; i < count; i++, _bit++)
            {
                value |= _bit >> 3 < _bytes.Length
                    ? ((_bytes[_bit >> 3] >> (_bit & 7)) & 1) << i
                    : throw new InvalidDataException("a table's description ends too early");
            }

            return value;
        }
    }
}
