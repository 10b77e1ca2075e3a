using System.Text;

namespace Etiogrid.Reporting.Markup;

/// <summary>
/// Writes balanced markup that is HTML and well-formed XML at once. All text and attribute values are encoded here and nowhere
/// else; names are checked; attributes that could run a script or carry inline style are refused.
/// </summary>
internal sealed class HtmlWriter
{
    private static readonly HashSet<string> VoidTags = ["meta", "br", "hr", "circle", "rect", "line", "path", "use"];

    private readonly StringBuilder _text = new();
    private readonly Stack<string> _open = new();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    /// <summary>Opens an element; disposing the scope closes it. Attributes with a null value are left out.</summary>
    public MarkupScope Open(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        WriteStart(tag, attributes);
        _text.Append('>');
        _open.Push(tag);
        return new(this, _open.Count);
    }

    /// <summary>An element that holds text only.</summary>
    public HtmlWriter Element(string tag, string text, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        using (Open(tag, attributes))
        {
            Text(text);
        }

        return this;
    }

    /// <summary>An element without content.</summary>
    /// <exception cref="ArgumentException">The element is not one that HTML or SVG lets stand alone.</exception>
    public HtmlWriter Void(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        if (!VoidTags.Contains(tag))
        {
            throw new ArgumentException($"'{tag}' is not a void element; allowed: {string.Join(", ", VoidTags)}.", nameof(tag));
        }

        WriteStart(tag, attributes);
        _text.Append("/>");
        return this;
    }

    /// <summary>Text, encoded.</summary>
    public HtmlWriter Text(string text)
    {
        HtmlEncoder.Append(_text, text);
        return this;
    }

    /// <summary>A line break in the source, for people who read it.</summary>
    public HtmlWriter Line()
    {
        _text.Append('\n');
        return this;
    }

    /// <summary>Style or script that this project wrote: the only content that is not encoded.</summary>
    /// <exception cref="ArgumentException">The content could end its element early or break XML.</exception>
    public HtmlWriter Embed(string tag, string content)
    {
        if (content.AsSpan().ContainsAny('<', '&'))
        {
            throw new ArgumentException($"Embedded {tag} must hold neither '<' nor '&'.", nameof(content));
        }

        WriteStart(tag, []);
        _text.Append('>').Append(content).Append("</").Append(tag).Append('>');
        return this;
    }

    /// <summary>The document as written so far.</summary>
    /// <exception cref="InvalidOperationException">An element is still open.</exception>
    public string ToMarkup() => _open.Count == 0
        ? _text.ToString()
        : throw new InvalidOperationException($"'{_open.Peek()}' is still open.");

    internal void Close(int depth)
    {
        if (_open.Count != depth)
        {
            throw new InvalidOperationException($"Elements are closed out of order: depth {_open.Count}, expected {depth}.");
        }

        _text.Append("</").Append(_open.Pop()).Append('>');
    }

    private void WriteStart(string tag, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        MarkupName.Require(tag);
        _text.Append('<').Append(tag);
        foreach (var (name, value) in attributes)
        {
            if (value is not null)
            {
                WriteAttribute(name, value);
            }
        }
    }

    private void WriteAttribute(string name, string value)
    {
        MarkupName.RequireHarmless(name, value);
        if (name == "id" && !_ids.Add(value))
        {
            throw new ArgumentException($"The id '{value}' is used twice on one page.", nameof(value));
        }

        _text.Append(' ').Append(name).Append("=\"");
        HtmlEncoder.Append(_text, value);
        _text.Append('"');
    }
}
