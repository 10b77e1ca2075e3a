namespace Etiogrid.Reporting.Markup;

/// <summary>Rules for the names and values of elements and attributes.</summary>
internal static class MarkupName
{
    /// <summary>Names are letters, digits and hyphens, letter first.</summary>
    /// <exception cref="ArgumentException">Anything else.</exception>
    public static void Require(string name)
    {
        bool valid = name.Length > 0 && char.IsAsciiLetter(name[0]);
        foreach (char c in name)
        {
            valid &= char.IsAsciiLetterOrDigit(c) || c == '-';
        }

        if (!valid)
        {
            throw new ArgumentException($"'{name}' is not a markup name.", nameof(name));
        }
    }

    /// <summary>No event handlers, no inline style (the content security policy forbids both), no link that leaves the folder.</summary>
    /// <exception cref="ArgumentException">One of these.</exception>
    public static void RequireHarmless(string name, string value)
    {
        Require(name);
        if (name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || name is "style" or "src" or "srcdoc" or "action")
        {
            throw new ArgumentException($"The attribute '{name}' is not allowed on a page.", nameof(name));
        }

        if (name == "href" && !IsLocal(value))
        {
            throw new ArgumentException($"The link '{value}' is neither a fragment nor a relative path.", nameof(value));
        }
    }

    /// <summary>True for <c>#fragment</c> and for relative paths of plain characters that stay in their folder.</summary>
    public static bool IsLocal(string link)
    {
        ReadOnlySpan<char> path = link.StartsWith('#') ? link.AsSpan(1) : link;
        if (path.IsEmpty || path[0] == '/' || path.Contains("..", StringComparison.Ordinal))
        {
            return false;
        }

        foreach (char c in path)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.' or '/'))
            {
                return false;
            }
        }

        return true;
    }
}
