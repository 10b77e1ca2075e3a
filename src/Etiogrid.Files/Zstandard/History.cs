namespace Etiogrid.Files.Zstandard;

/// <summary>What was unpacked last, as far back as matches may reach; it grows with what is there, not with what a header promises.</summary>
internal sealed class History(long window)
{
    /// <summary>Largest block, unpacked: 128 KiB.</summary>
    public const int LargestBlock = 1 << 17;

    private byte[] _bytes = new byte[4 * LargestBlock];
    private int _start;
    private int _end;

    /// <summary>What was appended since <see cref="Begin"/>.</summary>
    public ReadOnlySpan<byte> Block => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Makes room for one block; older bytes than the window go when there is no room.</summary>
    public void Begin()
    {
        if (_end + LargestBlock > _bytes.Length)
        {
            if (_end > window && 2 * window <= _end)
            {
                int kept = (int)window;
                _bytes.AsSpan(_end - kept, kept).CopyTo(_bytes);
                _end = kept;
            }
            else
            {
                Array.Resize(ref _bytes, (2 * _bytes.Length) + LargestBlock);
            }
        }

        _start = _end;
    }

    /// <summary>Appends bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        Require(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_end));
        _end += bytes.Length;
    }

    /// <summary>Appends one byte several times.</summary>
    public void Fill(byte value, int count)
    {
        Require(count);
        _bytes.AsSpan(_end, count).Fill(value);
        _end += count;
    }

    /// <summary>Appends bytes from further back; they may overlap what is being appended.</summary>
    public void Copy(int distance, int length)
    {
        Require(length);
        if (distance > _end || distance > Math.Max(window, _end - _start))
        {
            throw new InvalidDataException($"a match at distance {distance} reaches before the data");
        }

        if (distance >= length)
        {
            _bytes.AsSpan(_end - distance, length).CopyTo(_bytes.AsSpan(_end));
        }
        else
        {
            for (int i = 0; i < length; i++)
            {
                _bytes[_end + i] = _bytes[_end + i - distance];
            }
        }

        _end += length;
    }

    private void Require(int count)
    {
        if (_end - _start + (long)count > LargestBlock)
        {
            throw new InvalidDataException("a block unpacks to more than 128 KiB");
        }
    }
}
