using Etiogrid.Imaging.Volumes;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Imaging.Tests;

public sealed class NiftiImageTests
{
    public static TheoryData<int, bool, int> Layouts()
    {
        var data = new TheoryData<int, bool, int>();
        foreach (int type in new[] { 2, 4, 8, 16, 64, 256, 512, 768, 1024, 1280 })
        {
            foreach (bool little in new[] { true, false })
            {
                data.Add(type, little, 1);
                data.Add(type, little, 2);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Every_type_is_read_scaled_in_both_byte_orders_and_versions(int type, bool little, int version)
    {
        bool signed = type is 4 or 8 or 16 or 64 or 256 or 1024;
        double[] stored = [0, 1, 2, 3, 100, signed ? -7 : 7, 120, 5];
        byte[] bytes = new NiftiBytes { Type = type, LittleEndian = little, Version = version, Slope = 0.5, Intercept = 10, Data = NiftiBytes.Voxels(type, little, stored) }.ToArray();
        using var folder = new TemporaryFolder();
        foreach (bool zip in new[] { false, true })
        {
            string path = folder[zip ? "a.nii.gz" : "a.nii"];
            File.WriteAllBytes(path, zip ? NiftiBytes.Zip(bytes) : bytes);
            var image = NiftiImage.Read(path).Value;
            Assert.Equal([.. stored.Select(v => (0.5 * v) + 10)], image.Volume(0));
            Assert.Equal(version, image.Header.Version);
        }
    }

    [Fact]
    public void Slope_zero_means_no_scaling_and_further_dimensions_are_volumes()
    {
        using var folder = new TemporaryFolder();
        string path = folder["a.nii"];
        File.WriteAllBytes(path, new NiftiBytes { Dimensions = [1, 1, 2, 3, 2], Intercept = 4, Data = NiftiBytes.Voxels(16, true, [.. Enumerable.Range(0, 12).Select(v => (double)v)]) }.ToArray());
        var image = NiftiImage.Read(path).Value;
        Assert.Equal(6, image.VolumeCount);
        Assert.Equal([10, 11], image.Volume(5));
        Assert.Throws<ArgumentOutOfRangeException>(() => image.Volume(6));
    }

    [Fact]
    public void Complex_is_read_as_modulus_and_colour_as_luminance()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["c.nii"], new NiftiBytes { Dimensions = [1, 1, 1], Type = 32, Data = NiftiBytes.Voxels(16, true, 3, -4) }.ToArray());
        File.WriteAllBytes(folder["r.nii"], new NiftiBytes { Dimensions = [1, 1, 1], Type = 128, Slope = 9, Data = [100, 200, 50] }.ToArray());
        Assert.Equal(5, NiftiImage.Read(folder["c.nii"]).Value.Volume(0)[0]);
        NumericAssert.Close(153, NiftiImage.Read(folder["r.nii"]).Value.Volume(0)[0], 1e-12);
    }

    [Fact]
    public void The_quaternion_gives_the_rotation_of_the_standard()
    {
        // 90 degrees about z: i goes to +y, j to -x; pixdim[0] = -1 turns k round.
        double half = Math.Sqrt(0.5);
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["q.nii"], new NiftiBytes
        {
            Version = 2,
            Dimensions = [1, 1, 1],
            Sform = null,
            Qform = [0, 0, half, 10, 20, 30],
            PixelSizes = [-1, 2, 3, 4],
            Data = NiftiBytes.Voxels(16, true, 1),
        }.ToArray());
        var affine = NiftiImage.Read(folder["q.nii"]).Value.Header.Affine;
        var (x, y, z) = affine.Apply(1, 1, 1);
        NumericAssert.Close(10 - 3, x, 1e-12);
        NumericAssert.Close(20 + 2, y, 1e-12);
        NumericAssert.Close(30 - 4, z, 1e-12);
        var (i, j, k) = affine.Inverse().Apply(x, y, z);
        NumericAssert.AllClose([1, 1, 1], [i, j, k], 1e-12);
    }

    [Fact]
    public void Header_and_voxels_may_lie_in_two_files()
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = new NiftiBytes { Dimensions = [2, 1, 1], Data = NiftiBytes.Voxels(16, true, 8, 9) }.ToArray();
        bytes[345] = (byte)'i';
        BitConverter.GetBytes(0f).CopyTo(bytes, 108);
        File.WriteAllBytes(folder["a.hdr"], bytes[..348]);
        Assert.Equal("E101", Assert.Single(NiftiImage.Read(folder["a.hdr"]).Diagnostics).Code);
        File.WriteAllBytes(folder["a.img"], bytes[352..]);
        Assert.Equal([8, 9], NiftiImage.Read(folder["a.hdr"]).Value.Volume(0));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public void A_header_that_promises_more_than_the_file_holds_allocates_nothing(int version, bool zip)
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = new NiftiBytes { Version = version, Dimensions = [30000, 30000, 2], Data = new byte[64] }.ToArray();
        string path = folder["a.nii"];
        File.WriteAllBytes(path, zip ? NiftiBytes.Zip(bytes) : bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var result = NiftiImage.Read(path);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4 << 20);
        Assert.Equal("E335", Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void Unreadable_headers_end_in_their_error()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal("E101", Code(folder["none.nii"]));
        Assert.Equal("E330", Code(folder.Write("text.nii", new string('x', 600))));
        Assert.Equal("E330", Code(folder.Write("empty.nii", "")));
        Assert.Equal("E332", Code(Put(folder, "type.nii", new NiftiBytes { Type = 1536, Data = new byte[128] })));
        Assert.Equal("E331", Code(Put(folder, "dim.nii", new NiftiBytes { Dimensions = [2, -1, 2], Data = new byte[64] })));
        Assert.Equal("E333", Code(Put(folder, "flat.nii", new NiftiBytes { Sform = new double[12], Data = new byte[64] })));
        var unplaced = NiftiImage.Read(Put(folder, "unplaced.nii", new NiftiBytes { Sform = null, Data = new byte[32] }));
        Assert.True(unplaced.HasValue);
        Assert.Equal("E334", Assert.Single(unplaced.Diagnostics).Code);
    }

    [Fact]
    public void Damaged_files_never_throw()
    {
        using var folder = new TemporaryFolder();
        var random = new Philox(1, 2);
        int readable = 0;
        for (int trial = 0; trial < 1500; trial++)
        {
            byte[] bytes = new NiftiBytes { Version = 1 + (trial % 2), LittleEndian = trial % 4 < 2, Dimensions = [3, 2, 2], Type = 4, Data = new byte[24] }.ToArray();
            for (int flips = random.NextInt32(4); flips >= 0; flips--)
            {
                bytes[random.NextInt32(trial % 3 == 0 ? bytes.Length : 120)] = (byte)random.NextInt32(256);
            }

            byte[] file = trial % 5 == 0 ? NiftiBytes.Zip(bytes) : bytes;
            file = trial % 7 == 0 ? file[..random.NextInt32(file.Length)] : file;
            File.WriteAllBytes(folder["fuzz.nii"], file);
            var result = NiftiImage.Read(folder["fuzz.nii"]);
            Assert.True(result.HasValue || result.Diagnostics.Count > 0);
            if (result.HasValue)
            {
                readable++;
                Assert.Equal(result.Value.Header.VoxelsPerVolume, result.Value.Volume(result.Value.VolumeCount - 1).Length);
            }
        }

        Assert.InRange(readable, 150, 1450);
    }

    private static string Put(TemporaryFolder folder, string name, NiftiBytes image)
    {
        File.WriteAllBytes(folder[name], image.ToArray());
        return folder[name];
    }

    private static string Code(string path) => Assert.Single(NiftiImage.Read(path).Diagnostics).Code;
}
