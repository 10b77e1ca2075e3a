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
        Assert.Equal(["name", "circuit", "feature", "value", "score", "se", "low", "high", "n_controls", "n_features", "basis"], table.Columns);
        Assert.Equal(["R1R2", "R1R4", "R3R6", null, null], table.Rows.Select(r => r[2])); // three features, two circuit means
        Assert.All(table.Rows, r => Assert.InRange((double)r[4]!, (double)r[6]!, (double)r[7]!));
        var few = ConnectomeTools.Circuits(options with { ControlTimeSeries = controls[..4] }).Value;
        Assert.True((double)few.Rows[0][5]! > 1 / Math.Sqrt(4));
        Assert.Equal("E655", ConnectomeTools.Circuits(options with { ControlTimeSeries = [] }).Diagnostics.Single().Code);
        var plain = ConnectomeTools.Circuits(options with { Intervals = false, Summary = true }).Value;
        Assert.Equal(["name", "R1R2", "R1R4", "R3R6", "circuit_x", "circuit_y"], plain.Columns);
        Assert.Equal(table.Rows[3][4], plain.Rows[0][4]);
    }

    [Fact]
    public void With_task_tables_all_forty_one_features_are_scored_and_both_directions_of_an_interaction_count_once()
    {
        using var folder = new TemporaryFolder();
        string[] features = [.. KnowledgeBase.Load().CircuitFeatures.Where(f => f.Kind != "connectivity").Select(f => f.Id)];
        string[] columns = [.. features, "C2C1"]; // C1C2 the other way round
        string Tasks(string name, IEnumerable<string> rows, int seed)
        {
            var random = new Numerics.Random.Philox(1, (ulong)seed);
            return folder.Write(name, "name\t" + string.Join('\t', columns) + "\n" + string.Concat(rows.Select(r => r + "\t" + string.Join('\t', columns.Select(_ => random.NextNormal().ToString("R", CultureInfo.InvariantCulture))) + "\n")));
        }

        string mapping = folder.Write("m.tsv", "circuit\tfeature\tregions_a\tregions_b\n" + string.Concat(KnowledgeBase.Load().CircuitFeatures.Where(f => f.Kind == "connectivity").Select((f, k) => $"rest\t{f.Id}\tR{(k % 8) + 1}\tR{(k % 8) + 2}\n")));
        string person = folder.Write("sub-1_task-rest.tsv", SimulatedRecording.Text(150, 9, 50, 1));
        string[] controls = [.. Enumerable.Range(2, 8).Select(k => folder.Write($"sub-{k}_task-rest.tsv", SimulatedRecording.Text(150, 9, (ulong)k, 1)))];
        var options = new ConnectomeCircuitsOptions
        {
            TimeSeries = [person],
            ControlTimeSeries = controls,
            Mapping = mapping,
            Tasks = Tasks("t.tsv", ["sub-1"], 1),
            ControlTasks = Tasks("c.tsv", Enumerable.Range(2, 8).Select(k => $"sub-{k}"), 2),
        };
        var table = ConnectomeTools.Circuits(options).Value;
        Assert.Equal(["name", .. KnowledgeBase.Load().CircuitFeatures.Select(f => f.Id)], table.Columns);
        Assert.All(table.Rows[0].Skip(1), v => Assert.True(double.IsFinite((double)v!)));

        // The interaction's score is the mean of the two directions' own scores.
        int c = table.Columns.ToList().IndexOf("C1C2");
        double One(string only)
        {
            string Keep(string path) => folder.Write(only + Path.GetFileName(path), string.Concat(File.ReadAllLines(path).Select(l => l.Split('\t')).Select(l => l[0] + "\t" + l[Array.IndexOf(columns, only) + 1] + "\n")));
            return (double)ConnectomeTools.Circuits(options with { TimeSeries = [], ControlTimeSeries = [], Mapping = null, Tasks = Keep(options.Tasks!), ControlTasks = Keep(options.ControlTasks!) }).Value.Rows[0][1]!;
        }

        NumericAssert.Close((One("C1C2") + One("C2C1")) / 2, (double)table.Rows[0][c]!, 1e-12);
        var coverage = ConnectomeTools.Circuits(options with { Coverage = true }).Value;
        Assert.Equal(41, coverage.Rows.Count(r => (int)r[4]! == 1 && (int)r[5]! == 8));
        Assert.Equal(41, ConnectomeTools.Circuits(options with { Covariance = true }).Value.Rows.Count);
        var basis = ConnectomeTools.Circuits(options with { Intervals = true, Resamples = 20 }).Value.Rows.ToDictionary(r => $"{r[1]}/{r[2]}", r => (string)r[10]!);
        Assert.Equal("recording and controls", basis["rest/D2D1"]);
        Assert.Equal("controls", basis["sadness/NS1"]);
    }

    [Fact]
    public void Task_tables_of_other_people_or_features_are_refused_and_activations_are_means_over_the_circuits_regions()
    {
        using var folder = new TemporaryFolder();
        string bad = folder.Write("bad.tsv", "name\tNS9\nsub-1\t1\n");
        Assert.Equal("E656", ConnectomeTools.Circuits(new() { Tasks = bad }).Diagnostics.Single().Code);
        Assert.Equal("E657", ConnectomeTools.Circuits(new() { Activations = ["sad=x.tsv"] }).Diagnostics.Single().Code);
        string person = folder.Write("sub-1_rest.tsv", SimulatedRecording.Text(150, 9, 50, 1));
        string mapping = folder.Write("m.tsv", "circuit\tfeature\tregions_a\tregions_b\nx\tR1R2\tR1\tR2\n");
        var options = new ConnectomeCircuitsOptions { TimeSeries = [person], Mapping = mapping, Tasks = folder.Write("t.tsv", "name\tNS2\nsub-2\t1\n") };
        Assert.Equal("E659", ConnectomeTools.Circuits(options).Diagnostics.Single(d => d.Severity == Core.Diagnostics.Severity.Error).Code);
        string parcels = folder.Write("p.tsv", "name\tx_mni\ty_mni\tz_mni\themisphere\nL1\t-36\t20\t-4\tL\nL2\t-35\t21\t-3\tL\nR1\t38\t22\t-4\tR\n");
        string betas = folder.Write("b.tsv", "name\tL1\tL2\tR1\nsub-1\t1\t3\t7\nsub-2\t2\t2\t5\n");
        var found = ConnectomeTools.Circuits(new() { Parcellation = parcels, Activations = ["sadness=" + betas] }).Value;
        Assert.Equal(["name", "NS2", "NS3"], found.Columns);
        Assert.Equal([2.0, 7.0], found.Rows[0].Skip(1).Cast<double>());
        Assert.Equal("E658", ConnectomeTools.Circuits(new() { Parcellation = parcels, Activations = ["sadness=" + folder.Write("n.tsv", "name\tL1\nsub-1\t1\n")] }).Diagnostics[0].Code);
    }

    /// <summary>Simulated: the spread of a mean of two correlated scores over many sets of controls.</summary>
    [Fact]
    public void The_error_of_a_circuits_mean_counts_what_its_members_share()
    {
        var random = new Numerics.Random.Philox(4, 4);
        double[] truth = [1.5, 0.5];
        List<double> means = [];
        for (int study = 0; study < 4000; study++)
        {
            double[] z = new double[2];
            double[,] controls = new double[2, 25];
            for (int k = 0; k < 25; k++)
            {
                double a = random.NextNormal();
                (controls[0, k], controls[1, k]) = (a, (0.8 * a) + (0.6 * random.NextNormal()));
            }

            for (int f = 0; f < 2; f++)
            {
                double[] column = [.. Enumerable.Range(0, 25).Select(k => controls[f, k])];
                z[f] = (truth[f] - column.Average()) / Numerics.Statistics.Moments.StandardDeviation(column);
            }

            means.Add((z[0] + z[1]) / 2);
        }

        double stated = Connectome.Circuits.CircuitInterval.StandardErrorOfMean(truth, [1, 1], new(2, 2, [1, 0.8, 0.8, 1]), 25, []);
        double seen = Numerics.Statistics.Moments.StandardDeviation([.. means]);
        Assert.InRange(stated / seen, 0.9, 1.06);
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
