using Etiogrid.Connectome.Modules;
using Etiogrid.Numerics.Random;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Graph;

/// <summary>Computes a set of metrics of one graph, sharing intermediate results and using several threads; results do not depend on their number.</summary>
public sealed class GraphAnalysis
{
    private readonly WeightedGraph _graph;
    private readonly GraphAnalysisOptions _options;
    private readonly Lazy<Partition> _modularity;
    private readonly Dictionary<string, GraphVariant> _variants;
    private volatile bool _modulesUsed;

    private GraphAnalysis(WeightedGraph graph, GraphAnalysisOptions options)
    {
        _graph = graph;
        _options = options;
        _modularity = new(() => Louvain.Best(graph, 1, options.ModularityRuns, options.Seed, options.Threads));
        var positive = new Lazy<GraphVariant>(() => Variant(graph.HasNegativeWeights ? graph.PositivePart() : graph, false));
        var plain = options.Signed ? positive.Value : Variant(graph, false);
        _variants = new(StringComparer.Ordinal)
        {
            [""] = plain,
            ["_raw"] = Variant(graph, false),
            ["_bin"] = Variant(plain.Graph.Binarised(), true),
            ["_pos"] = positive.Value,
            ["_neg"] = Variant(graph.NegativePart(), false),
        };
    }

    /// <summary>Computes metrics.</summary>
    /// <exception cref="ArgumentException">A metric name is unknown, or the partition does not fit the graph.</exception>
    public static GraphAnalysisResult Run(WeightedGraph graph, GraphAnalysisOptions options)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Partition is { } partition)
        {
            _ = GraphMetrics.CompactLabels(partition, graph.Size);
        }

        return new GraphAnalysis(graph, options).Run();
    }

    /// <summary>The names that an empty selection stands for.</summary>
    public static IReadOnlyList<string> DefaultNames(bool signed) =>
        [.. MetricCatalogue.Names.Where(name => signed ? !HasSignedTwin(name) : !(name.EndsWith("_pos", StringComparison.Ordinal) || name.EndsWith("_neg", StringComparison.Ordinal)))];

    private static bool HasSignedTwin(string name) =>
        name is not ("degree" or "strength") && MetricCatalogue.Definitions.Any(d => d.Signed && d.Name == name);

    private GraphAnalysisResult Run()
    {
        string[] names = [.. _options.Metrics ?? DefaultNames(_options.Signed)];
        var values = new MetricValue?[names.Length];
        var threads = new ParallelOptions { MaxDegreeOfParallelism = _options.Threads > 0 ? _options.Threads : Environment.ProcessorCount };
        Parallel.For(0, names.Length, threads, k => values[k] = Compute(names[k]));
        List<KeyValuePair<string, MetricValue>> metrics = [];
        for (int k = 0; k < names.Length; k++)
        {
            if (values[k] is { } value)
            {
                metrics.Add(new(names[k], value));
            }
        }

        var smallWorld = SmallWorldOf(names);
        AddSmallWorld(names, smallWorld, metrics);
        int components = _graph.Size == 0 ? 0 : Components.Of(_graph).Max() + 1;
        return new()
        {
            Metrics = metrics,
            Modules = _modulesUsed ? Modules() : null,
            Nulls = _options.Nulls > 0 ? [.. CompareWithNulls(), .. PropensityNull(smallWorld)] : [],
            Components = components,
            Notes = Notes(components, names),
        };
    }

    private MetricValue? Compute(string name)
    {
        if (name == "modularity_q")
        {
            return MetricValue.Of(_options.Partition is { } given ? Louvain.Quality(_graph, given) : _modularity.Value.Quality);
        }

        if (MetricCatalogue.SmallWorldNames.Contains(name))
        {
            return null;
        }

        string suffix = name.Length > 4 && name[^4..] is "_bin" or "_pos" or "_neg" ? name[^4..] : "";
        string stem = name[..^suffix.Length];
        var definition = MetricCatalogue.Definitions.FirstOrDefault(d => d.Name == stem && (suffix.Length == 0 || (suffix == "_bin" ? d.Binary : d.Signed)))
            ?? throw new ArgumentException($"'{name}' is no metric; known are {string.Join(", ", MetricCatalogue.Names)}.", nameof(name));
        return definition.Compute(_variants[VariantKey(stem, suffix)]);
    }

    /// <summary>Degree, strength and density speak of all edges; the sign-aware node measures without a sign mean the positive part, as in the toolbox.</summary>
    private static string VariantKey(string stem, string suffix) => (stem, suffix) switch
    {
        ("density" or "degree" or "strength", "") => "_raw",
        ("diversity" or "gateway" or "assortativity_local", "") => "_pos",
        _ => suffix,
    };

    private GraphVariant Variant(WeightedGraph graph, bool binary) => new(graph, Modules, binary);

    private IReadOnlyList<int> Modules()
    {
        _modulesUsed = true;
        return _options.Partition ?? _modularity.Value.Labels;
    }

    private SmallWorld? SmallWorldOf(string[] names) => _options.Nulls > 0 && names.Any(MetricCatalogue.SmallWorldNames.Contains)
        ? SmallWorld.Compute(_variants[""].Graph, _options.Nulls, _options.Seed, _options.Threads)
        : null;

    private static IEnumerable<KeyValuePair<string, NullComparison>> PropensityNull(SmallWorld? found) =>
        found is null ? [] : [KeyValuePair.Create("small_world_propensity", Compare(found.Propensity, [.. found.PropensityOfNulls]))];

    private static void AddSmallWorld(string[] names, SmallWorld? found, List<KeyValuePair<string, MetricValue>> metrics)
    {
        foreach (string name in names.Where(MetricCatalogue.SmallWorldNames.Contains))
        {
            double value = name switch
            {
                "small_world_sigma" => found?.Sigma,
                "small_world_omega" => found?.Omega,
                _ => found?.Propensity,
            }
            ?? double.NaN;
            metrics.Add(new(name, MetricValue.Of(value)));
        }
    }

    private List<KeyValuePair<string, NullComparison>> CompareWithNulls()
    {
        Func<WeightedGraph, double[]> measures = _options.Signed ? SignedMeasures : PlainMeasures;
        double[] observed = measures(_variants[_options.Signed ? "_raw" : ""].Graph);
        double[][] draws = new double[_options.Nulls][];
        var threads = new ParallelOptions { MaxDegreeOfParallelism = _options.Threads > 0 ? _options.Threads : Environment.ProcessorCount };
        Parallel.For(0, draws.Length, threads, k =>
        {
            var random = new Philox(_options.Seed, (ulong)(1_000_000 + k));
            draws[k] = measures(_options.Signed ? SignedNullModel.Draw(_graph, random) : Rewiring.Randomise(_graph, random));
        });
        string[] names = _options.Signed
            ? ["clustering_pos_mean", "clustering_neg_mean", "modularity_q"]
            : ["clustering_mean", "transitivity", "path_length", "efficiency_global", "assortativity", "modularity_q"];
        return [.. names.Select((name, m) => KeyValuePair.Create(name, Compare(observed[m], [.. draws.Select(d => d[m])])))];
    }

    private static NullComparison Compare(double observed, double[] draws)
    {
        if (!double.IsFinite(observed) || !draws.All(double.IsFinite))
        {
            // An infinite path length has no distance from the nulls' mean: no statement, not a small p.
            return new(observed, double.NaN, double.NaN, double.NaN, double.NaN);
        }

        double mean = Moments.Mean(draws);
        double deviation = draws.Length > 1 ? Moments.StandardDeviation(draws) : double.NaN;
        int extreme = draws.Count(d => Math.Abs(d - mean) >= Math.Abs(observed - mean));
        return new(observed, mean, deviation, deviation > 0 ? (observed - mean) / deviation : double.NaN, (1.0 + extreme) / (1 + draws.Length));
    }

    /// <summary>Modularity of nulls and, for a fair comparison, of the observed graph takes the best of ten runs.</summary>
    private double[] PlainMeasures(WeightedGraph graph)
    {
        var lengths = ShortestPaths.Lengths(graph);
        return
        [
            Moments.Mean(GraphMetrics.Clustering(graph)),
            GraphMetrics.Transitivity(graph),
            GraphMetrics.Paths(lengths).MeanLength,
            GraphMetrics.EfficiencyGlobal(lengths),
            GraphMetrics.Assortativity(graph),
            Louvain.Best(graph, 1, 10, _options.Seed, 1).Quality,
        ];
    }

    private double[] SignedMeasures(WeightedGraph graph) =>
    [
        Moments.Mean(GraphMetrics.Clustering(graph.PositivePart())),
        Moments.Mean(GraphMetrics.Clustering(graph.NegativePart())),
        Louvain.Best(graph, 1, 10, _options.Seed, 1).Quality,
    ];

    private List<string> Notes(int components, string[] names)
    {
        List<string> notes = [];
        if (components > 1)
        {
            notes.Add($"The graph has {components} components: path length, eccentricity, radius, diameter and passage times between components are infinite (null here); efficiencies count such pairs as 0.");
        }

        if (_graph.Size < 2)
        {
            notes.Add("A graph with fewer than two nodes has no paths, edges or modules: those values are null or 0.");
        }

        if (_graph.HasNegativeWeights)
        {
            notes.Add(_options.Signed
                ? "Weights are signed: path, walk and binary metrics use the positive part."
                : "Some weights are negative: they enter as they are (negative lengths have no shortest path; the label-setting rule is applied as in the toolbox). Use --signed to keep signs apart.");
        }

        if (_options.Nulls == 0 && names.Any(MetricCatalogue.SmallWorldNames.Contains))
        {
            notes.Add("Small-world measures need null graphs: pass --nulls N.");
        }

        return notes;
    }
}
