using System.Text;
using System.Text.Json;
using Etiogrid.Connectome.Dynamics;
using Etiogrid.Connectome.Graph;
using Etiogrid.Connectome.Modules;
using Etiogrid.Connectome.Recordings;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Studies.Toolbox;

/// <content>Connectivity over time.</content>
public static partial class ConnectomeTools
{
    /// <summary>
    /// Sliding-window connectivity as JSON <c>{global, node, edge, states, windows, regions}</c>: mean and standard deviation of connections, states,
    /// and multilayer modularity (flexibility, promiscuity, recruitment, integration are means over runs; negative weights count as absent).
    /// </summary>
    public static Parsed<string> Dynamics(ConnectomeDynamicsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Windows(options).Then(input => options.States > input.Windows.Starts.Count
            ? Parsed.Failed<string>(Diagnostic.Error("E647", "There are more states than windows", new(options.TimeSeries ?? options.Layers[0]), $"{options.States} states", $"at most {input.Windows.Starts.Count}", "Pass a smaller --states, or a shorter --window or --step"))
            : PartitionFor(options.Partition, input.Regions).Select(systems => DynamicsJson(options, input.Regions, input.Windows, systems)));
    }

    private static Parsed<(IReadOnlyList<string> Regions, SlidingWindows Windows)> Windows(ConnectomeDynamicsOptions options)
    {
        if (options.TimeSeries is null)
        {
            return Layers(options.Layers);
        }

        return TimeSeriesReader.Read(options.TimeSeries, new() { AllowMissingRegions = true, MinimumVolumes = 3 }).Then(series =>
        {
            if (options.Window > series.Volumes || options.Window < 3)
            {
                return Parsed.Failed<(IReadOnlyList<string>, SlidingWindows)>(Diagnostic.Error("E640", "The window does not fit the recording", new(options.TimeSeries), $"window {options.Window}, {series.Volumes} volumes", "3 to the number of volumes", "Pass a smaller --window"));
            }

            double[] taper = options.TaperSigma is { } sigma ? WindowTaper.Gaussian(options.Window, sigma) : WindowTaper.Rectangular(options.Window);
            IReadOnlyList<string> regions = [.. series.Varying.Select(j => series.Regions[j])];
            return Parsed.Of((regions, SlidingWindows.Compute(series, taper, options.Step)));
        });
    }

    private static Parsed<(IReadOnlyList<string> Regions, SlidingWindows Windows)> Layers(IReadOnlyList<string> paths)
    {
        var bag = new DiagnosticBag();
        List<Matrix> layers = [];
        IReadOnlyList<string> regions = [];
        foreach (string path in paths)
        {
            var read = GraphReader.Read(path);
            bag.AddRange(read.Diagnostics);
            if (read.TryGetValue(out var layer))
            {
                regions = layers.Count == 0 ? layer.RowNames : regions;
                layers.Add(layer.Values);
                if (!layer.RowNames.SequenceEqual(regions, StringComparer.Ordinal))
                {
                    bag.Add(Diagnostic.Error("E641", "The layer's regions differ from the first layer's", new(path), $"{layer.RowNames.Count} regions", $"the {regions.Count} of the first layer"));
                }
            }
        }

        return bag.Finish(() => (regions, new SlidingWindows([.. Enumerable.Range(0, layers.Count)], 1, layers)));
    }

    private static string DynamicsJson(ConnectomeDynamicsOptions options, IReadOnlyList<string> regions, SlidingWindows windows, IReadOnlyList<int>? systems)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            WriteMultilayer(writer, options, windows, systems);
            writer.WriteStartObject("edge");
            writer.WritePropertyName("mean");
            WriteMatrix(writer, MeanOf(windows.Correlations));
            writer.WritePropertyName("sd");
            WriteMatrix(writer, windows.StandardDeviation());
            writer.WriteEndObject();
            WriteStates(writer, options, windows);
            writer.WriteStartArray("windows");
            foreach (int start in windows.Starts)
            {
                writer.WriteStartObject();
                writer.WriteNumber("first_volume", start + 1);
                writer.WriteNumber("last_volume", start + windows.Width);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            WriteTexts(writer, "regions", regions);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    private static void WriteMultilayer(Utf8JsonWriter writer, ConnectomeDynamicsOptions options, SlidingWindows windows, IReadOnlyList<int>? systems)
    {
        writer.WriteStartObject("global");
        writer.WriteNumber("n_windows", windows.Starts.Count);
        var switching = RegionSwitching.Of(windows);
        if (options.Gamma is not { } gamma)
        {
            writer.WriteEndObject();
            writer.WriteStartObject("node");
            WriteSwitching(writer, switching);
            writer.WriteEndObject();
            return;
        }

        WeightedGraph[] layers = [.. windows.Correlations.Select(m => WeightedGraph.FromMatrix(m).PositivePart())];
        var runs = MultilayerModularity.Run(layers, gamma, options.Omega, options.Runs, options.Seed, options.Threads);
        var best = runs.MaxBy(r => r.Quality)!;
        var allegiance = MeanOf([.. runs.Select(r => r.Allegiance())]);
        var belongs = systems ?? Louvain.Best(WeightedGraph.FromMatrix(MeanOf(windows.Correlations)), 1, options.Runs, options.Seed, options.Threads).Labels;
        double[] flexibility = MeanOver(runs, static r => r.Flexibility());
        writer.WriteNumber("modularity_q", best.Quality);
        writer.WriteNumber("modularity_q_mean", Moments.Mean([.. runs.Select(r => r.Quality)]));
        writer.WriteNumber("flexibility_mean", Moments.Mean(flexibility));
        writer.WriteEndObject();
        writer.WriteStartObject("node");
        WriteSwitching(writer, switching);
        WriteNamed(writer, "flexibility", flexibility);
        WriteNamed(writer, "promiscuity", MeanOver(runs, static r => r.Promiscuity()));
        WriteNamed(writer, "cohesion", MeanOver(runs, static r => r.Cohesion()));
        WriteNamed(writer, "disjointedness", MeanOver(runs, static r => r.Disjointedness()));
        WriteNamed(writer, "recruitment", LayeredPartition.Recruitment(allegiance, belongs));
        WriteNamed(writer, "integration", LayeredPartition.Integration(allegiance, belongs));
        WriteNamed(writer, "system", [.. belongs.Select(b => (double)b)]);
        writer.WriteEndObject();
        writer.WritePropertyName("modules_by_window");
        WriteMatrix(writer, best.Labels);
    }

    private static void WriteSwitching(Utf8JsonWriter writer, RegionSwitching switching)
    {
        WriteNamed(writer, "switching_index", switching.Index);
        WriteNamed(writer, "switching_speed", switching.Speed);
    }

    private static void WriteStates(Utf8JsonWriter writer, ConnectomeDynamicsOptions options, SlidingWindows windows)
    {
        if (options.States < 1)
        {
            return;
        }

        var states = ConnectivityStates.Find(windows.Correlations, options.States, options.Seed);
        writer.WriteStartObject("states");
        WriteNamed(writer, "label", [.. states.Labels.Select(l => (double)l)]);
        WriteNamed(writer, "occupancy", states.Occupancy);
        WriteNamed(writer, "dwell", states.Dwell);
        writer.WriteNumber("switching_rate", states.SwitchingRate);
        writer.WriteNumber("inertia", states.Inertia);
        writer.WritePropertyName("transitions");
        WriteMatrix(writer, states.Transitions);
        writer.WriteEndObject();
    }

    private static void WriteNamed(Utf8JsonWriter writer, string name, IReadOnlyList<double> values)
    {
        writer.WritePropertyName(name);
        WriteList(writer, values);
    }

    private static double[] MeanOver(IReadOnlyList<LayeredPartition> runs, Func<LayeredPartition, double[]> measure)
    {
        double[][] all = [.. runs.Select(measure)];
        return [.. Enumerable.Range(0, all[0].Length).Select(i => Moments.Mean([.. all.Select(a => a[i])]))];
    }

    private static Matrix MeanOf(IReadOnlyList<Matrix> matrices)
    {
        var mean = new Matrix(matrices[0].Rows, matrices[0].Columns);
        foreach (var matrix in matrices)
        {
            for (int k = 0; k < mean.Values.Length; k++)
            {
                mean.Values[k] += matrix.Values[k] / matrices.Count;
            }
        }

        return mean;
    }
}
