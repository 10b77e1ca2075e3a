namespace Etiogrid.Knowledge.Schema;

/// <summary>The spelling of HGNC gene symbols.</summary>
internal static class GeneSymbol
{
    private const int Longest = 20;

    /// <summary>True for upper-case letters, digits and hyphens starting with a letter, with the lower-case <c>orf</c> of open reading frames allowed (C9orf72).</summary>
    public static bool IsWellFormed(string symbol)
    {
        string text = symbol.Replace("orf", "ORF", StringComparison.Ordinal);
        return text.Length is > 0 and <= Longest
            && char.IsAsciiLetterUpper(text[0])
            && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-');
    }
}
