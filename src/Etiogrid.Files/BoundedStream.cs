namespace Etiogrid.Files;

/// <summary>A read-only stream that refuses to yield more than a given number of bytes.</summary>
internal sealed class BoundedStream(Stream inner, long allowed) : ForwardStream(inner)
{
    private long _left = allowed;

    public override int Read(Span<byte> buffer)
    {
        int read = Inner.Read(buffer);
        _left -= read;
        return _left >= 0 ? read : throw new InvalidDataException("The file unpacks to more than the allowed size.");
    }
}
