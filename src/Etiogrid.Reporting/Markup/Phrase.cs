namespace Etiogrid.Reporting.Markup;

/// <summary>A piece of a sentence.</summary>
/// <param name="Text">Its words, not encoded.</param>
/// <param name="Strong">Whether it is stressed.</param>
internal readonly record struct Phrase(string Text, bool Strong = false)
{
    /// <summary>Writes a sentence.</summary>
    public static void Write(HtmlWriter html, IEnumerable<Phrase> phrases)
    {
        foreach (var phrase in phrases)
        {
            if (phrase.Strong)
            {
                html.Element("strong", phrase.Text);
            }
            else
            {
                html.Text(phrase.Text);
            }
        }
    }
}
