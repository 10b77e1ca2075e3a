using System.Runtime.CompilerServices;

namespace Etiogrid.Genetics.Text;

/// <summary>A growing column of values in pieces: nothing is copied when it grows, and no piece is large enough for the large-object heap.</summary>
internal sealed class Column<T>
    where T : unmanaged
{
    private const int Shift = 12;
    private const int Mask = (1 << Shift) - 1;
    private T[][] _pieces = [];

    public int Count { get; private set; }

    public T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _pieces[index >> Shift][index & Mask];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T value)
    {
        int at = Count & Mask;
        if (at == 0)
        {
            Grow();
        }

        _pieces[Count >> Shift][at] = value;
        Count++;
    }

    private void Grow()
    {
        int piece = Count >> Shift;
        if (piece == _pieces.Length)
        {
            Array.Resize(ref _pieces, Math.Max(16, 2 * piece));
        }

        _pieces[piece] = GC.AllocateUninitializedArray<T>(1 << Shift);
    }
}
