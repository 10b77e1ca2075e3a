using Etiogrid.Connectome.Networks;
using Etiogrid.Connectome.Recordings;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;
using Etiogrid.Numerics.Statistics;
using Etiogrid.Studies.Measures;

namespace Etiogrid.Studies.Toolbox;

/// <content>How well everything repeats in a set of people with two recordings.</content>
public static partial class ConnectomeTools
{
    /// <summary>
    /// Identification, intraclass correlations of every feature with intervals, and individual networks against the group's: columns
    /// <c>section measure value low high n</c>.
    /// </summary>
    public static Parsed<Table> Retest(ConnectomeRetestOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Session1.Count != options.Session2.Count || options.Session1.Count < 3)
        {
            return Parsed.Failed<Table>(Diagnostic.Error("E681", "Both sessions need the same people, at least three", Place.Nowhere, $"{options.Session1.Count} and {options.Session2.Count} recordings", "as many second recordings as first ones, in the same order"));
        }

        return ReadSessions([.. options.Session1, .. options.Session2]).Then(all =>
            NamedNetworks(options.GroupNetworks, all[0].Regions).Then(group => RetestTable(options, all, group)));
    }

    private static Parsed<Table> RetestTable(ConnectomeRetestOptions options, IReadOnlyList<TimeSeries> all, (int[] Labels, IReadOnlyList<string> Names)? group)
    {
        int[] common = [.. Enumerable.Range(0, all[0].Regions.Count).Where(j => all.All(s => s.States[j] == RegionState.Varying) && (group is null || group.Value.Labels[j] >= 0))];
        if (common.Length < 10)
        {
            return Parsed.Failed<Table>(Diagnostic.Error("E682", "Too few regions vary in every recording", new(options.Session1[0]), $"{common.Length} regions", "at least 10"));
        }

        int n = options.Session1.Count;
        TimeSeries[] series = [.. all.Select(s => s.SelectRegions(common))];
        int[]? labels = group is { } g ? [.. common.Select(j => g.Labels[j])] : null;
        var features = new RetestFeatures[series.Length];
        Parallel.For(0, series.Length, k => features[k] = RetestFeatures.Of(series[k], labels, group?.Names ?? [], options.Density, options.Seed));
        var table = new Table("section", "measure", "value", "low", "high", "n");
        table.Add("data", "regions", (double)common.Length, null, null, n);
        AddIdentity(table, features[..n], features[n..], options);
        AddGlobal(table, features[..n], features[n..]);
        AddSpread(table, "edges", "connection", [.. Enumerable.Range(0, features[0].Edges.Length).AsParallel().AsOrdered().Select(e => Icc(n, k => features[k].Edges[e]))]);
        for (int f = 0; f < features[0].Nodes.Count; f++)
        {
            int at = f;
            AddSpread(table, "nodes", features[0].Nodes[f].Name, [.. Enumerable.Range(0, common.Length).Select(i => Icc(n, k => features[k].Nodes[at].Values[i]))]);
        }

        if (labels is not null)
        {
            AddNetworks(table, "wang2015", series, labels, s => IterativeParcellation.Fit(s, labels).Labels, options.Seed);
            var profiles = series[..n].Select(HierarchicalNetworks.Profiles).ToArray();
            var directions = HierarchicalNetworks.GroupDirections(profiles, labels);
            AddNetworks(table, "mshbm", series, labels, s => HierarchicalNetworks.Fit([HierarchicalNetworks.Profiles(s)], labels, directions, null, new()).Labels, options.Seed);
        }

        return Parsed.Of(table);
    }

    private static double Icc(int n, Func<int, double> value) =>
        FeatureReliability.IntraclassCorrelation([.. Enumerable.Range(0, n).Select(value)], [.. Enumerable.Range(n, n).Select(value)]).Icc;

    private static void AddIdentity(Table table, RetestFeatures[] first, RetestFeatures[] second, ConnectomeRetestOptions options)
    {
        int n = first.Length;
        var found = Connectome.Reliability.Fingerprint.Compute(Rows(first), Rows(second));
        var similarity = found.Identifiability;
        int Hits(int[] partner) => Enumerable.Range(0, n).Count(i => Enumerable.Range(0, n).All(j => j == partner[i] || similarity[i, j] < similarity[i, partner[i]]));
        int observed = Hits([.. Enumerable.Range(0, n)]);
        int reached = 0;
        for (int p = 0; p < options.Permutations; p++)
        {
            int[] shuffled = [.. Enumerable.Range(0, n)];
            new Philox(options.Seed, (ulong)p).Shuffle<int>(shuffled);
            reached += Hits(shuffled) >= observed ? 1 : 0;
        }

        foreach (var (name, value) in new (string, double)[]
        {
            ("identification_1_to_2", found.IdentificationRateForward), ("identification_2_to_1", found.IdentificationRateBackward), ("chance", 1.0 / n),
            ("p_permutation", (1.0 + reached) / (1 + options.Permutations)), ("i_self", found.Self), ("i_others", found.Others), ("i_diff", found.Difference),
        })
        {
            table.Add("identity", name, value, null, null, n);
        }

        Matrix Rows(RetestFeatures[] people)
        {
            var matrix = new Matrix(n, people[0].Edges.Length);
            for (int i = 0; i < n; i++)
            {
                people[i].Edges.CopyTo(matrix.Row(i));
            }

            return matrix;
        }
    }

    private static void AddGlobal(Table table, RetestFeatures[] first, RetestFeatures[] second)
    {
        for (int f = 0; f < first[0].Global.Count; f++)
        {
            var (icc, interval) = FeatureReliability.IntraclassCorrelation([.. first.Select(p => p.Global[f].Value)], [.. second.Select(p => p.Global[f].Value)]);
            table.Add("icc", first[0].Global[f].Name, icc, interval.Low, interval.High, first.Length);
        }
    }

    /// <summary>Median of many intraclass correlations with quartiles as low and high, and the share of at least .4.</summary>
    private static void AddSpread(Table table, string section, string name, double[] values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        double[] quartiles = finite.Length == 0 ? [double.NaN, double.NaN, double.NaN] : Quantiles.Of(finite, [0.25, 0.5, 0.75]);
        table.Add(section, name + " median icc", quartiles[1], quartiles[0], quartiles[2], finite.Length);
        table.Add(section, name + " share of icc >= 0.4", finite.Length == 0 ? double.NaN : (double)finite.Count(v => v >= 0.4) / finite.Length, null, null, finite.Length);
    }

    /// <summary>
    /// Networks of session 1 judged on session 2: gain in homogeneity over the group's networks and over the same networks with labels dealt at random; adjusted
    /// Rand index between sessions of one person and of different people. Intervals are mean ± 1.96 standard errors over people.
    /// </summary>
    private static void AddNetworks(Table table, string method, TimeSeries[] series, int[] group, Func<TimeSeries, IReadOnlyList<int>> fit, ulong seed)
    {
        int n = series.Length / 2;
        var labels = new IReadOnlyList<int>[series.Length];
        Parallel.For(0, series.Length, k => labels[k] = fit(series[k]));
        double[] individual = [.. Enumerable.Range(0, n).Select(k => NetworkQuality.Homogeneity(series[n + k], labels[k]))];
        double[] atlas = [.. Enumerable.Range(0, n).Select(k => NetworkQuality.Homogeneity(series[n + k], group))];
        double[] dealt = [.. Enumerable.Range(0, n).Select(k =>
        {
            int[] shuffled = [.. labels[k]];
            new Philox(seed, (ulong)k).Shuffle<int>(shuffled);
            return NetworkQuality.Homogeneity(series[n + k], shuffled);
        })];
        double[] own = [.. Enumerable.Range(0, n).Select(k => NetworkQuality.AdjustedRand(labels[k], labels[n + k]))];
        double[] others = [.. Enumerable.Range(0, n).Select(k => Moments.Mean([.. Enumerable.Range(0, n).Where(o => o != k).Select(o => NetworkQuality.AdjustedRand(labels[k], labels[n + o]))]))];
        Add("homogeneity of the group's networks", atlas);
        Add("homogeneity of individual networks", individual);
        Add("gain over the group's", [.. individual.Zip(atlas, (a, b) => a - b)]);
        Add("gain over random labels", [.. individual.Zip(dealt, (a, b) => a - b)]);
        Add("rand within person", own);
        Add("rand between people", others);
        Add("rand within minus between", [.. own.Zip(others, (a, b) => a - b)]);

        void Add(string measure, double[] values)
        {
            double mean = Moments.Mean(values);
            double error = 1.96 * Moments.StandardDeviation(values) / Math.Sqrt(values.Length);
            table.Add("networks " + method, measure, mean, mean - error, mean + error, values.Length);
        }
    }

    /// <summary>Networks by name, numbered in order of first appearance; -1 for a region that the table leaves out. Null without a file.</summary>
    private static Parsed<(int[] Labels, IReadOnlyList<string> Names)?> NamedNetworks(string? path, IReadOnlyList<string> regions)
    {
        if (path is null)
        {
            return Parsed.Of<(int[], IReadOnlyList<string>)?>(null);
        }

        return DelimitedTable.Read(path).Then(table =>
        {
            int name = table.ColumnOf("name");
            int network = NetworkColumn(table);
            if (name < 0 || network < 0)
            {
                return Parsed.Failed<(int[], IReadOnlyList<string>)?>(Diagnostic.Error("E637", "The partition does not fit the matrix", new(path, 1), string.Join(", ", table.Header), "columns name and network"));
            }

            var byName = table.Rows.GroupBy(r => r[name]).ToDictionary(r => r.Key, r => r.First()[network], StringComparer.Ordinal);
            List<string> names = [.. table.Rows.Select(r => r[network]).Where(v => v.Length > 0 && v != "n/a").Distinct()];
            return Parsed.Of<(int[], IReadOnlyList<string>)?>(([.. regions.Select(r => byName.TryGetValue(r, out string? v) ? names.IndexOf(v) : -1)], names));
        });
    }

    private static int NetworkColumn(DelimitedTable table) => new[] { "network", "module", "label" }.Select(table.ColumnOf).Where(c => c >= 0).DefaultIfEmpty(-1).First();
}
