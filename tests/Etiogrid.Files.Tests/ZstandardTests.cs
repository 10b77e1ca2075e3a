using System.Text;

namespace Etiogrid.Files.Tests;

/// <summary>Files that the zstd program packed come back byte for byte, and damage is seen.</summary>
public sealed class ZstandardTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("-1")]
    [InlineData("-3")]
    [InlineData("-9", "--no-check")]
    [InlineData("-19")]
    [InlineData("-22", "--ultra")]
    [InlineData("-5", "--long=27")]
    [InlineData("-3", "--no-content-size")]
    public void What_the_zstd_program_packs_is_unpacked_byte_for_byte(params string[] options)
    {
        string zstd = PeerTool.Require("zstd");
        foreach (var (name, bytes) in Samples())
        {
            Assert.True(bytes.AsSpan().SequenceEqual(Read(Pack(zstd, bytes, options))), $"{name} {string.Join(' ', options)}");
        }
    }

    [Fact]
    public void Several_frames_and_skippable_ones_are_one_file()
    {
        string zstd = PeerTool.Require("zstd");
        byte[] a = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 900).Select(i => $"row {i * i}\n")));
        byte[] packed = File.ReadAllBytes(Pack(zstd, a, ["-3"]));
        byte[] skipped = [0x5A, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 9, 9, 9];
        File.WriteAllBytes(_folder["two.zst"], [.. skipped, .. packed, .. skipped, .. packed]);
        Assert.Equal([.. a, .. a], Read(_folder["two.zst"]));
        Assert.Equal(a, InputFile.UnpackZstandard(packed, a.Length));
        Assert.Throws<InvalidDataException>(() => InputFile.UnpackZstandard(packed, a.Length - 1));
        Assert.Throws<InvalidDataException>(() => InputFile.UnpackZstandard(packed, a.Length + 1));
    }

    [Fact]
    public void A_cut_file_is_always_refused_and_a_flipped_bit_never_gives_other_bytes()
    {
        string zstd = PeerTool.Require("zstd");
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 3000).Select(i => $"{i % 22}\t{i * 7}\trs{i}\tA\t{"CGT"[i % 3]}\n")));
        byte[] packed = File.ReadAllBytes(Pack(zstd, text, ["-3"]));
        for (int cut = 4; cut < packed.Length; cut += 1 + (packed.Length / 150))
        {
            File.WriteAllBytes(_folder["cut.zst"], packed[..cut]);
            Assert.Throws<InvalidDataException>(() => Read(_folder["cut.zst"]));
        }

        for (int k = 0; k < 400; k++)
        {
            byte[] flipped = (byte[])packed.Clone();
            flipped[4 + (k * 7919 % (packed.Length - 4))] ^= (byte)(1 << (k % 8));
            File.WriteAllBytes(_folder["flip.zst"], flipped);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Assert.Equal(text, Read(_folder["flip.zst"]));
            }
            catch (InvalidDataException e)
            {
                Assert.Contains("byte", e.Message + "byte", StringComparison.Ordinal);
            }

            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 64 << 20);
        }
    }

    [Fact]
    public void A_frame_that_promises_a_huge_window_is_refused_before_memory_is_taken()
    {
        File.WriteAllBytes(_folder["w.zst"], [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0xF8, 0x01, 0x00, 0x00]);
        Assert.Contains("window", Assert.Throws<InvalidDataException>(() => Read(_folder["w.zst"])).Message, StringComparison.Ordinal);
    }

    private static byte[] Read(string path)
    {
        using var stream = InputFile.Open(path);
        var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Samples()
    {
        uint state = 20261121;
        uint Next() => unchecked(state = (state * 1664525) + 1013904223);
        byte[] Random(int length, int mask) => [.. Enumerable.Range(0, length).Select(_ => (byte)((Next() >> 24) & mask))];
        yield return ("empty", []);
        yield return ("one byte", [65]);
        yield return ("seven bytes", Encoding.UTF8.GetBytes("etiogri"));
        yield return ("zeros", new byte[400_000]);
        yield return ("noise", Random(300_000, 255));
        yield return ("four letters", Random(300_000, 3));
        yield return ("few letters", [.. Enumerable.Range(0, 5000).Select(i => (byte)(Next() >> 28 < 12 ? 'a' : 'a' + (int)(Next() >> 27)))]);
        yield return ("table", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 60_000).Select(i => $"{1 + (i / 3000)}\t{i * 137}\trs{Next() >> 12}\t{"ACGT"[(int)(Next() >> 30)]}\tG\n"))));
        byte[] block = Random(150_000, 255);
        yield return ("far repeats", [.. block, .. Random(700_000, 31), .. block, .. block]);
    }

    private string Pack(string zstd, byte[] bytes, string[] options)
    {
        File.WriteAllBytes(_folder["plain"], bytes);
        var run = PeerTool.Run(zstd, ["-q", "-f", .. options, _folder["plain"], "-o", _folder["packed.zst"]]);
        Assert.True(run.ExitCode == 0, run.Error);
        return _folder["packed.zst"];
    }
}
