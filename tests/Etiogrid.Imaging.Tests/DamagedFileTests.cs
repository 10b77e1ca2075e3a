using System.Buffers.Binary;
using System.Text;
using Etiogrid.Imaging.Parcellated;
using Etiogrid.Imaging.Surfaces;
using Etiogrid.Imaging.Volumes;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Imaging.Tests;

/// <summary>Every imaging reader against files whose bytes were changed, cut or blown up: a finding, no exception, no memory that the file does not bear out.</summary>
public sealed class DamagedFileTests
{
    /// <summary>A reader may need buffers and text of its own, never what a header of these small files could promise (2 GB and more).</summary>
    private const long LargestPerFile = 24 << 20;

    private const string ShapeGifti = "<GIFTI><DataArray Intent=\"NIFTI_INTENT_SHAPE\" DataType=\"NIFTI_TYPE_FLOAT32\" Dimensionality=\"1\" Dim0=\"6\" Encoding=\"ASCII\"><Data>1 2 3 4 5 6</Data></DataArray></GIFTI>";

    public static TheoryData<string> Names => ["a.nii", "b.nii", "c.nii.gz", "d.mgh", "e.mgz", "f.pscalar.nii", "g.dscalar.nii", "h.dlabel.nii", "i.func.gii", "j.label.gii.gz", "k.annot", "lh.thickness", "lh.aparc.stats"];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_header_that_lies_never_allocates_and_never_throws(string name)
    {
        using var folder = new TemporaryFolder();
        byte[] original = Sample(name);
        File.WriteAllBytes(folder[name], original);
        Assert.True(ReadWith(folder[name]), $"the sample of {name} itself is read");
        var random = new Philox(11, (ulong)name.Length);
        for (int trial = 0; trial < 250; trial++)
        {
            File.WriteAllBytes(folder[name], Damaged(original, trial, random));
            long before = GC.GetAllocatedBytesForCurrentThread();
            ReadWith(folder[name]);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, LargestPerFile);
        }
    }

    [Theory]
    [InlineData("a.nii", 40)]
    [InlineData("a.nii", 42)]
    [InlineData("a.nii", 70)]
    [InlineData("a.nii", 108)]
    [InlineData("d.mgh", 4)]
    [InlineData("d.mgh", 16)]
    [InlineData("k.annot", 0)]
    [InlineData("lh.thickness", 3)]
    public void Every_extreme_number_in_a_size_field_is_answered_with_a_finding_or_a_value(string name, int offset)
    {
        using var folder = new TemporaryFolder();
        foreach (int extreme in new[] { int.MaxValue, int.MinValue, -1, 0, 1 << 30, 0x7fff7fff, 65536 })
        {
            foreach (bool big in new[] { false, true })
            {
                byte[] bytes = Sample(name);
                (big ? (Action<byte[]>)(b => BinaryPrimitives.WriteInt32BigEndian(b.AsSpan(offset), extreme)) : b => BinaryPrimitives.WriteInt32LittleEndian(b.AsSpan(offset), extreme))(bytes);
                File.WriteAllBytes(folder[name], bytes);
                long before = GC.GetAllocatedBytesForCurrentThread();
                ReadWith(folder[name]);
                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, LargestPerFile);
            }
        }
    }

    private static bool ReadWith(string path)
    {
        string name = Path.GetFileName(path);
        if (name.EndsWith(".stats", StringComparison.Ordinal))
        {
            return FreeSurferStats.Read(path).HasValue;
        }

        if (CiftiFile.IsName(path))
        {
            return CiftiFile.Read(path).HasValue;
        }

        if (DenseCifti.IsName(path))
        {
            var dense = DenseCifti.Read(path);
            return dense.TryGetValue(out var file) && (!file.IsLabels || file.Regions(file).Count > 0);
        }

        if (name.Contains("label", StringComparison.Ordinal) || name.EndsWith(".annot", StringComparison.Ordinal))
        {
            return VertexLabels.Read(path).HasValue;
        }

        if (name.Contains(".func", StringComparison.Ordinal) || name.StartsWith("lh.", StringComparison.Ordinal))
        {
            return VertexMap.Read(path).HasValue;
        }

        var image = NiftiImage.Read(path);
        return image.TryGetValue(out var volume) && volume.Volume(0).Length > 0;
    }

    /// <summary>In turn: some bytes changed, the end cut off, a run of one byte, a piece of the file repeated.</summary>
    private static byte[] Damaged(byte[] original, int trial, Philox random)
    {
        byte[] bytes = [.. original];
        int at = random.NextInt32(bytes.Length);
        switch (trial % 4)
        {
            case 0:
                for (int change = 0; change < 4; change++)
                {
                    bytes[random.NextInt32(bytes.Length)] = (byte)random.NextInt32(256);
                }

                return bytes;
            case 1:
                return bytes[..at];
            case 2:
                bytes.AsSpan(at, Math.Min(8, bytes.Length - at)).Fill((byte)(random.NextInt32(2) == 0 ? 0xff : 0x7f));
                return bytes;
            default:
                return [.. bytes[..at], .. bytes[(at / 2)..]];
        }
    }

    private static byte[] Sample(string name) => name[..2] switch
    {
        "a." => new NiftiBytes { Data = NiftiBytes.Voxels(16, true, [1, 2, 3, 4, 5, 6, 7, 8]) }.ToArray(),
        "b." => new NiftiBytes { Version = 2, LittleEndian = false, Data = NiftiBytes.Voxels(16, false, [1, 2, 3, 4, 5, 6, 7, 8]) }.ToArray(),
        "c." => MghBytes.Packed(new NiftiBytes { Data = NiftiBytes.Voxels(16, true, [1, 2, 3, 4, 5, 6, 7, 8]) }.ToArray()),
        "d." => MghBytes.File([2, 2, 2, 1], 3, [1, 2, 3, 4, 5, 6, 7, 8]),
        "e." => MghBytes.Packed(MghBytes.File([2, 2, 2, 1], 1, [1, 2, 3, 4, 5, 6, 7, 8])),
        "f." => CiftiBytes.File([2, 1], CiftiBytes.Scalars + "<MatrixIndicesMap AppliesToMatrixDimension=\"1\" IndicesMapToDataType=\"CIFTI_INDEX_TYPE_PARCELS\"><Parcel Name=\"A\"/></MatrixIndicesMap>", 1, 2),
        "g." => CiftiBytes.File([2, 4], CiftiBytes.Scalars + CiftiBytes.Places([4, 7, 9], 1, 2, 3), 1, 2, 3, 4, 5, 6, 7, 8),
        "h." => CiftiBytes.File([1, 4], CiftiBytes.Labels + CiftiBytes.Places([4, 7, 9], 1, 2, 3), 1, 2, 0, 1),
        "i." => Encoding.UTF8.GetBytes(ShapeGifti),
        "j." => MghBytes.Packed(Encoding.UTF8.GetBytes(ShapeGifti.Replace("SHAPE", "LABEL", StringComparison.Ordinal))),
        "k." => [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 116, 0, 0, 0, 0, 2, 97, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        _ when name.EndsWith(".stats", StringComparison.Ordinal) => Encoding.UTF8.GetBytes("# hemi lh\n# ColHeaders StructName NumVert ThickAvg\nbankssts 1367 2.534\ninsula 3000 3.011\n"),
        _ => [255, 255, 255, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 1, 64, 32, 0, 0, 191, 128, 0, 0],
    };
}
