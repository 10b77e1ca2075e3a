namespace Etiogrid.Reporting.Markup;

/// <summary>An open element; disposing closes it.</summary>
internal readonly struct MarkupScope(HtmlWriter writer, int depth) : IDisposable
{
    /// <summary>Closes the element.</summary>
    /// <exception cref="InvalidOperationException">An element inside it is still open.</exception>
    public void Dispose() => writer.Close(depth);
}
