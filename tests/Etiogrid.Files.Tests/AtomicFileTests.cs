using System.Text;

namespace Etiogrid.Files.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Text_is_utf8_without_mark_in_folders_made_on_the_way()
    {
        AtomicFile.WriteText(_folder["a/b/c.txt"], "é\n");
        Assert.Equal([0xc3, 0xa9, 0x0a], File.ReadAllBytes(_folder["a/b/c.txt"]));
    }

    [Fact]
    public void A_failed_write_leaves_the_old_file_and_nothing_else()
    {
        AtomicFile.WriteText(_folder["x"], "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(_folder["x"], stream =>
        {
            stream.Write("half"u8);
            stream.Flush();
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(_folder["x"]));
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_path_that_is_a_folder_fails_and_leaves_no_temporary_file()
    {
        Directory.CreateDirectory(_folder["taken"]);
        Assert.ThrowsAny<Exception>(() => AtomicFile.WriteText(_folder["taken"], "text"));
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Readers_see_whole_files_while_many_write()
    {
        string path = _folder["shared"];
        string[] texts = [.. Enumerable.Range(0, 8).Select(i => new string((char)('a' + i), 50_000))];
        AtomicFile.WriteText(path, texts[0]);
        Parallel.For(0, 60, i =>
        {
            if (i % 2 == 0)
            {
                AtomicFile.WriteText(path, texts[i % 8]);
            }
            else
            {
                string seen = File.ReadAllText(path, Encoding.UTF8);
                Assert.Equal(50_000, seen.Length);
                Assert.Single(seen.Distinct());
            }
        });
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }
}
