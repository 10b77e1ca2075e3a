using System.IO.Compression;
using System.Security.Cryptography;

namespace Etiogrid.Files.Tests;

public sealed class InputFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Plain_files_come_as_they_are_even_when_shorter_than_the_magic()
    {
        foreach (byte[] content in new byte[][] { [], [0x1f], [0x41, 0x42, 0x43] })
        {
            File.WriteAllBytes(_folder["x"], content);
            Assert.Equal(content, ReadAll("x"));
        }
    }

    [Fact]
    public void More_than_the_stated_size_is_refused()
    {
        using (var file = File.Create(_folder["x.gz"]))
        using (var gzip = new GZipStream(file, CompressionLevel.Fastest))
        {
            gzip.Write(RandomNumberGenerator.GetBytes(5000));
        }

        Assert.Equal(5000, ReadAll("x.gz").Length);
        using var stream = InputFile.Open(_folder["x.gz"], largestUnpacked: 4999);
        Assert.Throws<InvalidDataException>(() => stream.CopyTo(Stream.Null));
    }

    [Fact]
    public void The_hash_is_that_of_the_bytes_on_disk()
    {
        File.WriteAllText(_folder["x"], "abc");
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", InputFile.Sha256(_folder["x"]));
    }

    private byte[] ReadAll(string name)
    {
        using var stream = InputFile.Open(_folder[name]);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
