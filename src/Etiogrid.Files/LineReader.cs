using System.Buffers;
using System.Text;

namespace Etiogrid.Files;

/// <summary>
/// Lines of UTF-8 text (UTF-16 with a byte-order mark too), ended by LF, CRLF or CR, with a limit on their length: a file
/// without line ends must not fill the memory.
/// </summary>
internal sealed class LineReader(Stream stream) : IDisposable
{
    /// <summary>Longest line in characters: more than a million columns of shortest round-trip numbers.</summary>
    public const int LongestLine = 1 << 25;

    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n");
    private readonly StreamReader _reader = new(stream, new UTF8Encoding(false, throwOnInvalidBytes: true), true, 1 << 14, leaveOpen: true);
    private readonly char[] _buffer = new char[1 << 14];
    private int _start;
    private int _end;

    /// <summary>1-based number of the line last read.</summary>
    public long Number { get; private set; }

    /// <summary>The next line without its end, or null after the last.</summary>
    /// <exception cref="InvalidDataException">The line is longer than <see cref="LongestLine"/>.</exception>
    /// <exception cref="DecoderFallbackException">The text is not valid UTF-8.</exception>
    public string? ReadLine()
    {
        StringBuilder? parts = null;
        while (Fill())
        {
            var available = _buffer.AsSpan(_start, _end - _start);
            int length = available.IndexOfAny(LineEnds);
            if (length >= 0)
            {
                Number++;
                string line = parts is null ? available[..length].ToString() : parts.Append(available[..length]).ToString();
                _start += length + 1;
                if (available[length] == '\r' && Fill() && _buffer[_start] == '\n')
                {
                    _start++;
                }

                return line;
            }

            parts = (parts ?? new()).Append(available);
            _start = _end;
            if (parts.Length > LongestLine)
            {
                throw new InvalidDataException($"Line {Number + 1} is longer than {LongestLine} characters");
            }
        }

        if (parts is null)
        {
            return null;
        }

        Number++;
        return parts.ToString();
    }

    public void Dispose() => _reader.Dispose();

    /// <summary>True when there is at least one character left.</summary>
    private bool Fill()
    {
        if (_start == _end)
        {
            _start = 0;
            _end = _reader.Read(_buffer, 0, _buffer.Length);
        }

        return _start < _end;
    }
}
