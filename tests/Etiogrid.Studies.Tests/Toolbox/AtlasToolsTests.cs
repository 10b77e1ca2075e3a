using Etiogrid.Studies.Toolbox;

namespace Etiogrid.Studies.Tests.Toolbox;

public sealed class AtlasToolsTests
{
    [Fact]
    public void A_pack_added_once_is_used_by_name_and_checked_again()
    {
        using var folder = new TemporaryFolder();
        using var store = new TemporaryFolder();
        Environment.SetEnvironmentVariable(AtlasStore.Variable, store.Path);
        try
        {
            folder.Write("m.tsv", "region\tx\nL_A\t1\nL_B\t2\nL_C\t4\nR_A\t3\nR_B\t9\nR_C\t5\n");
            folder.Write("atlas.tsv", "map\tkind\ttarget\tn\tspace\tcitation\tlicence\tfile\nx\tpet\tD2\t12\tMNI\tcited\tCC0\tm.tsv\n");
            Assert.True(AtlasTools.Add(folder.Path, "mine", replace: false).HasValue);
            Assert.Equal("E356", Assert.Single(AtlasTools.Add(folder.Path, "mine", replace: false).Diagnostics).Code);
            Assert.Equal("E356", Assert.Single(AtlasTools.Add(folder.Path, "a/b", replace: false).Diagnostics).Code);
            Assert.Equal("agrees", Assert.Single(AtlasTools.Check(null).Value.Rows)[5]);
            Assert.Equal("D2", Assert.Single(AtlasTools.List("mine").Value.Rows)[3]);

            string maps = folder.Write("maps.tsv", "region\tm\nR_C\t5\nL_A\t1\nL_B\t2\nL_C\t4\nR_A\t3\nR_B\t8\n");
            var row = Assert.Single(MapsTools.Colocalize(new() { Maps = maps, Atlas = "mine", Method = "spearman" }).Value.Rows);
            Assert.Equal("D2", row[1]);
            Assert.Equal(1.0, (double)row[2]!, 12);
            Assert.Equal("E355", Assert.Single(MapsTools.Similarity("mein", "pearson", 0.5).Diagnostics).Code);

            File.AppendAllText(Path.Combine(store.Path, "mine", "m.tsv"), "R_D\t1\n");
            Assert.Contains(AtlasTools.Check("mine").Diagnostics, d => d.Code == "E351");
        }
        finally
        {
            Environment.SetEnvironmentVariable(AtlasStore.Variable, null);
        }
    }

    [Fact]
    public void Group_modes_without_controls_have_a_spatial_p_and_those_with_controls_have_both()
    {
        using var folder = new TemporaryFolder();
        string[] names = [.. Enumerable.Range(0, 24).Select(i => (i < 12 ? "L_" : "R_") + i)];
        string People(int seed) => folder.Write($"p{seed}.tsv", "id\t" + string.Join('\t', names) + "\n" + string.Concat(Enumerable.Range(0, 6).Select(k => $"s{seed}{k}\t" + string.Join('\t', names.Select((_, i) => ((i * 7 * (k + seed)) % 23) + (0.1 * i))) + "\n")));
        string atlas = folder.Write("atlas.tsv", "region\ta\n" + string.Concat(names.Select((n, i) => $"{n}\t{(i * 5) % 17}\n")));
        string xyz = folder.Write("xyz.tsv", "name\tx\ty\tz\n" + string.Concat(names.Select((n, i) => $"{n}\t{(i < 12 ? -1 : 1) * (10 + i)}\t{(i * 13) % 40}\t{(i * 29) % 31}\n")));
        var spatial = new MapsNullOptions { Null = "moran-matched", Coordinates = [xyz], Permutations = 99 };
        var loo = MapsTools.Group(new() { Cases = People(1), Atlas = atlas, Mode = "loo", Method = "spearman", Null = spatial, Card = true });
        Assert.All(loo.Value.Rows, r => Assert.InRange((double)r[5]!, 0.01, 1));
        Assert.Contains(loo.Diagnostics, d => d.Code == "E323");
        var between = MapsTools.Group(new() { Cases = People(1), Controls = People(2), Atlas = atlas, Mode = "cohen-between", Method = "mlr", Permutations = 50, Null = spatial }).Value;
        Assert.Equal(["p_spatial", "spatial_mean", "spatial_sd"], between.Columns.TakeLast(3));
        Assert.All(between.Rows, r => Assert.NotNull(r[^3]));
    }

    [Fact]
    public void A_null_can_be_calibrated_before_there_are_data()
    {
        using var folder = new TemporaryFolder();
        string xyz = folder.Write("xyz.tsv", "name\tx\ty\tz\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"r{i}\t{(i % 2 == 0 ? -1 : 1) * (10 + (i * 7 % 50))}\t{i * 13 % 80}\t{i * 29 % 61}\n")));
        var table = MapsTools.CalibrateNull(new() { Null = "moran-matched", Coordinates = [xyz], Permutations = 99 }, "spearman", 20).Value;
        Assert.Equal([5.0, 15.0, 30.0, 45.0, 60.0], table.Rows.Select(r => (double)r[1]!));
        Assert.All(table.Rows, r => Assert.InRange((double)r[2]!, 0.01, 0.11));
        Assert.Equal("E307", Assert.Single(MapsTools.CalibrateNull(new() { Null = "moran" }, "spearman", 20).Diagnostics).Code);
    }
}
