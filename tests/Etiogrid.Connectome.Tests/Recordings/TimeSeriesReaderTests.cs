using System.Globalization;
using System.Text;
using Etiogrid.Connectome.Recordings;

namespace Etiogrid.Connectome.Tests.Recordings;

public sealed class TimeSeriesReaderTests
{
    [Fact]
    public void A_recording_keeps_names_and_order()
    {
        using var folder = new TemporaryFolder();
        var series = TimeSeriesReader.Read(Write(folder, (_, _) => null)).Value;
        Assert.Equal(["A", "B", "C"], series.Regions);
        Assert.Equal(12, series.Volumes);
        Assert.All(series.States, s => Assert.Equal(RegionState.Varying, s));
    }

    [Fact]
    public void Too_few_volumes_are_refused()
    {
        using var folder = new TemporaryFolder();
        var read = TimeSeriesReader.Read(Write(folder, (_, _) => null), new() { MinimumVolumes = 50 });
        Assert.Equal("E602", Assert.Single(read.Diagnostics).Code);
        Assert.False(read.HasValue);
    }

    [Fact]
    public void A_column_without_values_is_an_error_unless_allowed()
    {
        using var folder = new TemporaryFolder();
        string path = Write(folder, (_, column) => column == 1 ? "n/a" : null);
        var refused = TimeSeriesReader.Read(path);
        Assert.Contains(refused.Diagnostics, d => d is { Code: "E604", Place.Column: "B" });
        Assert.False(refused.HasValue);
        var allowed = TimeSeriesReader.Read(path, new() { AllowMissingRegions = true }).Value;
        Assert.Equal([RegionState.Varying, RegionState.Missing, RegionState.Varying], allowed.States);
    }

    [Fact]
    public void A_partly_missing_column_is_named_with_its_first_row()
    {
        using var folder = new TemporaryFolder();
        var read = TimeSeriesReader.Read(Write(folder, (row, column) => row == 4 && column == 2 ? "NaN" : null));
        var finding = Assert.Single(read.Diagnostics, d => d.Code == "E603");
        Assert.Equal((6L, "C"), (finding.Place.Row!.Value, finding.Place.Column));
        Assert.False(read.HasValue);
    }

    [Fact]
    public void A_row_without_values_is_a_censored_volume()
    {
        using var folder = new TemporaryFolder();
        var series = TimeSeriesReader.Read(Write(folder, (row, _) => row is 3 or 7 ? "n/a" : null)).Value;
        Assert.Equal(10, series.Volumes);
    }

    [Fact]
    public void A_constant_region_is_a_warning_with_its_name()
    {
        using var folder = new TemporaryFolder();
        var read = TimeSeriesReader.Read(Write(folder, (_, column) => column == 0 ? "4.2" : null));
        Assert.Contains(read.Diagnostics, d => d is { Code: "E606", Place.Column: "A" });
        Assert.Equal(RegionState.Constant, read.Value.States[0]);
    }

    [Fact]
    public void Repeated_names_and_decimal_commas_are_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains(TimeSeriesReader.Read(Write(folder, (_, _) => null, "A\tB\tA")).Diagnostics, d => d.Code == "E601");
        Assert.Contains(TimeSeriesReader.Read(Write(folder, (row, column) => row == 2 && column == 1 ? "0,5" : null)).Diagnostics, d => d.Code == "E110" && d.Place.Row == 4);
    }

    [Fact]
    public void Regions_are_matched_to_the_parcellation_by_name()
    {
        using var folder = new TemporaryFolder();
        string path = Write(folder, (_, _) => null, "Left_A\tLeft_B\tLeft_C");
        var aligned = TimeSeriesReader.Read(path, ["Left_C", "Left_A"], TimeSeriesOptions.Default);
        Assert.Equal(["Left_C", "Left_A"], aligned.Value.Regions);
        Assert.Contains(aligned.Diagnostics, d => d is { Code: "E608", Place.Column: "Left_B" });
        var failed = TimeSeriesReader.Read(path, ["Left_C", "Left_A", "Left_b"], TimeSeriesOptions.Default);
        Assert.Equal("Left_B", Assert.Single(failed.Diagnostics, d => d.Code == "E605").Found);
    }

    [Fact]
    public void Halves_are_interleaved_and_reliability_is_Spearman_Brown()
    {
        using var folder = new TemporaryFolder();
        var series = TimeSeriesReader.Read(Write(folder, (_, _) => null)).Value;
        var (odd, even) = SplitHalf.Halves(series);
        Assert.Equal(series.Values[2, 1], odd.Values[1, 1]);
        Assert.Equal(series.Values[3, 1], even.Values[1, 1]);
        NumericAssert.Close(2 * 0.5 / 1.5, SplitHalf.Reliability([1, 2, 3, double.NaN], [1, 3, 2, 9]), 1e-14);
        Assert.Equal(0, SplitHalf.Reliability([1, 2, 3], [3, 2, 1]));
        Assert.True(double.IsNaN(SplitHalf.Reliability([1, 2, 3], [1, 1, 1])));
    }

    private static string Write(TemporaryFolder folder, Func<int, int, string?> replace, string header = "A\tB\tC")
    {
        var text = new StringBuilder(header).Append('\n');
        for (int i = 0; i < 12; i++)
        {
            text.AppendJoin('\t', Enumerable.Range(0, 3).Select(j => replace(i, j) ?? ((((i * 7) + (j * 5)) % 11) + (0.25 * j)).ToString(CultureInfo.InvariantCulture))).Append('\n');
        }

        return folder.Write("ts.tsv", text.ToString());
    }
}
