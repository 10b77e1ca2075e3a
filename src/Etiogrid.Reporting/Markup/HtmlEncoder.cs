using System.Text;

namespace Etiogrid.Reporting.Markup;

/// <summary>Turns any text into text that no HTML or XML parser can mistake for markup.</summary>
/// <remarks>
/// Study folders hold free text of participants and file names of unknown origin. The five markup characters become references;
/// characters that XML forbids, lone surrogates and bidirectional controls (which can make a page read differently from its
/// source) become U+FFFD, so that a reader sees that something stood there.
/// </remarks>
internal static class HtmlEncoder
{
    private const char Replacement = '\uFFFD';

    /// <summary>Appends <paramref name="text"/>, encoded for element content and for quoted attribute values alike.</summary>
    public static void Append(StringBuilder target, string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                target.Append(c).Append(text[++i]);
                continue;
            }

            AppendUnit(target, c);
        }
    }

    private static void AppendUnit(StringBuilder target, char c)
    {
        switch (c)
        {
            case '&': target.Append("&amp;"); break;
            case '<': target.Append("&lt;"); break;
            case '>': target.Append("&gt;"); break;
            case '"': target.Append("&quot;"); break;
            case '\'': target.Append("&#39;"); break;
            default: target.Append(IsShown(c) ? c : Replacement); break;
        }
    }

    private static bool IsShown(char c) => c switch
    {
        '\t' or '\n' => true,
        < ' ' or (>= '\u007F' and <= '\u009F') => false,
        (>= '\u200E' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') => false,
        (>= '\uD800' and <= '\uDFFF') or '\uFEFF' or '\uFFFE' or '\uFFFF' => false,
        _ => true,
    };
}
