using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Inference.Calibration;

namespace Etiogrid.Studies.Toolbox;

/// <summary>The work of <c>grid calibrate</c>.</summary>
public static partial class GridTools
{
    private const int FewestPeople = 100;

    /// <summary>
    /// <c>grid calibrate</c>: one row a check. <c>ranks</c>: p value of uniform ranks (joint). <c>scores</c>: calibration error, log loss,
    /// Brier score and AUC of P(altered) for the joint model and the naive product. With a report folder also a page and SVG figures.
    /// </summary>
    public static Parsed<Table> Calibrate(GridCalibrateOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var findings = new DiagnosticBag();
        CheckCount(findings, "--people", options.People >= FewestPeople, options.People, "at least 100");
        CheckCount(findings, "--rank-people", options.RankPeople >= FewestPeople, options.RankPeople, "at least 100");
        CheckCount(findings, "--draws", options.Draws > 0 && options.Draws % 20 == 19, options.Draws, "one less than a multiple of 20, such as 199");
        if (findings.HasErrors)
        {
            return findings.Fail<Table>();
        }

        var report = InferenceCalibration.Run(new CalibrationOptions
        {
            People = options.People,
            RankPeople = options.RankPeople,
            Draws = options.Draws,
            Seed = options.Seed,
            Threads = options.Threads,
            Cancellation = options.Cancellation,
        });
        var table = Rows(report);
        if (options.ReportFolder is { } folder)
        {
            GridCalibrationReport.Write(folder, report, table, options);
        }

        return Parsed.Of(table);
    }

    private static Table Rows(CalibrationReport report)
    {
        var table = new Table("part", "scenario", "shared_variance", "quantity", "joint", "naive");
        foreach (var rank in report.Ranks)
        {
            table.Add("ranks", "as the model", 0.5, $"{rank.Quantity}: p of uniform ranks", rank.PValue, null);
        }

        foreach (var s in report.Scenarios)
        {
            table.Add("scores", s.Scenario, s.SharedVariance, "ece", s.Joint.CalibrationError, s.Naive.CalibrationError);
            table.Add("scores", s.Scenario, s.SharedVariance, "log_loss", s.Joint.LogLoss, s.Naive.LogLoss);
            table.Add("scores", s.Scenario, s.SharedVariance, "brier", s.Joint.Brier, s.Naive.Brier);
            table.Add("scores", s.Scenario, s.SharedVariance, "auc", s.Joint.Auc, s.Naive.Auc);
        }

        return table;
    }

    private static void CheckCount(DiagnosticBag findings, string option, bool valid, int found, string expected)
    {
        if (!valid)
        {
            findings.Add(Diagnostic.Error("E002", "A count is out of range", new Place(null, null, option), found.ToString(CultureInfo.InvariantCulture), expected));
        }
    }
}
