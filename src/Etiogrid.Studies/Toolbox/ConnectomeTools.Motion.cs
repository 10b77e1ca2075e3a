using System.Globalization;
using Etiogrid.Connectome.Motion;
using Etiogrid.Connectome.Recordings;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Studies.Toolbox;

/// <content>Head motion and derivatives folders.</content>
public static partial class ConnectomeTools
{
    /// <summary>
    /// Displacement, DVARS and what is left after censoring: one row for the session with the verdict <c>usable</c> and its reason, or one row a volume.
    /// </summary>
    public static Parsed<Table> Motion(ConnectomeMotionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return MotionTable.Read(options.Confounds, options.Radius).Then(motion => Signals(options, motion.Power.Length).Select(series =>
        {
            var summary = MotionSummary.Of(motion.Power, options.RepetitionTimeSeconds, options.Rules);
            double[]? dvars = series is null ? null : HeadMotion.Dvars(series.Values);
            double[]? standardized = series is null ? null : HeadMotion.StandardizedDvars(series.Values);
            if (options.MaskFile is { } file)
            {
                AtomicFile.WriteText(file, string.Concat(summary.Kept.Select(t => t.ToString(CultureInfo.InvariantCulture) + "\n")));
            }

            return options.Volumes ? VolumeTable(motion, summary, dvars, standardized) : SessionTable(motion, summary, dvars, standardized);
        }));
    }

    /// <summary>Parcellated recordings of a derivatives folder with the tables that belong to them: one row a recording.</summary>
    public static Parsed<Table> Derivatives(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return Parsed.Failed<Table>(Diagnostic.Error("E101", "The folder does not exist", new(folder), fix: "Check the path"));
        }

        var table = new Table("participant", "session", "task", "run", "atlas", "tr", "timeseries", "confounds", "motion", "outliers");
        foreach (var r in DerivativeFolder.Find(folder))
        {
            table.Add("sub-" + r.Participant, Named("ses-", r.Session), Named("task-", r.Task), Named("run-", r.Run), r.Atlas, r.RepetitionTimeSeconds, r.TimeSeries, r.Confounds, r.Motion, r.Outliers);
        }

        return table.Rows.Count > 0
            ? Parsed.Of(table)
            : Parsed.Failed<Table>(Diagnostic.Error("E669", "The folder holds no parcellated recording", new(folder), expected: "sub-…_seg-…_timeseries.tsv[.gz]", fix: "Pass the root of XCP-D's output, or of any folder with such names"));

        static string? Named(string entity, string label) => label.Length == 0 ? null : entity + label;
    }

    private static Parsed<TimeSeries?> Signals(ConnectomeMotionOptions options, int volumes) =>
        options.TimeSeries is null
            ? Parsed.Of<TimeSeries?>(null)
            : TimeSeriesReader.Read(options.TimeSeries, new() { AllowMissingRegions = true, MinimumVolumes = 3 }).Then(series => series.Volumes == volumes
                ? Parsed.Of<TimeSeries?>(series)
                : Parsed.Failed<TimeSeries?>(Diagnostic.Error("E661", "The confounds do not fit the signals", new(options.Confounds), $"{volumes} volumes", $"{series.Volumes}")));

    private static Table SessionTable(MotionTable motion, MotionSummary summary, double[]? dvars, double[]? standardized)
    {
        var table = new Table("n_volumes", "n_kept", "minutes_kept", "fd_mean", "fd_median", "fd_max", "share_moved", "rmsd_mean", "dvars_mean", "std_dvars_mean", "usable", "reason");
        table.Add(
            summary.Volumes, summary.Kept.Count, summary.MinutesKept, summary.Mean, summary.Median, summary.Largest, summary.ShareMoved,
            MeanMove(motion.Jenkinson), MeanMove(dvars), MeanMove(standardized), summary.Refusal is null, summary.Refusal);
        return table;

        // The first volume has no move.
        static double? MeanMove(double[]? values) => values is { Length: > 1 } && double.IsFinite(values[1]) ? Moments.Mean(values.AsSpan(1)) : null;
    }

    private static Table VolumeTable(MotionTable motion, MotionSummary summary, double[]? dvars, double[]? standardized)
    {
        var table = new Table("volume", "framewise_displacement", "rmsd", "dvars", "std_dvars", "kept");
        var kept = summary.Kept.ToHashSet();
        for (int t = 0; t < summary.Volumes; t++)
        {
            table.Add(t, motion.Power[t], motion.Jenkinson?[t], dvars?[t], standardized?[t], kept.Contains(t));
        }

        return table;
    }
}
