using Etiogrid.Core.Regions;

namespace Etiogrid.Imaging.Tests;

public sealed class AtlasSetTests
{
    [Fact]
    public void Regions_are_matched_by_name_not_by_row()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("atlas.tsv", "region\tD1\tD2\nB\t2\t20\nA\t1\t10\nC\t3\tn/a\n");
        var aligned = AtlasSet.Read(path).Then(a => a.AlignTo(Parcels("A", "B", "C"), path)).Value;
        Assert.Equal(["D1", "D2"], aligned.MapNames);
        Assert.Equal([1, 10, 2, 20, 3, double.NaN], aligned.Values.Values);
    }

    [Fact]
    public void A_region_without_a_row_is_named_with_its_nearest_match()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("atlas.tsv", "region\tD1\nL_Vis_1\t2\nL_Vis_2\t1\n");
        var result = AtlasSet.Read(path).Then(a => a.AlignTo(Parcels("L_Vis_1", "L_Viz_2"), path));
        Assert.False(result.HasValue);
        var finding = Assert.Single(result.Diagnostics);
        Assert.Equal("E302", finding.Code);
        Assert.Equal("L_Viz_2", finding.Found);
        Assert.Contains("L_Vis_2", finding.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void Extra_rows_are_left_out_with_a_warning()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("atlas.tsv", "region\tD1\nA\t2\nB\t1\nC\t5\n");
        var result = AtlasSet.Read(path).Then(a => a.AlignTo(Parcels("C", "A"), path));
        Assert.Equal([5, 2], result.Value.Values.Values);
        Assert.Equal("E303", Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void Names_given_beside_the_file_must_fit_and_be_unique()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("atlas.csv", "1,2\n3,4\n");
        Assert.Equal("E301", Assert.Single(AtlasSet.Read(path, ["A"], ["x", "y"]).Diagnostics).Code);
        Assert.Equal("E301", Assert.Single(AtlasSet.Read(path, ["A", "B"], ["x", "x"]).Diagnostics).Code);
        Assert.Equal(["A", "B"], AtlasSet.Read(path, ["A", "B"], ["x", "y"]).Value.RegionNames);
    }

    private static Parcellation Parcels(params string[] names) =>
        new("test", [.. names.Select(n => new Region(n, Hemisphere.None, null, null))]);
}
