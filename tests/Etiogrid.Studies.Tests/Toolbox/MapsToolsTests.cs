using System.Text;
using Etiogrid.Studies.Toolbox;

namespace Etiogrid.Studies.Tests.Toolbox;

public sealed class MapsToolsTests
{
    private static readonly string[] PairColumns = ["map", "atlas", "r", "z", "p_parametric", "p_null", "null_mean", "null_sd", "n"];

    [Fact]
    public void Colocalize_matches_regions_by_name_and_prints_the_contract_columns()
    {
        using var folder = new TemporaryFolder();
        string maps = folder.Write("maps.tsv", Column("m", i => i * i, i => i));
        string atlas = folder.Write("atlas.tsv", Column("a", i => i, i => 11 - i));
        var table = MapsTools.Colocalize(new() { Maps = maps, Atlas = atlas, Method = "spearman" }).Value;
        Assert.Equal(PairColumns, table.Columns);
        var row = Assert.Single(table.Rows);
        Assert.Equal("m", row[0]);
        Assert.Equal("a", row[1]);
        Assert.Equal(1.0, row[2]);
        Assert.Null(row[3]);
        Assert.Equal(12, row[8]);
    }

    [Fact]
    public void A_region_that_the_atlas_lacks_is_named()
    {
        using var folder = new TemporaryFolder();
        string maps = folder.Write("maps.tsv", "region\tm\nL_A\t1\nL_B\t2\n");
        string atlas = folder.Write("atlas.tsv", "region\ta\nL_A\t1\nL_C\t2\n");
        var result = MapsTools.Colocalize(new() { Maps = maps, Atlas = atlas, Method = "pearson" });
        Assert.Equal("E302", Assert.Single(result.Diagnostics).Code);
    }

    [Theory]
    [InlineData("moran")]
    [InlineData("spin")]
    [InlineData("variogram")]
    public void Every_null_is_the_same_for_the_same_seed_on_any_number_of_threads(string name)
    {
        using var folder = new TemporaryFolder();
        string maps = folder.Write("maps.tsv", Wave("m", 0));
        string atlas = folder.Write("atlas.tsv", Wave("a", 1));
        string coordinates = folder.Write("xyz.tsv", Coordinates());
        string Run(ulong seed, int threads) => MapsTools.Colocalize(new()
        {
            Maps = maps,
            Atlas = atlas,
            Method = "spearman",
            Null = new() { Null = name, Coordinates = [coordinates], Permutations = 300, Seed = seed, Threads = threads },
        }).Value.ToTsv();
        Assert.Equal(Run(1, 1), Run(1, 2));
        if (name != "variogram")
        {
            Assert.NotEqual(Run(1, 1), Run(2, 1));
        }
    }

    [Fact]
    public void A_null_without_geometry_says_what_it_needs()
    {
        using var folder = new TemporaryFolder();
        string maps = folder.Write("maps.tsv", Wave("m", 0));
        var result = MapsTools.Colocalize(new() { Maps = maps, Atlas = maps, Method = "pearson", Null = new() { Null = "moran" } });
        Assert.Equal("E307", Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void Regions_of_both_files_are_compared_and_those_of_one_are_named()
    {
        using var folder = new TemporaryFolder();
        string maps = folder.Write("maps.tsv", Column("m", i => (i * 5) % 12, i => i));
        string atlas = folder.Write("atlas.tsv", "region\ta\nRJ\t9\nRA\t1\nRC\t3\nRD\t4\nRE\t2\nRF\t8\nother\t5\n");
        var result = MapsTools.Colocalize(new() { Maps = maps, Atlas = atlas, Method = "pearson" });
        Assert.Equal(6, Assert.Single(result.Value.Rows)[8]);
        Assert.Equal(["E303", "E303"], result.Diagnostics.Select(d => d.Code));
        Assert.Contains("RB, RG", result.Diagnostics[0].Found, StringComparison.Ordinal);
        string twice = folder.Write("twice.tsv", "region\ta\nRA\t9\nRA\t1\n");
        var error = Assert.Single(MapsTools.Colocalize(new() { Maps = twice, Atlas = atlas, Method = "pearson" }).Diagnostics);
        Assert.Equal("E301", error.Code);
        Assert.Equal(twice, error.Place.File);
    }

    [Fact]
    public void A_mask_and_a_hemisphere_leave_the_other_regions_out()
    {
        using var folder = new TemporaryFolder();
        string maps = folder.Write("maps.tsv", Column("m", i => (i * 5) % 12, i => i));
        string atlas = folder.Write("atlas.tsv", Column("a", i => i * i, i => i));
        string mask = folder.Write("mask.tsv", Column("keep", i => i < 9 ? 1 : 0, i => i));
        var all = MapsTools.Colocalize(new() { Maps = maps, Atlas = atlas, Method = "spearman" }).Value;
        var masked = MapsTools.Colocalize(new() { Maps = maps, Atlas = atlas, Method = "spearman", Mask = mask }).Value;
        Assert.Equal(12, all.Rows[0][8]);
        Assert.True((int)masked.Rows[0][8]! is > 5 and < 12);
        Assert.NotEqual(all.Rows[0][2], masked.Rows[0][2]);
        string half = folder.Write("half.tsv", Column("keep", i => 0.5, i => i));
        Assert.Equal("E358", Assert.Single(MapsTools.Colocalize(new() { Maps = maps, Atlas = atlas, Method = "spearman", Mask = half }).Diagnostics).Code);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("moran")]
    public void Volumes_are_compared_voxel_by_voxel(string name)
    {
        // 20 x 20 x 20 voxels of 4 mm: more than any table of distances holds.
        using var folder = new TemporaryFolder();
        string maps = Volume(folder, "map.nii", (x, y, z) => Math.Sin(x / 3.0) + (y / 10.0) + Noise(x, y, z, 1));
        string atlas = Volume(folder, "pet.nii", (x, y, z) => Math.Sin(x / 3.0) + (y / 10.0) + Noise(x, y, z, 2));
        string mask = Volume(folder, "mask.nii", (x, _, _) => x < 16 ? 1 : 0);
        var result = MapsTools.Colocalize(new() { Maps = maps, Atlas = atlas, Mask = mask, Method = "pearson", Null = new() { Null = name, Permutations = 49 } });
        var row = Assert.Single(result.Value.Rows);
        Assert.Equal("map", row[0]);
        Assert.Equal("pet", row[1]);
        Assert.Equal(16 * 400, row[8]);
        Assert.InRange((double)row[2]!, 0.3, 0.6);
        Assert.Equal(name == "none" ? null : (object)0.02, row[5]);
        Assert.Equal("E359", Assert.Single(MapsTools.Colocalize(new() { Maps = maps, Atlas = atlas, Method = "dominance" }).Diagnostics).Code);
    }

    [Fact]
    public void Dominance_and_regression_print_one_row_an_atlas_map()
    {
        using var folder = new TemporaryFolder();
        string maps = folder.Write("maps.csv", Bare(i => i + (0.1 * (i % 3))));
        string atlas = folder.Write("atlas.csv", Bare(i => i, i => i % 4));
        foreach (string method in new[] { "mlr", "dominance" })
        {
            var table = MapsTools.Colocalize(new() { Maps = maps, Atlas = atlas, Method = method }).Value;
            Assert.Equal(["map", "atlas", "value", "r2", "r2_adj"], table.Columns);
            Assert.Equal(2, table.Rows.Count);
            if (method == "dominance")
            {
                NumericAssert.Close((double)table.Rows[0][3]!, table.Rows.Sum(r => (double)r[2]!), 1e-12);
            }
        }
    }

    [Fact]
    public void Group_turns_an_atlas_with_maps_in_rows_round()
    {
        using var folder = new TemporaryFolder();
        string cases = folder.Write("cases.csv", "1,2,3,5,4,6\n2,1,4,3,5,7\n0,2,2,6,5,5\n");
        string tall = folder.Write("tall.csv", "1,3\n2,1\n3,4\n4,2\n5,6\n6,5\n");
        string wide = folder.Write("wide.csv", "1,2,3,4,5,6\n3,1,4,2,6,5\n");
        string Run(string atlas) => MapsTools.Group(new() { Cases = cases, Atlas = atlas, Mode = "null", Method = "pearson" }).Value.ToTsv();
        Assert.Equal(Run(tall), Run(wide));
        Assert.StartsWith("map\tatlas\tr\tz\tp_parametric\tp_null\tnull_mean\tnull_sd\tn\tci_low\tci_high\ngroup\t1\t", Run(tall), StringComparison.Ordinal);
    }

    [Fact]
    public void Group_without_controls_says_so()
    {
        using var folder = new TemporaryFolder();
        string cases = folder.Write("cases.csv", "1,2,3,5,4,6\n2,1,4,3,5,7\n");
        var result = MapsTools.Group(new() { Cases = cases, Atlas = cases, Mode = "cohen-between", Method = "pearson" });
        Assert.Equal("E318", Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void Similarity_names_the_set_of_each_ambiguous_pair()
    {
        using var folder = new TemporaryFolder();
        string atlas = folder.Write("atlas.csv", Bare(i => i, i => i + (0.5 * (i % 2)), i => i * 7 % 12));
        var table = MapsTools.Similarity(atlas, "spearman", 0.5).Value;
        Assert.Equal(9, table.Rows.Count);
        Assert.Equal("1,2", table.Rows[1][5]);
        Assert.Null(table.Rows[2][5]);
    }

    private static string Column(string name, Func<int, double> value, Func<int, int> region)
    {
        // Rows in another order for each file: only names can match them.
        var text = new StringBuilder($"region\t{name}\n");
        for (int i = 0; i < 12; i++)
        {
            int r = region(i) >= 0 ? region(i) : 11;
            text.Append('R').Append((char)('A' + r)).Append('\t').Append(value(r)).Append('\n');
        }

        return text.ToString();
    }

    private static string Wave(string name, double phase)
    {
        var text = new StringBuilder($"region\t{name}\n");
        for (int i = 0; i < 40; i++)
        {
            text.Append(Region(i)).Append('\t').Append(FormattableString.Invariant($"{Math.Sin((0.3 * i) + phase) + (0.2 * Math.Cos(i * 5 * (1 + phase)))}")).Append('\n');
        }

        return text.ToString();
    }

    private static string Coordinates()
    {
        var text = new StringBuilder("name\tx_mni\ty_mni\tz_mni\n");
        for (int i = 0; i < 40; i++)
        {
            text.Append(FormattableString.Invariant($"{Region(i)}\t{(i < 20 ? -1 : 1) * (10 + (i % 20 * 2.5))}\t{50 * Math.Cos(i)}\t{40 * Math.Sin(1.7 * i)}\n"));
        }

        return text.ToString();
    }

    private static string Region(int i) => (i < 20 ? "L_" : "R_") + (char)('A' + (i % 20));

    private static string Bare(params Func<int, double>[] columns)
    {
        var text = new StringBuilder();
        for (int i = 0; i < 12; i++)
        {
            text.Append(string.Join(',', columns.Select(c => FormattableString.Invariant($"{c(i)}")))).Append('\n');
        }

        return text.ToString();
    }

    private static double Noise(int x, int y, int z, int seed) => new Etiogrid.Numerics.Random.Philox((ulong)seed, (ulong)((((x * 20) + y) * 20) + z)).NextNormal();

    /// <summary>A NIfTI-1 file of 20 x 20 x 20 floats, 4 mm.</summary>
    private static string Volume(TemporaryFolder folder, string name, Func<int, int, int, double> value)
    {
        byte[] bytes = new byte[352 + (8000 * 4)];
        BitConverter.TryWriteBytes(bytes.AsSpan(0), 348);
        foreach (var (at, number) in new[] { (40, 3), (42, 20), (44, 20), (46, 20), (70, 16), (72, 32), (254, 1) })
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(at), (short)number);
        }

        foreach (var (at, number) in new[] { (108, 352f), (280, 4f), (300, 4f), (320, 4f) })
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(at), number);
        }

        Encoding.ASCII.GetBytes("n+1").CopyTo(bytes, 344);
        for (int v = 0; v < 8000; v++)
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(352 + (4 * v)), (float)value(v % 20, v / 20 % 20, v / 400));
        }

        File.WriteAllBytes(folder[name], bytes);
        return folder[name];
    }
}
