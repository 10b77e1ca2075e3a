namespace Etiogrid.Inference.Networks;

/// <summary>Cuts Bayesian Interchange Format text into tokens; comments are <c>//</c> to the end of a line and <c>/* */</c>.</summary>
internal static class BifTokens
{
    private const string Marks = "{}()[];,|";

    public static List<BifToken> Of(string text)
    {
        var tokens = new List<BifToken>();
        int line = 1;
        int lineStart = 0;
        int i = 0;
        while (i < text.Length)
        {
            char c = text[i];
            if (c == '\n')
            {
                line++;
                lineStart = ++i;
            }
            else if (char.IsWhiteSpace(c) || c == '\uFEFF')
            {
                i++;
            }
            else if (StartsAt(text, i, "//"))
            {
                i = IndexOrEnd(text, "\n", i);
            }
            else if (StartsAt(text, i, "/*"))
            {
                int end = Math.Min(text.Length, IndexOrEnd(text, "*/", i) + 2);
                line += text.AsSpan(i, end - i).Count('\n');
                lineStart = text.LastIndexOf('\n', end - 1) + 1;
                i = end;
            }
            else
            {
                int end = c == '"' ? Math.Min(text.Length, IndexOrEnd(text, "\"", i + 1) + 1) : Marks.Contains(c, StringComparison.Ordinal) ? i + 1 : WordEnd(text, i);
                string word = c == '"' ? text[(i + 1)..Math.Max(i + 1, end - 1)] : text[i..end];
                tokens.Add(new(word, line, i - lineStart + 1));
                i = end;
            }
        }

        tokens.Add(BifToken.End(line));
        return tokens;
    }

    private static bool StartsAt(string text, int at, string mark) => text.AsSpan(at).StartsWith(mark, StringComparison.Ordinal);

    private static int IndexOrEnd(string text, string mark, int from)
    {
        int at = text.IndexOf(mark, from, StringComparison.Ordinal);
        return at < 0 ? text.Length : at;
    }

    private static int WordEnd(string text, int at)
    {
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && !Marks.Contains(text[at], StringComparison.Ordinal))
        {
            at++;
        }

        return at;
    }
}
