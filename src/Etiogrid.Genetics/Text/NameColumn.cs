using System.Buffers.Binary;

namespace Etiogrid.Genetics.Text;

/// <summary>A growing column of names as UTF-8: a name costs its bytes and five more, where a string object costs 22 and two a character.</summary>
internal sealed class NameColumn
{
    private const int PieceLength = 1 << 16;

    /// <summary>Longest name whose length fits the byte before it.</summary>
    private const int LongestShort = 254;
    private readonly List<byte[]> _pieces = [];
    private readonly Column<uint> _places = new();
    private int _used = PieceLength;

    public int Count => _places.Count;

    /// <summary>The name's bytes.</summary>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            uint place = _places[index];
            byte[] piece = _pieces[(int)(place >> 16)];
            int at = (int)(place & (PieceLength - 1));
            return piece[at] <= LongestShort
                ? piece.AsSpan(at + 1, piece[at])
                : piece.AsSpan(at + 5, BinaryPrimitives.ReadInt32LittleEndian(piece.AsSpan(at + 1)));
        }
    }

    /// <exception cref="InvalidDataException">The names of one file take more than 4 GiB.</exception>
    public void Add(ReadOnlySpan<byte> name)
    {
        int head = name.Length <= LongestShort ? 1 : 5;
        int length = head + name.Length;
        if (_used + length > PieceLength)
        {
            if (_pieces.Count > ushort.MaxValue)
            {
                throw new InvalidDataException("The names of the variants take more than 4 GiB.");
            }

            // A name longer than a piece gets one of its own.
            _pieces.Add(GC.AllocateUninitializedArray<byte>(Math.Max(PieceLength, length)));
            _used = 0;
        }

        byte[] piece = _pieces[^1];
        _places.Add(((uint)(_pieces.Count - 1) << 16) | (uint)_used);
        if (head == 1)
        {
            piece[_used] = (byte)name.Length;
        }
        else
        {
            piece[_used] = LongestShort + 1;
            BinaryPrimitives.WriteInt32LittleEndian(piece.AsSpan(_used + 1), name.Length);
        }

        name.CopyTo(piece.AsSpan(_used + head));
        _used = Math.Min(_used + length, PieceLength);
    }
}
