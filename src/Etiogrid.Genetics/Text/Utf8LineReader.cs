using System.Runtime.CompilerServices;
using Etiogrid.Files;

namespace Etiogrid.Genetics.Text;

/// <summary>Reads a plain or gzip text file line by line as bytes; no allocation per line.</summary>
internal sealed class Utf8LineReader : IDisposable
{
    /// <summary>Longest line: 256 MiB, a VCF row of about fifty million genotypes.</summary>
    private const int LongestLine = 1 << 28;

    /// <summary>Largest unpacked file: 1 TiB; a chromosome of biobank VCF stays below.</summary>
    private const long LargestUnpacked = 1L << 40;
    private readonly Stream _stream;
    private byte[] _buffer = new byte[1 << 18];
    private int _start;
    private int _end;
    private bool _atEnd;

    public Utf8LineReader(string path)
        : this(InputFile.Open(path, LargestUnpacked))
    {
        Length = new FileInfo(path).Length;
    }

    public Utf8LineReader(Stream stream) => _stream = stream;

    /// <summary>Bytes of a plain file, a guess for a packed one: for sizing lists.</summary>
    public long Length { get; }

    /// <summary>1-based number of the line last returned.</summary>
    public long LineNumber { get; private set; }

    /// <summary>The next line without its line end; valid until the next call.</summary>
    /// <exception cref="InvalidDataException">A line is longer than 256 MiB.</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        int scanned = 0;
        while (true)
        {
            int found = _buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOf((byte)'\n');
            if (found >= 0)
            {
                return Take(scanned + found, 1, out line);
            }

            scanned = _end - _start;
            if (_atEnd)
            {
                line = default;
                return scanned > 0 && Take(scanned, 0, out line);
            }

            Fill();
        }
    }

    public void Dispose() => _stream.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Take(int length, int terminator, out ReadOnlySpan<byte> line)
    {
        line = _buffer.AsSpan(_start, length);
        if (LineNumber == 0 && line.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            line = line[3..];
        }

        if (!line.IsEmpty && line[^1] == '\r')
        {
            line = line[..^1];
        }

        _start += length + terminator;
        LineNumber++;
        return true;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= LongestLine)
            {
                throw new InvalidDataException($"Line {LineNumber + 1} is longer than {LongestLine} bytes.");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        int read = _stream.Read(_buffer.AsSpan(_end));
        _atEnd = read == 0;
        _end += read;
    }
}
