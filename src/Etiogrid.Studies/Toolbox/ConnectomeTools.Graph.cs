using System.Text;
using System.Text.Json;
using Etiogrid.Connectome.Connectivity;
using Etiogrid.Connectome.Graph;
using Etiogrid.Connectome.Modules;
using Etiogrid.Connectome.Recordings;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Studies.Toolbox;

/// <content>Graph metrics and modules.</content>
public static partial class ConnectomeTools
{
    /// <summary>
    /// Metrics of one matrix as JSON: <c>{global, node, edge, nulls, regions, components, notes}</c>. Undefined and infinite values are null and
    /// the notes say why.
    /// </summary>
    public static Parsed<string> Graph(ConnectomeGraphOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return MetricNames(options).Then(metrics => GraphInput(options).Then(input => Thresholded(options, input.Matrix).Then(graph =>
            PartitionFor(options.Partition, input.Matrix.RowNames).Select(partition =>
            {
                var analysis = new GraphAnalysisOptions
                {
                    Metrics = metrics,
                    Signed = options.Signed,
                    Partition = partition,
                    Nulls = options.Nulls,
                    Seed = options.Seed,
                    Threads = options.Threads,
                };
                var result = GraphAnalysis.Run(graph, analysis);
                var uncertainty = input.Series is null || options.Bootstrap == 0
                    ? []
                    : GraphBootstrap.Run(input.Series, result, m => ToGraph(options, m), analysis with { Partition = partition ?? result.Modules }, options.Bootstrap, options.BlockVolumes);
                return Json(result, input.Matrix.RowNames, options, uncertainty);
            }))));
    }

    /// <summary>The best partition of many modularity runs: one row a region with its module; Q is repeated in every row.</summary>
    public static Parsed<Table> Modules(ConnectomeModulesOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return GraphReader.Read(options.Matrix).Select(matrix =>
        {
            var best = Louvain.Best(WeightedGraph.FromMatrix(matrix.Values), options.Gamma, options.Runs, options.Seed, options.Threads);
            var table = new Table("name", "module", "q");
            for (int i = 0; i < matrix.RowNames.Count; i++)
            {
                table.Add(matrix.RowNames[i], best.Labels[i], best.Quality);
            }

            return table;
        });
    }

    private static Parsed<IReadOnlyList<string>?> MetricNames(ConnectomeGraphOptions options)
    {
        if (options.Metrics is null || options.Metrics.Contains("all"))
        {
            return Parsed.Of<IReadOnlyList<string>?>(null);
        }

        var bag = new DiagnosticBag();
        foreach (string name in options.Metrics.Where(n => !MetricCatalogue.Names.Contains(n)))
        {
            string? nearest = NearestName.Among(name, MetricCatalogue.Names);
            bag.Add(Diagnostic.Error("E634", "There is no such metric", Place.Nowhere, name, string.Join(", ", MetricCatalogue.Names), nearest is null ? null : $"Did you mean {nearest}"));
        }

        return bag.Finish<IReadOnlyList<string>?>(() => options.Metrics);
    }

    /// <summary>A matrix as it stands, or the correlations of a recording's varying regions with that recording.</summary>
    private static Parsed<(NamedMatrix Matrix, TimeSeries? Series)> GraphInput(ConnectomeGraphOptions options)
    {
        if (options.Matrix is not null)
        {
            return options.Bootstrap == 0
                ? GraphReader.Read(options.Matrix).Select(matrix => (matrix, (TimeSeries?)null))
                : Parsed.Failed<(NamedMatrix, TimeSeries?)>(Diagnostic.Error("E639", "Intervals need the recording that the matrix comes from", new(options.Matrix), "--matrix", "--timeseries FILE", "Pass the recording with --timeseries instead of the matrix"));
        }

        return TimeSeriesReader.Read(options.TimeSeries ?? "", new() { AllowMissingRegions = true, MinimumVolumes = 3 }).Select(series =>
        {
            var varying = series.SelectRegions(series.Varying);
            return (new NamedMatrix(varying.Regions, varying.Regions, FunctionalConnectivity.Correlation(varying)), (TimeSeries?)varying);
        });
    }

    private static Parsed<WeightedGraph> Thresholded(ConnectomeGraphOptions options, NamedMatrix matrix)
    {
        if (options.Threshold is { } threshold && ParseThreshold(threshold) is null)
        {
            return Parsed.Failed<WeightedGraph>(Diagnostic.Error("E635", "The threshold is not understood", Place.Nowhere, threshold, "density:D with D in (0, 1], or value:X"));
        }

        var graph = ToGraph(options, matrix.Values);
        return graph.HasNegativeWeights && !options.Signed
            ? Parsed.Of(graph, [Diagnostic.Warning("E636", "Some weights are negative; path metrics on negative lengths are not meaningful", new(options.Matrix ?? options.TimeSeries), fix: "Pass --signed to keep signs apart, or threshold them away")])
            : Parsed.Of(graph);
    }

    private static (string Kind, double Number)? ParseThreshold(string text)
    {
        string[] parts = text.Split(':');
        return parts.Length == 2 && Cell.TryNumber(parts[1], out double number) && parts[0] is "density" or "value" && (parts[0] == "value" || number is > 0 and <= 1)
            ? (parts[0], number)
            : null;
    }

    private static WeightedGraph ToGraph(ConnectomeGraphOptions options, Matrix values)
    {
        var threshold = options.Threshold is null ? null : ParseThreshold(options.Threshold);
        var kept = threshold is not { } t ? values : t.Kind == "density" ? GraphThreshold.Density(values, t.Number) : GraphThreshold.Value(values, t.Number);
        var graph = WeightedGraph.FromMatrix(kept);
        return options.Binary ? graph.Binarised() : graph;
    }

    /// <summary>Labels from a file: a table with a name column and a module column, or one label a row in the regions' order.</summary>
    private static Parsed<IReadOnlyList<int>?> PartitionFor(string? path, IReadOnlyList<string> regions)
    {
        if (path is null)
        {
            return Parsed.Of<IReadOnlyList<int>?>(null);
        }

        return NetworkNames(path).Length > 0
            ? NamedNetworks(path, regions).Then(named => Labels(path, new(regions, ["network"], new Matrix(regions.Count, 1, [.. named!.Value.Labels.Select(l => l < 0 ? double.NaN : l + 1.0)])), regions))
            : MatrixFile.Read(path).Then(file => Labels(path, file, regions));
    }

    /// <summary>Names of networks where the file is a table of words (name, network), in the order that numbers them from 1; empty for numbers.</summary>
    private static string[] NetworkNames(string path)
    {
        if (!File.Exists(path) || !DelimitedTable.Read(path).TryGetValue(out var table) || table.ColumnOf("name") < 0 || NetworkColumn(table) is var column && column < 0)
        {
            return [];
        }

        string[] cells = [.. table.Rows.Select(r => r[column]).Where(v => v.Length > 0 && v != "n/a").Distinct()];
        return cells.All(c => Cell.TryNumber(c, out _)) ? [] : cells;
    }

    private static Parsed<IReadOnlyList<int>?> Labels(string path, NamedMatrix file, IReadOnlyList<string> regions)
    {
        // One row of many labels is the same list lying down.
        var values = file.Values.Rows == 1 && file.Values.Columns == regions.Count ? file.Values.Transpose() : file.Values;
        double[] column = values.Columns > 0 ? values.Column(0) : [];
        bool named = file.RowNames.Any(n => !Cell.TryNumber(n, out _)) && file.Values.Rows > 1;
        var index = named ? file.RowNames.Select((n, i) => (n, i)).GroupBy(x => x.n).ToDictionary(g => g.Key, g => g.First().i, StringComparer.Ordinal) : null;
        if (!named && column.Length != regions.Count)
        {
            return Parsed.Failed<IReadOnlyList<int>?>(Diagnostic.Error("E637", "The partition does not fit the matrix", new(path), $"{column.Length} labels", $"{regions.Count}, one a region"));
        }

        var bag = new DiagnosticBag();
        List<int> labels = [];
        for (int i = 0; i < regions.Count; i++)
        {
            int row = index is null ? i : index.GetValueOrDefault(regions[i], -1);
            double label = row >= 0 ? column[row] : double.NaN;
            if (label != Math.Floor(label) || Math.Abs(label) > int.MaxValue)
            {
                bag.Add(Diagnostic.Error("E638", "The region has no whole-number module", new(path, row < 0 ? null : row + 1, regions[i]), Cell.Format(label), "a whole number"));
                continue;
            }

            labels.Add((int)label);
        }

        return bag.Finish<IReadOnlyList<int>?>(() => labels);
    }

    private static string Json(GraphAnalysisResult result, IReadOnlyList<string> regions, ConnectomeGraphOptions options, IReadOnlyList<MetricUncertainty> uncertainty)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            Section(writer, "global", result.Metrics, static m => m.Scalar is not null || m.Curve is not null, WriteGlobal);
            writer.WriteStartObject("node");
            foreach (var (name, value) in result.Metrics.Where(m => m.Value.Nodes is not null))
            {
                writer.WritePropertyName(name);
                WriteList(writer, value.Nodes!);
            }

            if (result.Modules is { } modules)
            {
                writer.WritePropertyName("module");
                WriteList(writer, [.. modules.Select(m => (double)m)]);
            }

            writer.WriteEndObject();
            Section(writer, "edge", result.Metrics, static m => m.Edges is not null, static (w, m) => WriteMatrix(w, m.Edges!));
            WriteNulls(writer, result);
            WriteUncertainty(writer, options, uncertainty);
            WriteTexts(writer, "regions", regions);
            writer.WriteNumber("components", result.Components);
            WriteTexts(writer, "notes", result.Notes);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    private static void Section(Utf8JsonWriter writer, string section, IReadOnlyList<KeyValuePair<string, MetricValue>> metrics, Func<MetricValue, bool> belongs, Action<Utf8JsonWriter, MetricValue> write)
    {
        writer.WriteStartObject(section);
        foreach (var (name, value) in metrics.Where(m => belongs(m.Value)))
        {
            writer.WritePropertyName(name);
            write(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteGlobal(Utf8JsonWriter writer, MetricValue value)
    {
        if (value.Curve is { } curve)
        {
            WriteList(writer, curve);
        }
        else
        {
            WriteNumber(writer, value.Scalar ?? double.NaN);
        }
    }

    private static void WriteNulls(Utf8JsonWriter writer, GraphAnalysisResult result)
    {
        writer.WriteStartObject("nulls");
        foreach (var (name, comparison) in result.Nulls)
        {
            writer.WriteStartObject(name);
            foreach (var (key, number) in new (string, double)[] { ("observed", comparison.Observed), ("mean", comparison.Mean), ("sd", comparison.StandardDeviation), ("z", comparison.Z), ("p", comparison.P) })
            {
                writer.WritePropertyName(key);
                WriteNumber(writer, number);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    /// <summary>Standard errors and 95 % intervals; the section is there only when intervals were asked for.</summary>
    private static void WriteUncertainty(Utf8JsonWriter writer, ConnectomeGraphOptions options, IReadOnlyList<MetricUncertainty> uncertainty)
    {
        if (uncertainty.Count == 0)
        {
            return;
        }

        writer.WriteStartObject("uncertainty");
        writer.WriteNumber("resamples", options.Bootstrap);
        writer.WriteNumber("block", options.BlockVolumes);
        foreach (bool scalar in (bool[])[true, false])
        {
            writer.WriteStartObject(scalar ? "global" : "node");
            foreach (var metric in uncertainty.Where(u => u.IsScalar == scalar))
            {
                writer.WriteStartObject(metric.Name);
                foreach (var (key, values) in new (string, IReadOnlyList<double>)[] { ("se", metric.StandardError), ("bias", metric.Bias), ("low", metric.Low), ("high", metric.High) })
                {
                    writer.WritePropertyName(key);
                    if (scalar)
                    {
                        WriteNumber(writer, values[0]);
                    }
                    else
                    {
                        WriteList(writer, values);
                    }
                }

                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void WriteMatrix(Utf8JsonWriter writer, Matrix matrix)
    {
        writer.WriteStartArray();
        for (int i = 0; i < matrix.Rows; i++)
        {
            writer.WriteStartArray();
            foreach (double value in matrix.Row(i))
            {
                WriteNumber(writer, value);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static void WriteList(Utf8JsonWriter writer, IReadOnlyList<double> values)
    {
        writer.WriteStartArray();
        foreach (double value in values)
        {
            WriteNumber(writer, value);
        }

        writer.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
