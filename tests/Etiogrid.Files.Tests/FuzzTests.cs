using System.IO.Compression;
using System.Text;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Files.Tests;

/// <summary>Whatever stands in a file: a value or diagnostics, never an exception, never much more memory than the file.</summary>
public sealed class FuzzTests : IDisposable
{
    private const string Alphabet = "0123456789.,;\t \n\r\"-+eEnaNA#\0x";

    private static readonly byte[][] Seeds =
    [
        "id,a,b\nr1,1,2\n\"r 2\",3.5e-3,n/a\n"u8.ToArray(),
        "id\ta\tb\nr1\t1\t2\nr2\t-3\t4,5\n"u8.ToArray(),
        [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Encoding.ASCII.GetBytes("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }".PadRight(117) + "\n"), .. new byte[32]],
        Gzip("a,b\n1,2\n3,4\n"u8.ToArray()),
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("f.csv")]
    [InlineData("f.tsv")]
    [InlineData("f.txt")]
    [InlineData("f.npy")]
    [InlineData("f.csv.gz")]
    public void Random_bytes_give_a_value_or_diagnostics(string name)
    {
        var random = new Philox(1, Philox.Hash(name));
        for (int round = 0; round < 300; round++)
        {
            byte[] bytes = new byte[random.NextInt32(300)];
            for (int i = 0; i < bytes.Length; i++)
            {
                // Half of the rounds draw from the characters that the formats are made of.
                bytes[i] = round % 2 == 0 ? (byte)random.NextInt32(256) : (byte)Alphabet[random.NextInt32(Alphabet.Length)];
            }

            Try(name, bytes);
        }
    }

    [Theory]
    [InlineData("f.csv")]
    [InlineData("f.tsv")]
    [InlineData("f.npy")]
    public void Mutated_files_give_a_value_or_diagnostics(string name)
    {
        var random = new Philox(2, Philox.Hash(name));
        for (int round = 0; round < 300; round++)
        {
            List<byte> bytes = [.. Seeds[random.NextInt32(Seeds.Length)]];
            for (int change = random.NextInt32(6); change >= 0 && bytes.Count > 0; change--)
            {
                int at = random.NextInt32(bytes.Count);
                switch (random.NextInt32(4))
                {
                    case 0:
                        bytes[at] = (byte)random.NextInt32(256);
                        break;
                    case 1:
                        bytes.RemoveAt(at);
                        break;
                    case 2:
                        bytes.Insert(at, (byte)random.NextInt32(256));
                        break;
                    default:
                        bytes.RemoveRange(at, bytes.Count - at);
                        break;
                }
            }

            Try(name, [.. bytes]);
        }
    }

    private void Try(string name, byte[] bytes)
    {
        string path = _folder[name];
        File.WriteAllBytes(path, bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var matrix = MatrixFile.Read(path);
        Assert.True(matrix.HasValue != matrix.Diagnostics.Any(d => d.Severity == Core.Diagnostics.Severity.Error));
        if (matrix.TryGetValue(out var value))
        {
            Assert.Equal((value.Values.Rows, value.Values.Columns), (value.RowNames.Count, value.ColumnNames.Count));
            Assert.DoesNotContain(value.Values.Values, double.IsInfinity);
            Assert.DoesNotContain(value.RowNames, n => n is null);
        }

        var table = DelimitedTable.Read(path);
        Assert.True(table.HasValue != table.Diagnostics.Any(d => d.Severity == Core.Diagnostics.Severity.Error));
        Assert.True(!table.TryGetValue(out var read) || read.Rows.All(r => r.Length == read.Header.Count));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 40L << 20);
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return memory.ToArray();
    }
}
