namespace Etiogrid.Files.Zstandard;

/// <summary>What the codes of lengths mean and the tables that need no description (RFC 8878, 3.1.1.3.2.1 and 3.1.1.3.2.2).</summary>
internal static class SequenceCodes
{
    private static readonly short[] LiteralCounts = [4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1];
    private static readonly short[] MatchCounts = [1, 4, 3, 2, 2, 2, 2, 2, 2, .. Enumerable.Repeat((short)1, 37), -1, -1, -1, -1, -1, -1, -1];
    private static readonly short[] OffsetCounts = [1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1];

    /// <summary>Further bits of each literal-length code.</summary>
    public static byte[] LiteralBits { get; } = [.. new byte[16], 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];

    /// <summary>Smallest literal length of each code.</summary>
    public static int[] LiteralBase { get; } = Bases(LiteralBits, 0);

    /// <summary>Further bits of each match-length code.</summary>
    public static byte[] MatchBits { get; } = [.. new byte[32], 1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];

    /// <summary>Smallest match length of each code.</summary>
    public static int[] MatchBase { get; } = Bases(MatchBits, 3);

    /// <summary>Predefined table of literal lengths.</summary>
    public static StateTable Literals { get; } = StateTable.Build(LiteralCounts, 6);

    /// <summary>Predefined table of match lengths.</summary>
    public static StateTable Matches { get; } = StateTable.Build(MatchCounts, 6);

    /// <summary>Predefined table of offsets.</summary>
    public static StateTable Offsets { get; } = StateTable.Build(OffsetCounts, 5);

    /// <summary>Each code starts where the one before ends; the last two blocks of literal lengths start at powers of two.</summary>
    private static int[] Bases(byte[] bits, int first)
    {
        int[] bases = new int[bits.Length];
        int next = first;
        for (int code = 0; code < bits.Length; code++)
        {
            bases[code] = next;
            next += 1 << bits[code];
        }

        return bases;
    }
}
