using Etiogrid.Imaging.Parcellated;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Imaging.Tests;

public sealed class ParcellatedFileTests
{
    private const string Parcels = "<MatrixIndicesMap AppliesToMatrixDimension=\"{0}\" IndicesMapToDataType=\"CIFTI_INDEX_TYPE_PARCELS\"><Parcel Name=\"A\"/><Parcel Name=\"B\"/><Parcel Name=\"C\"/></MatrixIndicesMap>";
    private const string Scalars = CiftiBytes.Scalars;

    [Fact]
    public void Scalars_come_as_regions_by_maps()
    {
        using var folder = new TemporaryFolder();
        var table = CiftiFile.Read(Save(folder, "a.pscalar.nii", [2, 3], Scalars + Numbered(1), 1, 2, 3, 4, 5, 6)).Value;
        Assert.Equal(["A", "B", "C"], table.RowNames);
        Assert.Equal(["myelin", "thickness"], table.ColumnNames);
        Assert.Equal([1, 2, 3, 4, 5, 6], table.Values.Values);
    }

    [Fact]
    public void Time_series_and_connectivity_come_as_regions_too()
    {
        using var folder = new TemporaryFolder();
        const string Series = "<MatrixIndicesMap AppliesToMatrixDimension=\"0\" IndicesMapToDataType=\"CIFTI_INDEX_TYPE_SERIES\" NumberOfSeriesPoints=\"2\"/>";
        Assert.Equal([1, 2, 3, 4, 5, 6], CiftiFile.Read(Save(folder, "a.ptseries.nii", [2, 3], Series + Numbered(1), 1, 2, 3, 4, 5, 6)).Value.Values.Values);
        var conn = CiftiFile.Read(Save(folder, "a.pconn.nii", [3, 3], Numbered("0,1"), 1, 2, 3, 4, 5, 6, 7, 8, 9)).Value;
        Assert.Equal(["A", "B", "C"], conn.ColumnNames);
        Assert.Equal(2, conn.Values[0, 1]);
    }

    [Fact]
    public void Axes_that_do_not_fit_and_files_without_extension_are_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal("E345", Assert.Single(CiftiFile.Read(Save(folder, "a.pscalar.nii", [2, 2], Scalars + Numbered(1), 1, 2, 3, 4)).Diagnostics, d => d.Code != "E334").Code);
        File.WriteAllBytes(folder["plain.pscalar.nii"], new NiftiBytes { Version = 2, Dimensions = [1, 1, 1, 1, 1, 1], Data = new byte[4] }.ToArray());
        Assert.Equal("E345", Assert.Single(CiftiFile.Read(folder["plain.pscalar.nii"]).Diagnostics).Code);
    }

    [Fact]
    public void Damaged_files_never_throw()
    {
        using var folder = new TemporaryFolder();
        byte[] original = File.ReadAllBytes(Save(folder, "a.pscalar.nii", [2, 3], Scalars + Numbered(1), 1, 2, 3, 4, 5, 6));
        var random = new Philox(8, 8);
        for (int trial = 0; trial < 800; trial++)
        {
            byte[] bytes = [.. original.Take(trial % 4 == 0 ? random.NextInt32(original.Length) : original.Length)];
            for (int change = 0; change < 3 && bytes.Length > 0; change++)
            {
                bytes[random.NextInt32(bytes.Length)] = (byte)random.NextInt32(256);
            }

            File.WriteAllBytes(folder["f.pscalar.nii"], bytes);
            _ = CiftiFile.Read(folder["f.pscalar.nii"]);
        }
    }

    [Fact]
    public void FreeSurfer_tables_give_every_measure()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("lh.aparc.stats", """
            # Title Segmentation Statistics
            # hemi lh
            # ColHeaders StructName NumVert SurfArea GrayVol ThickAvg
            bankssts 1367 897 2262 2.534
            insula   3000 2000 6900 3.011

            """);
        var table = FreeSurferStats.Read(path).Value;
        Assert.Equal(["lh_bankssts", "lh_insula"], table.RowNames);
        Assert.Equal(["NumVert", "SurfArea", "GrayVol", "ThickAvg"], table.ColumnNames);
        Assert.Equal(3.011, table.Values[1, 3]);
        var aseg = FreeSurferStats.Read(folder.Write("aseg.stats", "# ColHeaders  Index SegId NVoxels Volume_mm3 StructName\n 1 4 10 12.5 Left-Amygdala\n 2 5 x 3 Left-Caudate\n"));
        Assert.Equal("E346", Assert.Single(aseg.Diagnostics).Code);
    }

    private static string Numbered(object dimension) => Parcels.Replace("{0}", $"{dimension}", StringComparison.Ordinal);

    private static string Save(TemporaryFolder folder, string name, int[] size, string maps, params double[] values)
    {
        byte[] file = CiftiBytes.File(size, maps, values);
        File.WriteAllBytes(folder[name], file);
        return folder[name];
    }
}
