using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Etiogrid.Genetics.Clumping;

/// <summary>
/// Bit planes of packed hard calls and the sizes of their intersections. A vector of a plane holds 512 people: the even bits are those of 64
/// packed bytes, the odd bits those of the next 64, so that making planes needs no bit to be moved through a register.
/// </summary>
internal static unsafe class PlaneKernel
{
    /// <summary>Bytes in which planes are handled.</summary>
    public const int Step = 4 * 64;

    /// <summary>Bytes of a plane for packed genotypes of this many bytes.</summary>
    public static int PlaneLength(int packedLength) => (((packedLength + 1) / 2) + Step - 1) / Step * Step;

    /// <summary>Makes the planes one copy, two copies and missing of allele 1, over the people of a mask.</summary>
    /// <param name="packed">Packed hard calls, readable for twice the length of a plane.</param>
    /// <param name="founders">01 for each person taken, as long.</param>
    /// <param name="length">Bytes of a plane.</param>
    /// <param name="one">Plane of 10.</param>
    /// <param name="two">Plane of 00.</param>
    /// <param name="missing">Plane of 01.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first call.
    public static void Split(byte* packed, byte* founders, int length, byte* one, byte* two, byte* missing)
    {
        for (int at = 0; at < length; at += 64)
        {
            var (o0, t0, m0) = Split(Vector512.Load(packed + (2 * at)), Vector512.Load(founders + (2 * at)));
            var (o1, t1, m1) = Split(Vector512.Load(packed + (2 * at) + 64), Vector512.Load(founders + (2 * at) + 64));
            (o0 | (o1 + o1)).Store(one + at);
            (t0 | (t1 + t1)).Store(two + at);
            (m0 | (m1 + m1)).Store(missing + at);
        }
    }

    /// <summary>Set bits of a plane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first call.
    public static int Count(byte* plane, int length)
    {
        Vector512<byte> ones = default, twos = default;
        Vector512<uint> fours = default;
        for (int at = 0; at < length; at += Step)
        {
            Add(ref ones, ref twos, ref fours, Vector512.Load(plane + at), Vector512.Load(plane + at + 64), Vector512.Load(plane + at + 128), Vector512.Load(plane + at + 192));
        }

        return Total(ones, twos, fours);
    }

    /// <summary>Bits set in both planes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first call.
    public static int Both(byte* a, byte* b, int length)
    {
        Vector512<byte> ones = default, twos = default;
        Vector512<uint> fours = default;
        for (int at = 0; at < length; at += Step)
        {
            Add(ref ones, ref twos, ref fours, And(a + at, b + at), And(a + at + 64, b + at + 64), And(a + at + 128, b + at + 128), And(a + at + 192, b + at + 192));
        }

        return Total(ones, twos, fours);
    }

    /// <summary>Sizes of the four intersections of one and two copies: one-one, one-two, two-one, two-two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first call.
    public static (int OneOne, int OneTwo, int TwoOne, int TwoTwo) Intersect(byte* oneA, byte* twoA, byte* oneB, byte* twoB, int length)
    {
        Vector512<byte> oo1 = default, oo2 = default, ot1 = default, ot2 = default, to1 = default, to2 = default, tt1 = default, tt2 = default;
        Vector512<uint> oo4 = default, ot4 = default, to4 = default, tt4 = default;
        for (int at = 0; at < length; at += Step)
        {
            Vector512<byte> o0 = Vector512.Load(oneA + at), o1 = Vector512.Load(oneA + at + 64), o2 = Vector512.Load(oneA + at + 128), o3 = Vector512.Load(oneA + at + 192);
            Vector512<byte> t0 = Vector512.Load(twoA + at), t1 = Vector512.Load(twoA + at + 64), t2 = Vector512.Load(twoA + at + 128), t3 = Vector512.Load(twoA + at + 192);
            Vector512<byte> p0 = Vector512.Load(oneB + at), p1 = Vector512.Load(oneB + at + 64), p2 = Vector512.Load(oneB + at + 128), p3 = Vector512.Load(oneB + at + 192);
            Vector512<byte> q0 = Vector512.Load(twoB + at), q1 = Vector512.Load(twoB + at + 64), q2 = Vector512.Load(twoB + at + 128), q3 = Vector512.Load(twoB + at + 192);
            Add(ref oo1, ref oo2, ref oo4, o0 & p0, o1 & p1, o2 & p2, o3 & p3);
            Add(ref ot1, ref ot2, ref ot4, o0 & q0, o1 & q1, o2 & q2, o3 & q3);
            Add(ref to1, ref to2, ref to4, t0 & p0, t1 & p1, t2 & p2, t3 & p3);
            Add(ref tt1, ref tt2, ref tt4, t0 & q0, t1 & q1, t2 & q2, t3 & q3);
        }

        return (Total(oo1, oo2, oo4), Total(ot1, ot2, ot4), Total(to1, to2, to4), Total(tt1, tt2, tt4));
    }

    /// <summary>Writes the places of the set bits of a plane, 8 times the byte plus the bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first call.
    public static void List(byte* plane, int length, Span<int> places)
    {
        int count = 0;
        ulong* words = (ulong*)plane;
        for (int w = 0; w < length / 8; w++)
        {
            for (ulong bits = words[w]; bits != 0; bits &= bits - 1)
            {
                places[count++] = (w * 64) + BitOperations.TrailingZeroCount(bits);
            }
        }
    }

    /// <summary>How many of some places are set in each of three planes that lie one behind the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first call.
    public static (int First, int Second, int Third) At(byte* planes, int length, int[] places)
    {
        int first = 0, second = 0, third = 0;
        foreach (int place in places)
        {
            byte* at = planes + (place >> 3);
            int bit = place & 7;
            first += (*at >> bit) & 1;
            second += (at[length] >> bit) & 1;
            third += (at[2 * length] >> bit) & 1;
        }

        return (first, second, third);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<byte> One, Vector512<byte> Two, Vector512<byte> Missing) Split(Vector512<byte> word, Vector512<byte> mask)
    {
        var high = (word.AsUInt16() >>> 1).AsByte();
        return (high & ~word & mask, ~(high | word) & mask, word & ~high & mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> And(byte* a, byte* b) => Vector512.Load(a) & Vector512.Load(b);

    /// <summary>Adds four vectors to a count that is kept in planes of 1 and 2 and a sum of fours (carry-save adders: Harley and Seal).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref Vector512<byte> ones, ref Vector512<byte> twos, ref Vector512<uint> fours, Vector512<byte> a, Vector512<byte> b, Vector512<byte> c, Vector512<byte> d)
    {
        var first = ones ^ a;
        var carryA = (ones & a) | (first & b);
        ones = first ^ b;
        var second = ones ^ c;
        var carryB = (ones & c) | (second & d);
        ones = second ^ d;
        var third = twos ^ carryA;
        var carry = (twos & carryA) | (third & carryB);
        twos = third ^ carryB;
        fours += Widen(BitsOf(carry));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Total(Vector512<byte> ones, Vector512<byte> twos, Vector512<uint> fours) =>
        (int)Vector512.Sum((fours << 2) + (Widen(BitsOf(twos)) << 1) + Widen(BitsOf(ones)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Widen(Vector512<byte> counts)
    {
        var pairs = (counts.AsUInt16() & Vector512.Create((ushort)0xFF)) + (counts.AsUInt16() >>> 8);
        return (pairs.AsUInt32() & Vector512.Create(0xFFFFu)) + (pairs.AsUInt32() >>> 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> BitsOf(Vector512<byte> bits)
    {
        var ones = bits - ((bits.AsUInt16() >>> 1).AsByte() & Vector512.Create((byte)0x55));
        var pairs = (ones & Vector512.Create((byte)0x33)) + ((ones.AsUInt16() >>> 2).AsByte() & Vector512.Create((byte)0x33));
        return (pairs + (pairs.AsUInt16() >>> 4).AsByte()) & Vector512.Create((byte)0x0F);
    }
}
