using Etiogrid.Files;
using Etiogrid.Imaging.Atlases;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Imaging.Tests;

public sealed class AtlasPackTests
{
    private const string Header = "map\tkind\ttarget\ttracer\tn\tspace\tcitation\tlicence\tfile\tcolumn\tsha256\n";

    [Fact]
    public void Maps_of_one_target_are_averaged_as_z_scores_weighted_by_people()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.tsv", "region\tx\ty\nA\t1\t10\nB\t2\t40\nC\t3\t20\nD\t4\t90\nE\t9\tn/a\nF\t6\t70\n");
        folder.Write("b.tsv", "region\tz\nF\t7\nE\t5\nD\t4\nC\t3\nB\t1\nA\t0\n");
        folder.Write("atlas.tsv", Header + Row("x1", "D2", 30, "a.tsv", "x") + Row("y1", "D2", 10, "a.tsv", "y") + Row("z1", "gaba", 1, "b.tsv", ""));
        var pack = AtlasPack.Read(folder.Path).Value;
        Assert.Equal([7, 5, 4, 3, 1, 0], pack.Values.Values.Column(2).Reverse());
        var targets = pack.Targets();
        Assert.Equal(["D2", "gaba"], targets.ColumnNames);
        double Z(double v, params double[] all) => (v - Moments.Mean(all)) / Moments.StandardDeviation(all);
        NumericAssert.Close(((30 * Z(2, 1, 2, 3, 4, 9, 6)) + (10 * Z(40, 10, 40, 20, 90, 70))) / 40, targets.Values[1, 0], 1e-12);
        NumericAssert.Close(Z(9, 1, 2, 3, 4, 9, 6), targets.Values[4, 0], 1e-12);
    }

    [Theory]
    [InlineData("x1\tpet\tD2\tt\t30\tMNI\tcited\t\ta.tsv\tx\t\n", "E350")]
    [InlineData("x1\tpet\tD2\tt\tmany\tMNI\tcited\tCC0\ta.tsv\tx\t\n", "E350")]
    [InlineData("x1\tphoto\tD2\tt\t3\tMNI\tcited\tCC0\ta.tsv\tx\t\n", "E350")]
    [InlineData("x1\tpet\tD2\tt\t3\tMNI\tcited\tCC0\t../a.tsv\tx\t\n", "E350")]
    [InlineData("x1\tpet\tD2\tt\t3\tMNI\tcited\tCC0\ta.tsv\tx\t00ff\n", "E351")]
    [InlineData("x1\tpet\tD2\tt\t3\tMNI\tcited\tCC0\ta.tsv\tw\t\n", "E352")]
    [InlineData("x1\tpet\tD2\tt\t3\tMNI\tcited\tCC0\ta.tsv\t\t\n", "E352")]
    [InlineData("x1\tpet\tD2\tt\t3\tMNI\tcited\tCC0\ta.tsv\tx\t\nf\tpet\tD2\tt\t3\tMNI\tcited\tCC0\tother.tsv\tx\t\n", "E353")]
    [InlineData("f\tpet\tD2\tt\t3\tMNI\tcited\tCC0\ta.tsv\tflat\t\n", "E354")]
    public void A_pack_that_cannot_be_trusted_is_refused_with_its_reason(string rows, string code)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.tsv", "region\tx\tflat\nA\t1\t1\nB\t2\t1\nC\t3\t1\nD\t4\t1\nE\t9\t1\n");
        folder.Write("other.tsv", "region\tx\nA\t1\nB\t2\nC\t3\nD\t4\nF\t9\n");
        folder.Write("atlas.tsv", Header + rows);
        Assert.Equal(code, Assert.Single(AtlasPack.Read(folder.Path).Diagnostics).Code);
    }

    [Fact]
    public void A_manifest_written_with_checksums_reads_back_and_notices_a_changed_byte()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.tsv", "region\tx\nA\t1\nB\t2\nC\t3\nD\t4\nE\t9\n");
        folder.Write("atlas.tsv", Header + Row("x1", "D2", 30, "a.tsv", "x"));
        var maps = AtlasManifest.Read(folder.Path).Value.Select(m => m with { Sha256 = InputFile.Sha256(file) }).ToArray();
        folder.Write("atlas.tsv", AtlasManifest.Write(maps));
        Assert.Equal(maps, AtlasPack.Read(folder.Path).Value.Maps);
        folder.Write("a.tsv", "region\tx\nA\t1\nB\t2\nC\t3\nD\t4\nE\t8\n");
        Assert.Equal("E351", Assert.Single(AtlasPack.Read(folder.Path).Diagnostics).Code);
    }

    [Fact]
    public void The_published_average_of_several_tracers_is_reproduced()
    {
        using var folder = new TemporaryFolder();
        const string Source = "data/hansen_receptors/PET_parcellated/scale100/";
        var rows = new System.Text.StringBuilder(Header);
        foreach (var (name, target, n) in new[] { ("NAT_MRB_hc10_hesse", "NET", 10), ("NAT_MRB_hc77_ding", "NET", 77), ("mGluR5_abp_hc22_rosaneto", "mGluR5", 22), ("mGluR5_abp_hc28_dubois", "mGluR5", 28), ("mGluR5_abp_hc73_smart", "mGluR5", 73) })
        {
            File.Copy(SharedData.Require(Source + name + ".csv"), folder[name + ".csv"]);
            rows.Append(Row(name, target, n, name + ".csv", ""));
        }

        folder.Write("atlas.tsv", rows.ToString());
        var targets = AtlasPack.Read(folder.Path).Value.Targets();
        var published = Reference.Matrix("data/hansen_receptors/receptor_data_scale100.csv");
        Assert.InRange(Moments.Pearson(published.Column(16), targets.Values.Column(0)), 0.99, 1);
        Assert.InRange(Moments.Pearson(published.Column(14), targets.Values.Column(1)), 0.999, 1);
    }

    private static string Row(string map, string target, int n, string file, string column) => $"{map}\tpet\t{target}\ttracer\t{n}\tMNI\tcited\tCC0\t{file}\t{column}\t\n";
}
