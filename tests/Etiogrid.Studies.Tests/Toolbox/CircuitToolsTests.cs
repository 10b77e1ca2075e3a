using System.Globalization;
using Etiogrid.Core.Regions;
using Etiogrid.Knowledge;
using Etiogrid.Studies.Measures.Brain;
using Etiogrid.Studies.Toolbox;

namespace Etiogrid.Studies.Tests.Toolbox;

public sealed class CircuitToolsTests
{
    [Fact]
    public void A_parcellation_with_named_nuclei_measures_all_fourteen_resting_features_and_the_motifs()
    {
        var rows = CircuitMap.Build(KnowledgeBase.Load(), Parcellation(named: true));
        Assert.Equal(41 + 16, rows.Count);
        Assert.Equal(14, rows.Take(41).Count(r => r.IsMeasurable));
        Assert.Equal(16, rows.Skip(41).Count(r => r.IsMeasurable));
        var salience = rows.Single(r => r.Feature == "S1S3");
        Assert.Equal(["AMY-lh"], salience.RegionsB);
        Assert.All(salience.RegionsA, r => Assert.StartsWith("LH_", r, StringComparison.Ordinal));
        // A midline end lies on both banks.
        var precuneus = rows.Single(r => r.Feature == "D2D4").RegionsB;
        Assert.Contains(precuneus, r => r.StartsWith("LH_", StringComparison.Ordinal));
        Assert.Contains(precuneus, r => r.StartsWith("RH_", StringComparison.Ordinal));
        Assert.DoesNotContain(rows, r => r.Kind != "connectivity" && r.IsMeasurable);
    }

    [Fact]
    public void What_cannot_be_found_says_why()
    {
        var rows = CircuitMap.Build(KnowledgeBase.Load(), Parcellation(named: false));
        Assert.Contains("left amygdala", rows.Single(r => r.Feature == "S1S3").Note, StringComparison.Ordinal);
        Assert.Contains("no published centre", rows.Single(r => r.Feature == "NS1").Note, StringComparison.Ordinal);
        Assert.Equal(12, rows.Count(r => r.IsMeasurable));
    }

    [Fact]
    public void The_shown_mapping_can_be_read_back_edited_and_gives_intervals_that_widen_with_fewer_controls()
    {
        using var folder = new TemporaryFolder();
        string mapping = folder.Write("m.tsv", "circuit\tfeature\tregions_a\tregions_b\nx\tR1R2\tR1\tR2\nx\tR1R4\tR1\tR4\ny\tR3R6\tR3\tR6;R9\ny\tnone\t\tR1\n");
        string person = folder.Write("p.tsv", SimulatedRecording.Text(200, 9, 50, 1));
        string[] controls = [.. Enumerable.Range(1, 12).Select(k => folder.Write($"c{k}.tsv", SimulatedRecording.Text(200, 9, (ulong)k, 1)))];
        var options = new ConnectomeCircuitsOptions { TimeSeries = [person], ControlTimeSeries = controls, Mapping = mapping, Intervals = true, Resamples = 50 };
        var table = ConnectomeTools.Circuits(options).Value;
        Assert.Equal(["name", "circuit", "feature", "value", "score", "se", "low", "high"], table.Columns);
        Assert.Equal(["R1R2", "R1R4", "R3R6", null, null], table.Rows.Select(r => r[2])); // three features, two circuit means
        Assert.All(table.Rows, r => Assert.InRange((double)r[4]!, (double)r[6]!, (double)r[7]!));
        var few = ConnectomeTools.Circuits(options with { ControlTimeSeries = controls[..4] }).Value;
        Assert.True((double)few.Rows[0][5]! > 1 / Math.Sqrt(4));
        Assert.Equal("E655", ConnectomeTools.Circuits(options with { ControlTimeSeries = [] }).Diagnostics.Single().Code);
        var plain = ConnectomeTools.Circuits(options with { Intervals = false, Summary = true }).Value;
        Assert.Equal(["name", "R1R2", "R1R4", "R3R6", "circuit_x", "circuit_y"], plain.Columns);
        Assert.Equal(table.Rows[3][4], plain.Rows[0][4]);
    }

    /// <summary>A grid of parcels every 12 mm on both sides, with nuclei named as in the Melbourne atlas or not at all.</summary>
    private static Parcellation Parcellation(bool named)
    {
        List<Region> regions = [];
        for (int x = -54; x <= 54; x += 12)
        {
            for (int y = -72; y <= 60; y += 12)
            {
                for (int z = -24; z <= 60; z += 12)
                {
                    regions.Add(new(string.Create(CultureInfo.InvariantCulture, $"{(x < 0 ? "LH" : "RH")}_{x}_{y}_{z}"), Hemisphere.None, new Coordinate(x, y, z), null));
                }
            }
        }

        foreach (string nucleus in new[] { "HIP", "AMY", "pTHA", "aTHA", "NAc", "GP", "PUT", "CAU" })
        {
            regions.Add(new(named ? nucleus + "-lh" : $"Subcortex_{regions.Count}", Hemisphere.None, null, null));
            regions.Add(new(named ? nucleus + "-rh" : $"Subcortex_{regions.Count}", Hemisphere.None, null, null));
        }

        return new("grid", regions);
    }
}
