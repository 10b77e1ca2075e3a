using System.Text.Json;
using Etiogrid.Connectome.Gradients;
using Etiogrid.Files;
using Etiogrid.Studies.Toolbox;

namespace Etiogrid.Studies.Tests.Toolbox;

public sealed class ConnectomeToolsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Gradients_align_matrices_of_the_same_regions_and_refuse_others()
    {
        string a = Matrix("a", 30, 1);
        string b = Matrix("b", 30, 2);
        var options = new ConnectomeGradientsOptions { Matrices = [a, b], Gradients = new() { Components = 2, Method = EmbeddingMethod.PrincipalComponents }, Align = true };
        var table = ConnectomeTools.Gradients(options).Value;
        Assert.Equal(["matrix", "name", "gradient_1", "gradient_2"], table.Columns);
        Assert.Equal(60, table.Rows.Count);
        Assert.Equal(2, ConnectomeTools.Gradients(options with { Matrices = [a], Align = false, Eigenvalues = true }).Value.Rows.Count);
        Assert.Contains(ConnectomeTools.Gradients(options with { Matrices = [a, Matrix("c", 12, 3)] }).Diagnostics, d => d.Code == "E644");
        Assert.Contains(ConnectomeTools.Gradients(options with { Gradients = new() { Components = 30 } }).Diagnostics, d => d.Code == "E645");
    }

    [Fact]
    public void A_region_that_is_like_no_other_and_an_affinity_in_pieces_are_said()
    {
        // Two blocks of four regions, and region 9 with weights of its own only to nobody.
        string text = string.Concat(Enumerable.Range(0, 9).Select(i => string.Join(',', Enumerable.Range(0, 9).Select(j => i == j || i == 8 || j == 8 || i / 4 != j / 4 ? "0" : $"0.{i + j + 1}")) + "\n"));
        var options = new ConnectomeGradientsOptions { Matrices = [_folder.Write("g.csv", text)], Gradients = new() { Components = 2, Sparsity = 0, Kernel = AffinityKernel.None, Method = EmbeddingMethod.LaplacianEigenmaps } };
        Assert.Equal("9", Assert.Single(ConnectomeTools.Gradients(options).Diagnostics, d => d.Code == "E648").Place.Column);
        string blocks = string.Concat(text.Split('\n')[..8].Select(l => l[..^2] + "\n"));
        var found = ConnectomeTools.Gradients(options with { Matrices = [_folder.Write("b.csv", blocks)] });
        Assert.Contains(found.Diagnostics, d => d.Code == "E649");
        Assert.Equal(8, found.Value.Rows.Count);
    }

    [Fact]
    public void Coherence_takes_a_band_and_refuses_what_its_segments_cannot_resolve()
    {
        string series = _folder.Write("s.tsv", SimulatedRecording.Text(120, 4, 1, 1));
        var options = new ConnectomeBuildOptions { TimeSeries = [series], Kind = Connectome.Connectivity.ConnectivityKind.Coherence };
        Assert.NotEqual(ConnectomeTools.Build(options).Value, ConnectomeTools.Build(options with { LowHz = 0.01, HighHz = 0.1, RepetitionTimeSeconds = 2 }).Value);
        Assert.Contains(ConnectomeTools.Build(options with { LowHz = 0.21, HighHz = 0.22, RepetitionTimeSeconds = 2, Segment = 10 }).Diagnostics, d => d.Code == "E627");
        Assert.Contains(ConnectomeTools.Build(options with { Segment = 80 }).Diagnostics, d => d.Code == "E626");
        Assert.Contains(ConnectomeTools.Build(options with { TimeSeries = [_folder.Write("t.tsv", SimulatedRecording.Text(5, 4, 1, 1))] }).Diagnostics, d => d.Code == "E626");
    }

    [Fact]
    public void Network_statistic_takes_covariates_of_the_same_people_that_leave_the_groups_apart()
    {
        string[] paths = [.. Enumerable.Range(0, 8).Select(k => Matrix($"p{k}", 6, (ulong)k))];
        var options = new ConnectomeNbsOptions { Cases = paths[..4], Controls = paths[4..], Threshold = 0.5, Permutations = 20, Edges = true };
        string ages = _folder.Write("age.csv", "age\n31\n22\n45\n38\n29\n51\n33\n40\n");
        double[] plain = [.. ConnectomeTools.NetworkStatistic(options).Value.Rows.Select(r => (double)r[3]!)];
        double[] adjusted = [.. ConnectomeTools.NetworkStatistic(options with { Covariates = ages }).Value.Rows.Select(r => (double)r[3]!)];
        Assert.NotEmpty(adjusted);
        Assert.NotEqual(plain, adjusted);
        Assert.Contains(ConnectomeTools.NetworkStatistic(options with { Covariates = _folder.Write("few.csv", "age\n31\n22\n") }).Diagnostics, d => d.Code == "E684");
        Assert.Contains(ConnectomeTools.NetworkStatistic(options with { Covariates = _folder.Write("gap.csv", "age\n31\n22\nn/a\n38\n29\n51\n33\n40\n") }).Diagnostics, d => d.Code == "E685");
        Assert.Contains(ConnectomeTools.NetworkStatistic(options with { Covariates = _folder.Write("same.csv", "group\n1\n1\n1\n1\n2\n2\n2\n2\n") }).Diagnostics, d => d.Code == "E686");
    }

    [Fact]
    public void Structural_matrices_are_made_symmetric_and_comparable_and_bad_ones_refused()
    {
        string counts = _folder.Write("sc.csv", "0,10,0\n14,0,30\n0,30,0\n");
        var options = new ConnectomeStructuralOptions { Matrices = [counts], Symmetrize = "mean", Bare = true };
        Assert.Equal("0\t12\t0\n12\t0\t30\n0\t30\t0\n", ConnectomeTools.Structural(options).Value);
        Assert.Equal("0\t14\t0\n14\t0\t30\n0\t30\t0\n", ConnectomeTools.Structural(options with { Symmetrize = "max" }).Value);
        string volumes = _folder.Write("v.csv", "2\n6\n6\n");
        var density = options with { Normalize = "density", Volumes = volumes };
        Assert.Equal("0\t3\t0\n3\t0\t5\n0\t5\t0\n", ConnectomeTools.Structural(density).Value);
        Assert.Equal("0\t0.3\t0\n0.3\t0\t0.1\n0\t0.1\t0\n", ConnectomeTools.Structural(density with { Lengths = _folder.Write("l.csv", "0,10,0\n10,0,50\n0,50,0\n") }).Value);
        string Code(ConnectomeStructuralOptions o) => ConnectomeTools.Structural(o).Diagnostics[0].Code;
        Assert.Equal("E631", Code(options with { Symmetrize = "none" }));
        Assert.Equal("E690", Code(options with { Matrices = [_folder.Write("n.csv", "0,-1\n-1,0\n")] }));
        Assert.Equal("E691", Code(density with { Volumes = _folder.Write("v0.csv", "2\n0\n6\n") }));
        Assert.Equal("E692", Code(density with { Lengths = _folder.Write("l2.csv", "0,1\n1,0\n") }));
        Assert.Equal("E693", Code(density with { Lengths = _folder.Write("l0.csv", "0,10,0\n10,0,0\n0,0,0\n") }));
        Assert.Equal("E694", Code(options with { Matrices = [counts, counts] }));
        Assert.Equal("E644", Code(options with { Functional = _folder.Write("f.csv", "0,1\n1,0\n") }));
        Assert.Equal(ConnectomeTools.Structural(options).Value, ConnectomeTools.Structural(options with { Matrices = [counts, counts], Consensus = 0.6 }).Value);
    }

    [Fact]
    public void Matrices_of_many_recordings_are_the_same_for_any_number_of_threads_and_in_both_formats()
    {
        string[] series = [.. Enumerable.Range(1, 5).Select(k => _folder.Write($"r{k}.tsv", SimulatedRecording.Text(60, 6, (ulong)k, 1)))];
        string Folder(string name) => Path.Combine(Path.GetDirectoryName(series[0])!, name);
        var options = new ConnectomeBuildOptions { TimeSeries = series, Kind = Connectome.Connectivity.ConnectivityKind.Correlation, OutputFolder = Folder("one"), Threads = 1 };
        Assert.True(ConnectomeTools.Build(options).HasValue);
        Assert.True(ConnectomeTools.Build(options with { OutputFolder = Folder("four"), Threads = 4 }).HasValue);
        Assert.True(ConnectomeTools.Build(options with { OutputFolder = Folder("npy"), Binary = true }).HasValue);
        foreach (string name in Enumerable.Range(1, 5).Select(k => $"r{k}_correlation"))
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(Folder("one"), name + ".tsv")), File.ReadAllBytes(Path.Combine(Folder("four"), name + ".tsv")));
            Assert.Equal(MatrixFile.Read(Path.Combine(Folder("one"), name + ".tsv")).Value.Values.Values, MatrixFile.Read(Path.Combine(Folder("npy"), name + ".npy")).Value.Values.Values);
        }
    }

    [Fact]
    public void Dynamics_write_every_measure_for_every_region_and_refuse_a_window_that_does_not_fit()
    {
        string series = _folder.Write("s.tsv", SimulatedRecording.Text(120, 9, 1, 1));
        using var json = JsonDocument.Parse(ConnectomeTools.Dynamics(new() { TimeSeries = series, Window = 30, Step = 15, States = 2, Gamma = 1, Omega = 1, Runs = 3 }).Value);
        foreach (string name in new[] { "switching_index", "switching_speed", "flexibility", "promiscuity", "cohesion", "disjointedness", "recruitment", "integration" })
        {
            Assert.Equal(9, json.RootElement.GetProperty("node").GetProperty(name).GetArrayLength());
        }

        Assert.Equal(7, json.RootElement.GetProperty("windows").GetArrayLength());
        Assert.Contains(ConnectomeTools.Dynamics(new() { TimeSeries = series, Window = 30, Step = 15, States = 8 }).Diagnostics, d => d.Code == "E647");
        Assert.Equal("E640", Assert.Single(ConnectomeTools.Dynamics(new() { TimeSeries = series, Window = 500 }).Diagnostics, d => d.Severity == Core.Diagnostics.Severity.Error).Code);
    }

    [Fact]
    public void Networks_come_back_by_the_atlas_names_and_unlabelled_regions_are_left_out()
    {
        string series = _folder.Write("s.tsv", SimulatedRecording.Text(150, 12, 1, 1, own: 0));
        string atlas = _folder.Write("n.tsv", SimulatedRecording.Networks(11));
        foreach (bool hierarchical in new[] { false, true })
        {
            var found = ConnectomeTools.Networks(new() { TimeSeries = [series], GroupNetworks = atlas, Hierarchical = hierarchical });
            Assert.Contains(found.Diagnostics, d => d.Code == "E677");
            Assert.Equal(11, found.Value.Rows.Count);
            Assert.All(found.Value.Rows, r => Assert.Equal(r[1], r[2])); // each region follows its own group's source
        }

        string other = _folder.Write("o.tsv", "name\tnetwork\nX1\tA\n");
        Assert.Equal("E637", ConnectomeTools.Networks(new() { TimeSeries = [series], GroupNetworks = other }).Diagnostics[^1].Code);
        string numbers = _folder.Write("k.tsv", string.Concat(Enumerable.Range(0, 12).Select(j => $"{j % 3}\n")));
        Assert.Equal(2, ConnectomeTools.Networks(new() { TimeSeries = [series], GroupNetworks = numbers }).Value.Rows[2][1]);
    }

    [Fact]
    public void A_target_needs_known_regions_and_states_its_verdict()
    {
        string series = _folder.Write("s.tsv", SimulatedRecording.Text(150, 9, 1, 1));
        var options = new ConnectomeTargetOptions { TimeSeries = series, SeedRegions = ["R1"], SearchRegions = ["R2", "R3"], Resamples = 50 };
        Assert.Contains(ConnectomeTools.Target(options).Value.Rows[0][0], new object[] { "given", "refused" });
        var wrong = ConnectomeTools.Target(options with { SearchRegions = ["R22"] }).Diagnostics.Single(d => d.Severity == Core.Diagnostics.Severity.Error);
        Assert.Equal("E672", wrong.Code);
        Assert.Contains("R2", wrong.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void Modules_find_the_groups()
    {
        var table = ConnectomeTools.Modules(new() { Matrix = Matrix("m", 12, 1, own: 0), Runs = 5 }).Value;
        Assert.All(Enumerable.Range(0, 12), i => Assert.Equal(table.Rows[i % 3][1], table.Rows[i][1]));
        Assert.Equal("E630", ConnectomeTools.Modules(new() { Matrix = _folder.Write("x.csv", "1,2\n3,4\n5,6\n") }).Diagnostics.Single().Code);
    }

    [Fact]
    public void Graph_intervals_come_with_a_recording_only_and_hold_the_value()
    {
        string series = _folder.Write("s.tsv", SimulatedRecording.Text(150, 9, 1, 1));
        using var json = JsonDocument.Parse(ConnectomeTools.Graph(new() { TimeSeries = series, Threshold = "density:0.5", Metrics = ["efficiency_global", "strength"], Bootstrap = 40 }).Value);
        double value = json.RootElement.GetProperty("global").GetProperty("efficiency_global").GetDouble();
        var interval = json.RootElement.GetProperty("uncertainty").GetProperty("global").GetProperty("efficiency_global");
        Assert.InRange(value, interval.GetProperty("low").GetDouble(), interval.GetProperty("high").GetDouble());
        Assert.Equal(9, json.RootElement.GetProperty("uncertainty").GetProperty("node").GetProperty("strength").GetProperty("se").GetArrayLength());
        Assert.Equal("E639", ConnectomeTools.Graph(new() { Matrix = Matrix("m", 9, 1), Bootstrap = 10 }).Diagnostics.Single().Code);
    }

    [Fact]
    public void Confounds_can_be_chosen_by_strategy_and_volumes_censored_by_every_rule_at_once()
    {
        string series = _folder.Write("s.tsv", SimulatedRecording.Text(120, 4, 1, 1));
        string confounds = _folder.Write("c.tsv", "global_signal\ttrans_x\ttrans_y\ttrans_z\trot_x\trot_y\trot_z\n" + string.Concat(Enumerable.Range(0, 120).Select(t => $"{t % 7}\t{(t == 20 ? 2 : 0)}\t{t % 3 * 0.01}\t{t % 5 * 0.01}\t0\t0.00{t % 4}\t0\n")));
        string outliers = _folder.Write("o.tsv", "framewise_displacement\n" + string.Concat(Enumerable.Range(0, 120).Select(t => t == 40 ? "1\n" : "0\n")));
        var options = new ConnectomeCleanOptions { TimeSeries = series, Confounds = confounds, Strategy = "motion6+gsr", DisplacementThreshold = 0.5, Outliers = outliers, Cleaning = new() { Filter = Connectome.Cleaning.TemporalFilter.None } };
        Assert.Equal(1 + 117, Lines(ConnectomeTools.Clean(options).Value)); // volumes 20, 21 and 40 go
        Assert.Equal("E666", ConnectomeTools.Clean(options with { Strategy = "9P" }).Diagnostics[0].Code);
        Assert.Equal("E664", ConnectomeTools.Clean(options with { Outliers = confounds }).Diagnostics[0].Code);
        Assert.Equal("E602", ConnectomeTools.Clean(options with { DisplacementThreshold = -1 }).Diagnostics[0].Code);
    }

    [Fact]
    public void Motion_refuses_a_session_that_moved_too_much_and_writes_the_volumes_to_keep()
    {
        string table = _folder.Write("m.tsv", "framewise_displacement\nn/a\n" + string.Concat(Enumerable.Range(1, 99).Select(t => t % 10 == 0 ? "0.9\n" : "0.1\n")));
        var options = new ConnectomeMotionOptions { Confounds = table, RepetitionTimeSeconds = 2, MaskFile = _folder["mask.txt"] };
        var row = ConnectomeTools.Motion(options).Value.Rows[0];
        Assert.Equal((91, false), ((int)row[1]!, (bool)row[10]!)); // 91 volumes of 2 s are 3 minutes
        Assert.Equal(91, File.ReadLines(_folder["mask.txt"]).Count());
        Assert.Equal(true, ConnectomeTools.Motion(options with { RepetitionTimeSeconds = 3 }).Value.Rows[0][10]);
        Assert.Equal(100, ConnectomeTools.Motion(options with { Volumes = true }).Value.Rows.Count);
    }

    [Fact]
    public void Network_statistic_compares_matrices_of_the_same_regions_only()
    {
        string[] cases = [.. Enumerable.Range(1, 4).Select(k => Matrix($"p{k}", 9, (ulong)k))];
        string[] controls = [.. Enumerable.Range(11, 4).Select(k => Matrix($"c{k}", 9, (ulong)k, own: 0))];
        var found = ConnectomeTools.NetworkStatistic(new() { Cases = cases, Controls = controls, Threshold = 2, Permutations = 20 }).Value;
        Assert.Equal(["component", "n_edges", "n_nodes", "p", "nodes"], found.Columns);
        var edges = ConnectomeTools.NetworkStatistic(new() { Cases = cases, Controls = controls, Threshold = 2, Permutations = 0, Edges = true }).Value;
        Assert.Equal(found.Rows.Sum(r => (int)r[1]!), edges.Rows.Count);
        Assert.All(edges.Rows, r => Assert.True(Math.Abs((double)r[3]!) > 2));
        Assert.Equal("E680", ConnectomeTools.NetworkStatistic(new() { Cases = cases[..1], Controls = controls }).Diagnostics.Single().Code);
        Assert.Equal("E644", ConnectomeTools.NetworkStatistic(new() { Cases = [.. cases, Matrix("odd", 8, 3)], Controls = controls }).Diagnostics.Single().Code);
    }

    [Fact]
    public void Retest_recognises_people_whose_connections_are_their_own_and_nobody_where_they_are_not()
    {
        double Rate(double own)
        {
            string[] first = [.. Enumerable.Range(1, 8).Select(p => _folder.Write($"{own}-{p}-1.tsv", SimulatedRecording.Text(200, 15, (ulong)p, 1, own)))];
            string[] second = [.. Enumerable.Range(1, 8).Select(p => _folder.Write($"{own}-{p}-2.tsv", SimulatedRecording.Text(200, 15, (ulong)p, 2, own)))];
            var table = ConnectomeTools.Retest(new() { Session1 = first, Session2 = second, GroupNetworks = _folder.Write("n.tsv", SimulatedRecording.Networks(15)), Permutations = 50 }).Value;
            Assert.Contains(table.Rows, r => (string)r[0]! == "networks mshbm" && (string)r[1]! == "gain over random labels" && (double)r[3]! > 0);
            return (double)table.Rows.Single(r => (string)r[1]! == "identification_1_to_2")[2]!;
        }

        Assert.Equal(1, Rate(0.6));
        Assert.True(Rate(0) <= 0.5);
        Assert.Equal("E681", ConnectomeTools.Retest(new() { Session1 = ["a", "b", "c"], Session2 = ["a"] }).Diagnostics.Single().Code);
    }

    private static int Lines(string text) => text.Count(c => c == '\n');

    private string Matrix(string name, int regions, ulong person, double own = 0.6)
    {
        string series = _folder.Write(name + "-series.tsv", SimulatedRecording.Text(120, regions, person, 1, own));
        string path = _folder[name + ".tsv"];
        AtomicFile.WriteText(path, ConnectomeTools.Build(new() { TimeSeries = [series], Kind = Connectome.Connectivity.ConnectivityKind.Correlation }).Value);
        return path;
    }
}
