using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Etiogrid.Imaging.Surfaces;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Imaging.Tests;

public sealed class SurfaceFileTests
{
    private static readonly double[] Six = [1.5, -2, 0, 4, 1e-3, 6];

    [Theory]
    [InlineData("ASCII", "NIFTI_TYPE_FLOAT32", true)]
    [InlineData("Base64Binary", "NIFTI_TYPE_FLOAT32", true)]
    [InlineData("Base64Binary", "NIFTI_TYPE_FLOAT64", false)]
    [InlineData("GZipBase64Binary", "NIFTI_TYPE_FLOAT32", false)]
    [InlineData("GZipBase64Binary", "NIFTI_TYPE_FLOAT64", true)]
    public void Every_encoding_gives_the_same_values(string encoding, string type, bool little)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("a.func.gii", Gifti(encoding, type, little, Six, "Dim0=\"6\" Dimensionality=\"1\""));
        var maps = VertexMap.Read(path).Value;
        NumericAssert.AllClose(Six, Assert.Single(maps), 1e-6, 1e-9);
    }

    [Fact]
    public void Columns_are_maps_in_either_order()
    {
        using var folder = new TemporaryFolder();
        const string Shape = "Dimensionality=\"2\" Dim0=\"3\" Dim1=\"2\"";
        var rows = VertexMap.Read(folder.Write("r.func.gii", Gifti("ASCII", "NIFTI_TYPE_FLOAT32", true, Six, Shape))).Value;
        var columns = VertexMap.Read(folder.Write("c.func.gii", Gifti("ASCII", "NIFTI_TYPE_FLOAT32", true, Six, Shape + " ArrayIndexingOrder=\"ColumnMajorOrder\""))).Value;
        Assert.Equal([1.5, 0, 1e-3], rows[0]);
        Assert.Equal([1.5, -2, 0], columns[0]);
    }

    [Theory]
    [InlineData("Encoding=\"ExternalFileBinary\" ExternalFileName=\"x.dat\"", "E343")]
    [InlineData("Encoding=\"Base64Binary\" Dim0=\"2000000000\"", "E342")]
    [InlineData("Encoding=\"GZipBase64Binary\" Dim0=\"2000000000\"", "E342")]
    [InlineData("Encoding=\"ASCII\" Dim0=\"7\"", "E342")]
    [InlineData("Encoding=\"Telepathy\" Dim0=\"6\"", "E342")]
    public void What_cannot_be_read_is_refused_with_its_reason(string attributes, string code)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("a.func.gii", $"<GIFTI><DataArray Intent=\"NIFTI_INTENT_SHAPE\" DataType=\"NIFTI_TYPE_FLOAT32\" Dimensionality=\"1\" {attributes}><Data>1 2 3 4 5 6</Data></DataArray></GIFTI>");
        Assert.Equal(code, Assert.Single(VertexMap.Read(path).Diagnostics).Code);
    }

    [Fact]
    public void Damaged_files_never_throw_and_never_reserve_what_they_promise()
    {
        using var folder = new TemporaryFolder();
        byte[] gifti = Encoding.UTF8.GetBytes(Gifti("GZipBase64Binary", "NIFTI_TYPE_FLOAT32", true, Six, "Dim0=\"6\" Dimensionality=\"1\""));
        byte[] annotation = Annotation([5, 5, 7], [(5, "a"), (7, "b")]);
        var random = new Philox(4, 4);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int trial = 0; trial < 600; trial++)
        {
            foreach (var (name, original) in new[] { ("f.func.gii", gifti), ("f.annot", annotation) })
            {
                byte[] bytes = [.. original.Take(trial % 3 == 0 ? random.NextInt32(original.Length) : original.Length)];
                for (int change = 0; change < 3 && bytes.Length > 0; change++)
                {
                    bytes[random.NextInt32(bytes.Length)] = (byte)random.NextInt32(256);
                }

                File.WriteAllBytes(folder[name], bytes);
                _ = VertexLabels.Read(folder[name]);
                _ = VertexMap.Read(folder[name]);
            }
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2L << 30);
    }

    [Fact]
    public void Labels_leave_out_the_medial_wall_and_average_what_is_there()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["lh.annot"], Annotation([5, 9, 7, 5, 7], [(9, "unknown"), (7, "front"), (5, "back")]));
        var labels = VertexLabels.Read(folder["lh.annot"]).Value;
        Assert.Equal(["front", "back"], labels.Names);
        Assert.Equal([1, -1, 0, 1, 0], labels.RegionOf);
        var means = labels.Means([1, 100, 2, 3, double.NaN]);
        Assert.Equal(2, means[0].Mean);
        Assert.Equal(0.5, means[0].Coverage);
        Assert.Equal(2, means[1].Mean);
    }

    [Fact]
    public void Published_annotations_and_meshes_are_read()
    {
        var labels = VertexLabels.Read(SharedData.Require("data/enigma_toolbox/annot_fsaverage5/fsa5_lh_schaefer_100.annot")).Value;
        Assert.Equal(10242, labels.RegionOf.Count);
        Assert.Equal(50, labels.Names.Count);
        Assert.All(labels.Counts, c => Assert.True(c > 0));
        var destrieux = VertexLabels.Read(SharedData.Require("data/atlas_schaefer100_tianS1/destrieux.fsa.10k.L.label.gii")).Value;
        Assert.Contains("G_precentral", destrieux.Names);
        Assert.Equal(10242, destrieux.RegionOf.Count);
        var sphere = GiftiFile.Read(SharedData.Require("data/enigma_toolbox/surfaces_fsaverage5/fsa5_sphere_lh.gii")).Value;
        var points = sphere.Arrays.Single(a => a.Intent == GiftiIntent.Points);
        for (int v = 0; v < points.Rows; v++)
        {
            double norm = Math.Sqrt(points.Values.AsSpan(3 * v, 3).ToArray().Sum(x => x * x));
            Assert.InRange(norm, 99.9, 100.1);
        }

        var triangles = sphere.Arrays.Single(a => a.Intent == GiftiIntent.Triangles);
        Assert.Equal(2 * (points.Rows - 2), triangles.Rows);
    }

    [Fact]
    public void FreeSurfers_curvature_format_is_read()
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = [255, 255, 255, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 1, .. BigEndian(2.5f), .. BigEndian(-1f)];
        File.WriteAllBytes(folder["lh.thickness"], bytes);
        Assert.Equal([2.5, -1], Assert.Single(VertexMap.Read(folder["lh.thickness"]).Value));
        File.WriteAllBytes(folder["lh.thickness"], bytes[..^1]);
        Assert.Equal("E348", Assert.Single(VertexMap.Read(folder["lh.thickness"]).Diagnostics).Code);
    }

    private static byte[] BigEndian(float value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteSingleBigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Annotation(int[] keys, (int Key, string Name)[] table)
    {
        var numbers = new MemoryStream();
        void Put(int v)
        {
            byte[] b = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(b, v);
            numbers.Write(b);
        }

        void Word(string s)
        {
            Put(s.Length + 1);
            numbers.Write(Encoding.UTF8.GetBytes(s + "\0"));
        }

        Put(keys.Length);
        for (int v = 0; v < keys.Length; v++)
        {
            Put(v);
            Put(keys[v]);
        }

        Put(1);
        Put(-2);
        Put(table.Length);
        Word("table");
        Put(table.Length);
        for (int i = 0; i < table.Length; i++)
        {
            Put(i);
            Word(table[i].Name);
            Put(table[i].Key & 255);
            Put(table[i].Key >> 8);
            Put(0);
            Put(0);
        }

        return numbers.ToArray();
    }

    private static string Gifti(string encoding, string type, bool little, double[] values, string shape)
    {
        byte[] bytes = [.. values.SelectMany(v =>
        {
            byte[] b = type.EndsWith("64", StringComparison.Ordinal) ? BitConverter.GetBytes(v) : BitConverter.GetBytes((float)v);
            return little ? b : b.Reverse();
        })];
        if (encoding == "GZipBase64Binary")
        {
            var packed = new MemoryStream();
            using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            {
                zlib.Write(bytes);
            }

            bytes = packed.ToArray();
        }

        string data = encoding == "ASCII" ? string.Join(' ', values.Select(v => v.ToString(CultureInfo.InvariantCulture))) : Convert.ToBase64String(bytes);
        return $"""
            <?xml version="1.0"?>
            <!DOCTYPE GIFTI SYSTEM "http://gifti.example/gifti.dtd">
            <GIFTI Version="1.0"><DataArray Intent="NIFTI_INTENT_SHAPE" DataType="{type}" {shape} Encoding="{encoding}" Endian="{(little ? "Little" : "Big")}Endian">
            <MetaData/><Data>{data}</Data></DataArray></GIFTI>
            """;
    }
}
