namespace Etiogrid.Inference.Networks;

/// <summary>A word or one of <c>{ } ( ) [ ] ; , |</c> with its place.</summary>
internal readonly record struct BifToken(string Text, int Line, int Column)
{
    public static BifToken End(int line) => new("", line, 1);

    public bool IsEnd => Text.Length == 0;
}
