using Etiogrid.Imaging.Parcellated;
using Etiogrid.Imaging.Surfaces;
using Etiogrid.Imaging.Volumes;

namespace Etiogrid.Imaging.Tests;

public sealed class DenseFileTests
{
    [Fact]
    public void Places_are_matched_by_structure_and_vertex_whatever_their_order()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["a.dscalar.nii"], CiftiBytes.File([2, 5], CiftiBytes.Scalars + CiftiBytes.Places([4, 7, 9], 1, 2, 3, 3, 2, 1), 1, 10, 2, 20, 3, 30, 4, 40, 5, 50));
        File.WriteAllBytes(folder["p.dlabel.nii"], CiftiBytes.File([1, 6], CiftiBytes.Labels + CiftiBytes.Places([9, 4, 50, 7], 3, 2, 1, 1, 2, 3), 2, 1, 1, 0, 2, 1));
        var dense = DenseCifti.Read(folder["a.dscalar.nii"]).Value;
        Assert.Equal(["myelin", "thickness"], dense.ColumnNames);
        Assert.Equal(["CORTEX_LEFT_4", "CORTEX_LEFT_7", "CORTEX_LEFT_9", "THALAMUS_LEFT_1_2_3", "THALAMUS_LEFT_3_2_1"], dense.Grayordinates.Select(g => g.Name));
        Assert.Equal((8.0, -4.0, 0.0), dense.Space!.Value.Apply(1, 2, 3));
        var regions = dense.Regions(DenseCifti.Read(folder["p.dlabel.nii"]).Value);
        Assert.Equal(["Front", "Back"], regions.Select(r => r.Name));
        Assert.Equal([0, 3], regions[0].Places);
        Assert.Equal(3, regions[0].Count);
        Assert.Equal([2, 4], regions[1].Places);
        double[] values = new double[2];
        dense.Values(3, values);
        Assert.Equal([4, 40], values);
    }

    [Theory]
    [InlineData("IndexCount=\"3\"", "IndexCount=\"2000000000\"")]
    [InlineData("IndexOffset=\"0\"", "IndexOffset=\"1\"")]
    [InlineData(">4 7 9<", ">4 7<")]
    [InlineData(">4 7 9<", ">4 7 -9<")]
    [InlineData(">4 7 9<", ">4 seven 9<")]
    public void A_model_that_does_not_list_what_it_counts_is_refused(string from, string to)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["a.dscalar.nii"], CiftiBytes.File([2, 4], (CiftiBytes.Scalars + CiftiBytes.Places([4, 7, 9], 1, 2, 3)).Replace(from, to, StringComparison.Ordinal), 1, 2, 3, 4, 5, 6, 7, 8));
        Assert.Equal("E345", Assert.Single(DenseCifti.Read(folder["a.dscalar.nii"]).Diagnostics, d => d.Code != "E334").Code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public void FreeSurfer_volumes_of_every_type_give_their_values(int type)
    {
        using var folder = new TemporaryFolder();
        double[] values = [1, 2, 3, 4, 5, 6, 250, 8, 9, 10, 11, 12];
        byte[] bytes = MghBytes.File([3, 2, 1, 2], type, values);
        File.WriteAllBytes(folder["a.mgh"], bytes);
        File.WriteAllBytes(folder["a.mgz"], MghBytes.Packed(bytes));
        foreach (string name in new[] { "a.mgh", "a.mgz" })
        {
            var image = NiftiImage.Read(folder[name]).Value;
            Assert.Equal(2, image.VolumeCount);
            Assert.Equal(values[..6], image.Volume(0));
            Assert.Equal(values[6..], image.Volume(1));
        }
    }

    [Fact]
    public void The_centre_of_a_FreeSurfer_volume_lies_where_its_header_says()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["a.mgh"], MghBytes.File([4, 6, 8, 1], 0, new double[192], [2, 3, 4], [-1, 0, 0, 0, 0, -1, 0, 1, 0], [5, -7, 11]));
        var affine = NiftiImage.Read(folder["a.mgh"]).Value.Header.Affine;
        Assert.Equal((5.0, -7.0, 11.0), affine.Apply(2, 3, 4));
        Assert.Equal((3.0, -7.0, 11.0), affine.Apply(3, 3, 4));
        Assert.Equal((5.0, -7.0, 8.0), affine.Apply(2, 4, 4));
        File.WriteAllBytes(folder["b.mgh"], MghBytes.File([4, 6, 8, 1], 0, new double[192]));
        Assert.Equal((0.0, 0.0, 0.0), NiftiImage.Read(folder["b.mgh"]).Value.Header.Affine.Apply(2, 3, 4));
    }

    [Fact]
    public void Surface_maps_of_a_FreeSurfer_volume_are_its_frames()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["lh.mgh"], MghBytes.File([3, 1, 1, 2], 3, [1.5, 2, 3, 4, 5, 6]));
        var maps = VertexMap.Read(folder["lh.mgh"]).Value;
        Assert.Equal([1.5, 2, 3], maps[0]);
        Assert.Equal([4, 5, 6], maps[1]);
        File.WriteAllBytes(folder["v.mgh"], MghBytes.File([3, 2, 1, 1], 3, [1, 2, 3, 4, 5, 6]));
        Assert.Equal("E348", Assert.Single(VertexMap.Read(folder["v.mgh"]).Diagnostics).Code);
    }
}
