using System.Text;

namespace Etiogrid.Genetics.Text;

/// <summary>Numbers for texts that repeat: alleles and chromosomes occur millions of times in few spellings.</summary>
internal sealed class TextCodes
{
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];
    private readonly int[] _single = new int[128];
    private byte[] _last = [];
    private int _lastCode = -1;

    public TextCodes() => Array.Fill(_single, -1);

    /// <summary>The text of a code.</summary>
    public string this[int code] => _texts[code];

    /// <summary>The text's code.</summary>
    public int Of(ReadOnlySpan<byte> text)
    {
        if (text.Length == 1 && text[0] < 128)
        {
            ref int single = ref _single[text[0]];
            return single >= 0 ? single : single = Of(((char)text[0]).ToString());
        }

        if (_lastCode >= 0 && text.SequenceEqual(_last))
        {
            return _lastCode;
        }

        _last = text.ToArray();
        return _lastCode = Of(Encoding.UTF8.GetString(text));
    }

    /// <summary>The text's code.</summary>
    public int Of(string text)
    {
        if (!_codes.TryGetValue(text, out int code))
        {
            code = _texts.Count;
            _codes.Add(text, code);
            _texts.Add(text);
        }

        return code;
    }
}
