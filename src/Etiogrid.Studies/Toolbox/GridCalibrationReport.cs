using System.Globalization;
using System.Text;
using Etiogrid.Files;
using Etiogrid.Inference.Calibration;

namespace Etiogrid.Studies.Toolbox;

/// <summary>The report folder of <c>grid calibrate</c>: <c>calibration.html</c>, <c>calibration.tsv</c>, <c>ranks.svg</c>, <c>reliability.svg</c>, <c>errors.svg</c>.</summary>
internal static class GridCalibrationReport
{
    private const double SmallestP = 0.001;
    private const double LargestError = 0.01;

    public static void Write(string folder, CalibrationReport report, Table table, GridCalibrateOptions options)
    {
        Directory.CreateDirectory(folder);
        string ranks = GridCalibrationFigures.Ranks(report.Ranks);
        string reliability = GridCalibrationFigures.Reliability(report.Scenarios);
        string errors = GridCalibrationFigures.Errors(report.Scenarios);
        AtomicFile.WriteText(Path.Combine(folder, "ranks.svg"), ranks);
        AtomicFile.WriteText(Path.Combine(folder, "reliability.svg"), reliability);
        AtomicFile.WriteText(Path.Combine(folder, "errors.svg"), errors);
        AtomicFile.WriteText(Path.Combine(folder, "calibration.tsv"), table.ToTsv());
        AtomicFile.WriteText(Path.Combine(folder, "calibration.html"), Page(report, options, ranks, reliability, errors));
    }

    private static string Page(CalibrationReport report, GridCalibrateOptions options, string ranks, string reliability, string errors)
    {
        var html = new StringBuilder()
            .AppendLine("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Etiogrid: is the posterior right?</title>")
            .AppendLine("<style>body{font:15px/1.5 system-ui,sans-serif;color:#16202a;background:#fbfaf7;max-width:900px;margin:2em auto;padding:0 1em}svg{max-width:100%;height:auto;border:1px solid #dcd9d0}table{border-collapse:collapse}td,th{padding:.2em .8em;text-align:right;border-bottom:1px solid #dcd9d0}td:first-child,th:first-child{text-align:left}h2{margin-top:1.6em}.note{color:#56626e}</style></head><body>")
            .AppendLine("<h1>Is the posterior right?</h1>")
            .AppendLine(Invariant($"<p>{Verdict(report)}</p><p class=\"note\">{options.People} simulated people a scenario, {options.RankPeople} in the rank test with {options.Draws} posterior draws each, seed {options.Seed}. Simulated worlds prove the inference, not the knowledge base. Research use only. Not a diagnosis.</p>"))
            .AppendLine("<h2>Ranks of the truth</h2>").AppendLine(ranks)
            .AppendLine("<h2>Reliability</h2>").AppendLine(reliability)
            .AppendLine("<h2>Calibration error, also where the world is not the model</h2>").AppendLine(errors)
            .AppendLine("<table><tr><th>world</th><th>error, joint</th><th>naive</th><th>log loss, joint</th><th>naive</th><th>AUC, joint</th><th>naive</th></tr>");
        foreach (var s in report.Scenarios)
        {
            html.AppendLine(Invariant($"<tr><td>{System.Net.WebUtility.HtmlEncode(GridCalibrationFigures.Label(s))}</td><td>{s.Joint.CalibrationError:0.0000}</td><td>{s.Naive.CalibrationError:0.0000}</td><td>{s.Joint.LogLoss:0.0000}</td><td>{s.Naive.LogLoss:0.0000}</td><td>{s.Joint.Auc:0.000}</td><td>{s.Naive.Auc:0.000}</td></tr>"));
        }

        return html.AppendLine("</table></body></html>").ToString();
    }

    /// <summary>What the figures say, in one sentence each.</summary>
    private static string Verdict(CalibrationReport report)
    {
        double p = report.Ranks.Min(r => r.PValue);
        double error = report.Scenarios.Where(s => s.Scenario == "as the model").Max(s => s.Joint.CalibrationError);
        var worst = report.Scenarios.MaxBy(s => s.Joint.CalibrationError)!;
        string ranks = p > SmallestP ? $"Ranks are uniform (smallest p = {p:0.###})." : $"Ranks are <b>not</b> uniform (smallest p = {p:0.######}).";
        string known = error <= LargestError ? $"Where the world is the model, the calibration error is at most {error:0.0000}." : $"Where the world is the model, the calibration error reaches <b>{error:0.0000}</b>.";
        return Invariant($"{ranks} {known} It is largest, {worst.Joint.CalibrationError:0.000}, for: {GridCalibrationFigures.Label(worst)}.");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
