using System.Runtime.CompilerServices;
using System.Text;

namespace Etiogrid.Genetics.Text;

/// <summary>Gives one string object for equal texts: alleles and chromosomes repeat millions of times.</summary>
internal sealed class StringPool
{
    private const int LongestPooled = 16;
    private readonly HashSet<string> _strings = new(StringComparer.Ordinal);
    private readonly string?[] _single = new string?[128];
    private string _last = "";

    /// <summary>The text as a shared string; long texts are not pooled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first call.
    public string Get(ReadOnlySpan<byte> text)
    {
        if (text.Length == 1 && text[0] < 128)
        {
            return _single[text[0]] ??= ((char)text[0]).ToString();
        }

        if (text.Length > LongestPooled)
        {
            return Encoding.UTF8.GetString(text);
        }

        Span<char> characters = stackalloc char[LongestPooled];
        var key = characters[..Encoding.UTF8.GetChars(text, characters)];
        if (key.SequenceEqual(_last))
        {
            return _last;
        }

        var lookup = _strings.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(key, out string? shared))
        {
            shared = key.ToString();
            _strings.Add(shared);
        }

        return _last = shared;
    }
}
