using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Etiogrid.Genetics.Text;

/// <summary>Finds entries by name; the names stay where they are and are asked for by entry.</summary>
internal sealed class NameIndex
{
    /// <summary>The bytes of an entry's name.</summary>
    public delegate ReadOnlySpan<byte> NameOf(int entry);

    private readonly ulong[] _slots;
    private readonly int _mask;
    private readonly NameOf _nameOf;

    /// <param name="capacity">Most entries that will be added.</param>
    /// <param name="nameOf">Names of the entries.</param>
    public NameIndex(int capacity, NameOf nameOf)
    {
        _nameOf = nameOf;
        _slots = new ulong[Math.Max(16, BitOperations.RoundUpToPowerOf2((uint)capacity + ((uint)capacity / 2)))];
        _mask = _slots.Length - 1;
    }

    /// <summary>The entry of a name, or -1.</summary>
    public int Find(ReadOnlySpan<byte> name) => EntryIn(_slots[Slot(name, Hash(name))]);

    /// <summary>Adds an entry under its name; the entry that has it already, or -1.</summary>
    public int Add(int entry)
    {
        var name = _nameOf(entry);
        uint hash = Hash(name);
        ref ulong slot = ref _slots[Slot(name, hash)];
        if (slot != 0)
        {
            return EntryIn(slot);
        }

        slot = ((ulong)hash << 32) | (uint)(entry + 1);
        return -1;
    }

    /// <summary>The slot that holds the name, or the free one where it belongs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Slot(ReadOnlySpan<byte> name, uint hash)
    {
        int at = (int)(hash & (uint)_mask);
        while (_slots[at] != 0 && ((uint)(_slots[at] >> 32) != hash || !_nameOf(EntryIn(_slots[at])).SequenceEqual(name)))
        {
            at = (at + 1) & _mask;
        }

        return at;
    }

    /// <summary>A slot holds the hash above the entry plus one; -1 where it is free.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int EntryIn(ulong slot) => unchecked((int)(uint)slot - 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Hash(ReadOnlySpan<byte> name)
    {
        unchecked
        {
            const ulong factor = 0x9E3779B97F4A7C15;
            ulong hash = (ulong)name.Length * factor;
            for (; name.Length >= 8; name = name[8..])
            {
                hash = BitOperations.RotateLeft((hash ^ MemoryMarshal.Read<ulong>(name)) * factor, 29);
            }

            ulong rest = 0;
            for (int i = 0; i < name.Length; i++)
            {
                rest |= (ulong)name[i] << (8 * i);
            }

            hash = (hash ^ rest) * factor;
            return (uint)((hash ^ (hash >> 29)) * factor >> 32);
        }
    }
}
