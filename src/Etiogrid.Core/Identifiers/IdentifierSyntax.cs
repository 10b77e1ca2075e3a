namespace Etiogrid.Core.Identifiers;

/// <summary>The two spellings of identifiers: BIDS labels (letters and digits) and table keys (lower case, digits, underscore).</summary>
public static class IdentifierSyntax
{
    /// <summary>The longest label or key.</summary>
    public const int LongestIdentifier = 64;

    /// <summary>True for a BIDS label: 1 to 64 ASCII letters and digits. Refuses separators, so a label can never leave its folder.</summary>
    public static bool IsLabel(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Length > LongestIdentifier)
        {
            return false;
        }

        foreach (char c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True for a table key: starts with a letter, then letters, digits, underscore or hyphen; at most 64.</summary>
    public static bool IsKey(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Length > LongestIdentifier || !char.IsAsciiLetter(text[0]))
        {
            return false;
        }

        foreach (char c in text)
        {
            if (!(char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
            {
                return false;
            }
        }

        return true;
    }
}
