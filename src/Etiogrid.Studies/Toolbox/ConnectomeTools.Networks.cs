using Etiogrid.Connectome.Networks;
using Etiogrid.Connectome.Recordings;
using Etiogrid.Connectome.Targets;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Core.Regions;
using Etiogrid.Files;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Studies.Toolbox;

/// <content>Individual networks and stimulation targets.</content>
public static partial class ConnectomeTools
{
    /// <summary>Individual networks: one row a region with its group and individual network, confidence, and whether it changed.</summary>
    public static Parsed<Table> Networks(ConnectomeNetworksOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return ReadSessions(options.TimeSeries).Then(all => Labelled(options.GroupNetworks, all)).Then(sessions => PartitionFor(options.GroupNetworks, sessions[0].Regions).Then(group =>
        {
            if (options.Hierarchical && sessions.Any(s => s.Varying.Count != s.Regions.Count))
            {
                return Parsed.Failed<Table>(Diagnostic.Error("E670", "The hierarchical model needs a varying signal in every region", new(options.TimeSeries[0]), fix: "Remove constant and missing regions from all recordings, or use --method wang2015"));
            }

            var found = options.Hierarchical ? Hierarchical(sessions, group!) : IterativeParcellation.Fit(Joined(sessions), group!);
            var bag = new DiagnosticBag();
            if (!found.HasConverged)
            {
                bag.Add(Diagnostic.Warning("E671", $"The networks were still changing after {found.Iterations} iterations", new(options.TimeSeries[0])));
            }

            return bag.Finish(() => NetworkTable(sessions[0].Regions, group!, found, NetworkNames(options.GroupNetworks)));
        }));
    }

    /// <summary>Where networks come by name, regions that the table leaves out (nuclei beside a cortical atlas) are left out here, with a warning.</summary>
    private static Parsed<IReadOnlyList<TimeSeries>> Labelled(string groupNetworks, IReadOnlyList<TimeSeries> sessions)
    {
        if (NetworkNames(groupNetworks).Length == 0)
        {
            return Parsed.Of(sessions);
        }

        return NamedNetworks(groupNetworks, sessions[0].Regions).Then(named =>
        {
            int[] kept = [.. Enumerable.Range(0, sessions[0].Regions.Count).Where(j => named!.Value.Labels[j] >= 0)];
            int left = sessions[0].Regions.Count - kept.Length;
            return kept.Length == 0
                ? Parsed.Failed<IReadOnlyList<TimeSeries>>(Diagnostic.Error("E637", "The partition does not fit the matrix", new(groupNetworks), "no region of the recording", "the recording's region names"))
                : Parsed.Of<IReadOnlyList<TimeSeries>>([.. sessions.Select(s => s.SelectRegions(kept))], left == 0 ? [] : [Diagnostic.Warning("E677", $"{left} regions have no group network and are left out", new(groupNetworks))]);
        });
    }

    /// <summary>A stimulation target with its uncertainty, or a refusal with its reason: one row.</summary>
    public static Parsed<Table> Target(ConnectomeTargetOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return TimeSeriesReader.Read(options.TimeSeries, new() { AllowMissingRegions = true }).Then(series =>
            Columns(series, options.SeedRegions, options.TimeSeries).Then(seeds =>
                Columns(series, options.SearchRegions, options.TimeSeries).Then(search =>
                    Centres(options.Coordinates, series, search).Select(centres =>
                        TargetTable(TargetSearch.Find(series, seeds, search, centres, new() { Resamples = options.Resamples, Seed = options.Seed }))))));
    }

    private static IndividualNetworks Hierarchical(IReadOnlyList<TimeSeries> sessions, IReadOnlyList<int> group)
    {
        Matrix[] profiles = [.. sessions.Select(HierarchicalNetworks.Profiles)];
        return HierarchicalNetworks.Fit(profiles, group, HierarchicalNetworks.GroupDirections(profiles, group), null, new());
    }

    private static Parsed<IReadOnlyList<TimeSeries>> ReadSessions(IReadOnlyList<string> paths)
    {
        var bag = new DiagnosticBag();
        List<TimeSeries> sessions = [];
        foreach (string path in paths)
        {
            var read = TimeSeriesReader.Read(path, new() { AllowMissingRegions = true });
            bag.AddRange(read.Diagnostics);
            if (read.TryGetValue(out var series))
            {
                sessions.Add(series);
                if (!series.Regions.SequenceEqual(sessions[0].Regions, StringComparer.Ordinal))
                {
                    bag.Add(Diagnostic.Error("E621", "The regions differ from those of the first recording", new(path, 1), fix: "Use recordings of one parcellation"));
                }
            }
        }

        return bag.Finish<IReadOnlyList<TimeSeries>>(() => sessions);
    }

    /// <summary>Sessions one after the other, each region standardised within its session so that levels do not add correlation.</summary>
    private static TimeSeries Joined(IReadOnlyList<TimeSeries> sessions)
    {
        if (sessions.Count == 1)
        {
            return sessions[0];
        }

        double[] values = [.. sessions.SelectMany(s => Etiogrid.Connectome.Connectivity.Covariance.UnitColumns(s.Values).Values)];
        return new(sessions[0].Source, sessions[0].Regions, new Matrix(values.Length / sessions[0].Regions.Count, sessions[0].Regions.Count, values));
    }

    private static Table NetworkTable(IReadOnlyList<string> regions, IReadOnlyList<int> group, IndividualNetworks found, string[] names)
    {
        var table = new Table("name", "group_network", "individual_network", "confidence", "changed");
        for (int i = 0; i < regions.Count; i++)
        {
            table.Add(regions[i], Named(group[i]), Named(found.Labels[i]), double.IsFinite(found.Confidence[i]) ? found.Confidence[i] : null, group[i] != found.Labels[i]);
        }

        return table;

        object Named(int label) => names.Length > 0 ? names[label - 1] : label;
    }

    private static Parsed<IReadOnlyList<int>> Columns(TimeSeries series, IReadOnlyList<string> names, string path)
    {
        var bag = new DiagnosticBag();
        List<int> columns = [];
        foreach (string name in names)
        {
            int column = series.Regions.ToList().IndexOf(name);
            if (column < 0 || series.States[column] != RegionState.Varying)
            {
                bag.Add(Diagnostic.Error("E672", column < 0 ? "There is no such region" : "The region has no varying signal", new(path, 1, name), name, null, column >= 0 ? "Leave the region out" : NearestName.Among(name, series.Regions) is { } nearest ? $"Did you mean {nearest}" : null));
            }

            columns.Add(column);
        }

        return bag.Finish<IReadOnlyList<int>>(() => columns);
    }

    /// <summary>One centre a region; only the needed ones must be in the table.</summary>
    private static Parsed<IReadOnlyList<Coordinate>?> Centres(string? path, TimeSeries series, IReadOnlyList<int> needed)
    {
        if (path is null)
        {
            return Parsed.Of<IReadOnlyList<Coordinate>?>(null);
        }

        return DelimitedTable.Read(path).Then(table =>
        {
            var bag = new DiagnosticBag();
            int name = table.ColumnOf("name");
            int[] axes = [.. "xyz".Select(a => table.Header.ToList().FindIndex(h => h.StartsWith(a)))];
            if (name < 0 || axes.Any(a => a < 0))
            {
                bag.Add(Diagnostic.Error("E673", "The coordinates need the columns name, x, y, z", new(path, 1), string.Join(", ", table.Header)));
                return bag.Fail<IReadOnlyList<Coordinate>?>();
            }

            var rows = table.Rows.Select((row, i) => (Row: row, Index: i)).GroupBy(r => r.Row[name].Trim(), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
            List<Coordinate> centres = [];
            for (int j = 0; j < series.Regions.Count; j++)
            {
                string region = series.Regions[j];
                double[] xyz = rows.TryGetValue(region, out var row) ? [.. axes.Select(a => Cell.TryNumber(row.Row[a], out double v) ? v : double.NaN)] : [double.NaN, 0, 0];
                if (xyz.Any(double.IsNaN) && needed.Contains(j))
                {
                    bag.Add(Diagnostic.Error("E674", "The region has no coordinates", new(path, null, region), region));
                }

                centres.Add(new(xyz[0], xyz[1], xyz[2]));
            }

            return bag.Finish<IReadOnlyList<Coordinate>?>(() => centres);
        });
    }

    private static Table TargetTable(StimulationTarget target)
    {
        var table = new Table("status", "region", "correlation", "ci_low", "ci_high", "selection_probability", "first_half", "second_half", "halves_distance_mm", "reason");
        table.Add(
            target.Refusal is null ? "given" : "refused", target.Region, target.Correlation, target.Low, target.High, target.SelectionProbability,
            target.FirstHalf, target.SecondHalf, target.HalvesDistance, target.Refusal);
        return table;
    }
}
