using Etiogrid.Imaging.Volumes;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Imaging.Tests;

public sealed class LabelVolumeTests
{
    [Fact]
    public void Radiological_storage_reads_the_same_place_in_space()
    {
        // Values equal x in millimetres; the image is stored from right to left, the labels from left to right.
        using var folder = new TemporaryFolder();
        var image = Save(folder, "image.nii", new NiftiBytes { Dimensions = [5, 1, 1], Sform = [-1, 0, 0, 2, 0, 1, 0, 0, 0, 0, 1, 0], Data = NiftiBytes.Voxels(16, true, 2, 1, 0, -1, -2) });
        var labels = LabelVolume.From(Save(folder, "labels.nii", new NiftiBytes { Type = 2, Dimensions = [5, 1, 1], Sform = [1, 0, 0, -2, 0, 1, 0, 0, 0, 0, 1, 0], Data = [7, 7, 0, 3, 3] }), "labels.nii").Value;
        Assert.Equal([3, 7], labels.Labels);
        foreach (var resampling in new[] { Resampling.Nearest, Resampling.Linear })
        {
            var means = labels.Means(image, 0, [7, 3, 9], resampling);
            NumericAssert.Close(-1.5, means[0].Mean, 1e-12);
            NumericAssert.Close(1.5, means[1].Mean, 1e-12);
            Assert.True(double.IsNaN(means[2].Mean));
        }
    }

    [Fact]
    public void Linear_reading_is_exact_for_a_linear_field_between_voxels()
    {
        using var folder = new TemporaryFolder();
        double[] values = [.. Enumerable.Range(0, 64).Select(v => (1.0 * (v % 4)) + (2 * (v / 4 % 4)) - (3 * (v / 16)))];
        var image = Save(folder, "image.nii", new NiftiBytes { Dimensions = [4, 4, 4], Type = 64, Data = NiftiBytes.Voxels(64, true, values) });
        var labels = LabelVolume.From(Save(folder, "labels.nii", new NiftiBytes { Type = 2, Dimensions = [1, 1, 1], Sform = [1, 0, 0, 1.25, 0, 1, 0, 2.5, 0, 0, 1, 0.75], Data = [1] }), "l").Value;
        NumericAssert.Close(1.25 + 5 - 2.25, labels.Means(image, 0, [1], Resampling.Linear)[0].Mean, 1e-12);
        NumericAssert.Close(1 + 6 - 3, labels.Means(image, 0, [1], Resampling.Nearest)[0].Mean, 1e-12);
    }

    [Fact]
    public void Coverage_is_the_share_of_voxels_with_a_value()
    {
        using var folder = new TemporaryFolder();
        var image = Save(folder, "image.nii", new NiftiBytes { Dimensions = [3, 1, 1], Data = NiftiBytes.Voxels(16, true, 4, double.NaN, 0) });
        var labels = LabelVolume.From(Save(folder, "labels.nii", new NiftiBytes { Type = 2, Dimensions = [4, 1, 1], Data = [1, 1, 1, 1] }), "l").Value;
        Assert.Equal(new RegionMean(2, 0.5), labels.Means(image, 0, [1], Resampling.Nearest)[0]);
        Assert.Equal(new RegionMean(4, 0.25), labels.Means(image, 0, [1], Resampling.Nearest, background: 0)[0]);
    }

    [Fact]
    public void The_background_is_the_value_of_the_outermost_voxels_of_a_whole_image_only()
    {
        using var folder = new TemporaryFolder();
        double[] values = [.. Enumerable.Range(0, 1000).Select(v => v % 10 is 0 or 9 || v / 10 % 10 is 0 or 9 || v / 100 is 0 or 9 ? -0.5 : v)];
        Assert.Equal(-0.5, ImageBackground.Of(Save(folder, "a.nii", new NiftiBytes { Dimensions = [10, 10, 10], Data = NiftiBytes.Voxels(16, true, values) }), 0));
        for (int v = 0; v < 100; v++)
        {
            values[v] = v;
        }

        Assert.Null(ImageBackground.Of(Save(folder, "b.nii", new NiftiBytes { Dimensions = [10, 10, 10], Data = NiftiBytes.Voxels(16, true, values) }), 0));
        Assert.Null(ImageBackground.Of(Save(folder, "c.nii", new NiftiBytes { Dimensions = [2, 2, 2], Data = NiftiBytes.Voxels(16, true, new double[8]) }), 0));
    }

    [Fact]
    public void Fractions_are_no_labels()
    {
        using var folder = new TemporaryFolder();
        var image = Save(folder, "p.nii", new NiftiBytes { Dimensions = [2, 1, 1], Data = NiftiBytes.Voxels(16, true, 1, 0.5) });
        Assert.Equal("E337", Assert.Single(LabelVolume.From(image, "p.nii").Diagnostics).Code);
    }

    /// <summary>The published table averages the same images over the same parcellation without their background.</summary>
    [Theory]
    [InlineData("5HT1a_way_hc36_savli")]
    [InlineData("5HT2a_alt_hc19_savli")]
    [InlineData("5HTT_dasb_hc30_savli")]
    [InlineData("D1_SCH23390_hc13_kaller")]
    [InlineData("D2_raclopride_hc7_alakurtti")]
    [InlineData("DAT_fpcit_hc174_dukart_spect")]
    [InlineData("GABAa_flumazenil_hc6_dukart")]
    [InlineData("MU_carfentanil_hc204_kantonen")]
    [InlineData("NAT_MRB_hc10_hesse")]
    public void Positron_emission_volumes_reproduce_the_published_table(string name)
    {
        var atlas = LabelVolume.From(NiftiImage.Read(SharedData.Require("data/atlas_schaefer100_tianS1/Schaefer100-7_TianS1_2mm.nii.gz")).Value, "atlas").Value;
        var image = NiftiImage.Read(SharedData.Require($"data/hansen_receptors/nifti/{name}.nii.gz")).Value;
        double[] published = Reference.Matrix($"data/hansen_receptors/PET_parcellated/scale100/{name}.csv").Values;
        var means = atlas.Means(image, 0, [.. Enumerable.Range(1, 100).Select(l => (long)l)], Resampling.Nearest, ImageBackground.Of(image, 0));
        int[] covered = [.. Enumerable.Range(0, 100).Where(i => means[i].Coverage > 0)];
        double r = Moments.Pearson([.. covered.Select(i => published[i])], [.. covered.Select(i => means[i].Mean)]);
        Assert.True(r >= 0.996, $"{name}: r = {r:F4}");
        Assert.InRange(covered.Length, 99, 100);
    }

    private static NiftiImage Save(TemporaryFolder folder, string name, NiftiBytes image)
    {
        File.WriteAllBytes(folder[name], image.ToArray());
        return NiftiImage.Read(folder[name]).Value;
    }
}
