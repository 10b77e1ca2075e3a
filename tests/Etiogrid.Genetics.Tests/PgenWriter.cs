using System.Buffers.Binary;

namespace Etiogrid.Genetics.Tests;

/// <summary>Writes .pgen records of a chosen type, from the format's specification; every track that a type may have.</summary>
internal sealed class PgenWriter(int people)
{
    private readonly List<(byte Type, byte[] Bytes, int Alleles)> _records = [];

    /// <summary>Record types written, in order.</summary>
    public IEnumerable<byte> Types => _records.Select(r => r.Type);

    /// <summary>Bytes of the main track: 0, 1, 2, 3 (missing) a person; <paramref name="earlier"/> is what types 2 and 3 refer to.</summary>
    public static byte[] HardCalls(int type, byte[] codes, byte[] earlier)
    {
        switch (type)
        {
            case 0:
                return Packed(codes);
            case 1:
                // The two most frequent categories are told apart by a bit, the others listed.
                int[] top = [.. Enumerable.Range(0, 4).OrderByDescending(c => codes.Count(x => x == c)).ThenBy(c => c).Take(2).Order()];
                byte pair = (top[0], top[1]) switch { (0, 1) => 1, (0, 2) => 2, (0, 3) => 3, (1, 2) => 5, (1, 3) => 6, _ => 9 };
                return [pair, .. Bits([.. codes.Select(c => c == top[1])]), .. Difference(codes, c => top.Contains(c) ? c : (byte)9)];
            case 2:
                return Listed(codes, earlier);
            case 3:
                return Listed(codes, [.. earlier.Select(c => (byte)(c == 3 ? 3 : 2 - c))], invertAfter: true);
            default:
                byte common = (byte)(type & 3);
                return Listed(codes, [.. codes.Select(_ => common)]);
        }
    }

    /// <summary>The track of rarer alternate alleles: a list or a bit for each carrier; 255 where nobody has one.</summary>
    public static byte[] Rarer((int First, int Second)[] alleles, int alternates, bool asList)
    {
        int[] ones = [.. Indices(alleles, a => a.First == 0 && a.Second > 0)];
        int[] twos = [.. Indices(alleles, a => a.First > 0)];
        int[] rareOnes = [.. ones.Where(i => alleles[i].Second > 1)];
        int[] rareTwos = [.. twos.Where(i => alleles[i].Second > 1)];
        int width = alternates switch { 2 => 0, 3 => 1, <= 5 => 2, <= 17 => 4, _ => 8 };
        int pairWidth = alternates switch { 2 => 1, <= 4 => 2, <= 16 => 4, _ => 8 };
        int kind = asList ? 1 : 0;
        int modes = (rareOnes.Length == 0 ? 15 : kind) | ((rareTwos.Length == 0 ? 15 : kind) << 4);
        List<byte> bytes = [(byte)modes];
        if (rareOnes.Length > 0)
        {
            bytes.AddRange(Members(ones, rareOnes, alleles.Length, asList));
            bytes.AddRange(Numbers([.. rareOnes.Select(i => alleles[i].Second - 2)], width));
        }

        if (rareTwos.Length > 0)
        {
            bytes.AddRange(Members(twos, rareTwos, alleles.Length, asList));
            bytes.AddRange(alternates == 2
                ? Numbers([.. rareTwos.Select(i => alleles[i].First == 2 ? 1 : 0)], 1)
                : Numbers([.. rareTwos.SelectMany(i => new[] { alleles[i].First - 1, alleles[i].Second - 1 })], pairWidth));
        }

        return [.. bytes];
    }

    /// <summary>The phase track: all heterozygous people phased, or some.</summary>
    public static byte[] Phase(int heterozygous, bool all)
    {
        bool[] phase = [.. Enumerable.Range(0, heterozygous).Select(i => i % 3 == 0)];
        if (all)
        {
            return Bits([false, .. phase]);
        }

        bool[] present = [.. Enumerable.Range(0, heterozygous).Select(i => i % 2 == 0)];
        return [.. Bits([true, .. present]), .. Bits([.. phase.Where((_, i) => present[i])])];
    }

    /// <summary>The dosage tracks (kind 1 a list, 2 everybody, 3 a bit array) and, where asked for, explicit dosage phases of some.</summary>
    public static byte[] Dosages(int kind, ushort?[] dosages, bool phased)
    {
        int[] present = [.. Indices(dosages, d => d is not null)];
        List<byte> bytes = kind switch
        {
            1 => [.. List(present, dosages.Length)],
            3 => [.. Bits([.. dosages.Select(d => d is not null)])],
            _ => [],
        };
        foreach (int i in kind == 2 ? Enumerable.Range(0, dosages.Length) : present)
        {
            bytes.AddRange(Little(dosages[i] ?? ushort.MaxValue));
        }

        if (phased && kind == 2)
        {
            bytes.AddRange(dosages.SelectMany(d => Little(d is null ? (ushort)0x8000 : (ushort)0)));
        }
        else if (phased)
        {
            bytes.AddRange(Bits([.. present.Select((_, k) => k % 2 == 0)]));
            bytes.AddRange(present.Where((_, k) => k % 2 == 0).SelectMany(_ => Little(0)));
        }

        return [.. bytes];
    }

    public void Add(int type, byte[] bytes, int alleles = 2) => _records.Add(((byte)type, bytes, alleles));

    /// <summary>The file in the standard mode; types of 4 or 8 bits, lengths of 1 to 4 bytes, allele counts, provisional-reference flags.</summary>
    public byte[] ToFile(bool wideTypes, int lengthBytes, bool flags)
    {
        int kind = (wideTypes ? 4 : 0) + lengthBytes - 1;
        List<byte> header = [0x6C, 0x1B, 0x10, .. Little32(_records.Count), .. Little32(people), (byte)(kind | 0x10 | (flags ? 0xC0 : 0x40)), .. new byte[8]];
        header.AddRange(wideTypes ? _records.Select(r => r.Type) : Numbers([.. _records.Select(r => (int)r.Type)], 4));
        header.AddRange(_records.SelectMany(r => Little32(r.Bytes.Length)[..lengthBytes]));
        header.AddRange(_records.Select(r => (byte)r.Alleles));
        header.AddRange(flags ? Bits([.. _records.Select((_, i) => i % 2 == 0)]) : []);
        byte[] file = [.. header, .. _records.SelectMany(r => r.Bytes)];
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(12), header.Count);
        return file;
    }

    /// <summary>The file in a mode of fixed width: 2 hard calls, 3 dosages, 4 phased dosages.</summary>
    public byte[] ToFixedFile(byte mode, bool flags) =>
        [0x6C, 0x1B, mode, .. Little32(_records.Count), .. Little32(people), (byte)(flags ? 0xC0 : 0x40), .. flags ? Bits([.. _records.Select((_, i) => i % 2 == 0)]) : [], .. _records.SelectMany(r => r.Bytes)];

    private static byte[] Packed(byte[] codes) => Numbers([.. codes.Select(c => (int)c)], 2);

    private static byte[] Listed(byte[] codes, byte[] expected, bool invertAfter = false) =>
        Difference(codes, (c, i) => c == expected[i] ? c : (byte)9, c => invertAfter && c != 3 ? (byte)(2 - c) : c);

    private static byte[] Difference(byte[] codes, Func<byte, byte> known) => Difference(codes, (c, _) => known(c), c => c);

    /// <summary>A list of people with their category: those for whom <paramref name="known"/> gives 9.</summary>
    private static byte[] Difference(byte[] codes, Func<byte, int, byte> known, Func<byte, byte> stored)
    {
        int[] listed = [.. Enumerable.Range(0, codes.Length).Where(i => known(codes[i], i) == 9)];
        return List(listed, codes.Length, [.. listed.Select(i => stored(codes[i]))]);
    }

    private static byte[] Members(int[] category, int[] chosen, int people, bool asList) =>
        asList ? List(chosen, people) : Bits([.. category.Select(i => chosen.Contains(i))]);

    private static byte[] List(int[] indices, int people, byte[]? values = null)
    {
        if (indices.Length == 0)
        {
            return [0];
        }

        int idBytes = people < 1 << 8 ? 1 : people < 1 << 16 ? 2 : 3;
        int groups = (indices.Length + 63) / 64;
        byte[][] deltas = [.. Enumerable.Range(0, groups).Select(g => indices.Skip(g * 64).Take(64).Zip(indices.Skip((g * 64) + 1).Take(Math.Min(63, indices.Length - (g * 64) - 1)), (a, b) => VarInt(b - a)).SelectMany(x => x).ToArray())];
        return
        [
            .. VarInt(indices.Length),
            .. Enumerable.Range(0, groups).SelectMany(g => Little32(indices[g * 64])[..idBytes]),
            .. deltas.SkipLast(1).Select(d => (byte)(d.Length - 63)),
            .. values is null ? [] : Numbers([.. values.Select(v => (int)v)], 2),
            .. deltas.SelectMany(d => d),
        ];
    }

    private static IEnumerable<int> Indices<T>(T[] items, Func<T, bool> chosen) => Enumerable.Range(0, items.Length).Where(i => chosen(items[i]));

    private static byte[] VarInt(int value)
    {
        List<byte> bytes = [];
        for (; value >= 128; value >>= 7)
        {
            bytes.Add((byte)((value & 127) | 128));
        }

        return [.. bytes, (byte)value];
    }

    private static byte[] Bits(bool[] bits) => Numbers([.. bits.Select(b => b ? 1 : 0)], 1);

    private static byte[] Numbers(int[] values, int width)
    {
        byte[] bytes = new byte[((values.Length * width) + 7) / 8];
        for (int i = 0; i < values.Length && width > 0; i++)
        {
            bytes[i * width / 8] |= (byte)(values[i] << (i * width % 8));
        }

        return bytes;
    }

    private static byte[] Little(ushort value) => [(byte)(value & 255), (byte)(value >> 8)];

    private static byte[] Little32(int value) => [(byte)(value & 255), (byte)((value >> 8) & 255), (byte)((value >> 16) & 255), (byte)(value >> 24)];
}
