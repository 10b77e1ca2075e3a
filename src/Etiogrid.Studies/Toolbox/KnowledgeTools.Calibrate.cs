using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Knowledge;
using Etiogrid.Knowledge.Calibration;
using Etiogrid.Knowledge.Sensitivity;

namespace Etiogrid.Studies.Toolbox;

/// <content>Prior-predictive calibration and sensitivity.</content>
public static partial class KnowledgeTools
{
    /// <summary>
    /// Solves for the parameters and lists what they reproduce: published odds ratios first, then prevalences. <c>or_pathways</c> is what the
    /// named pathways carry alone; the rest of <c>implied</c> stays unexplained.
    /// </summary>
    public static Parsed<Table> Calibrate(KnowledgeCalibrateOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return KnowledgeBase.Read(options.Knowledge.Overlay).Select(tables =>
        {
            var result = Calibrator.Run(tables, new()
            {
                People = options.People,
                Seed = options.Seed,
                Threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount,
                IncludeUnverified = options.Knowledge.IncludeUnverified,
            });
            if (options.ParameterFile is { } path)
            {
                AtomicFile.WriteText(path, result.Parameters.ToTsv());
            }

            return ResidualTable(result);
        });
    }

    /// <summary>Which conclusions hang on which parameters: the widest bands first.</summary>
    public static Parsed<Table> Sensitivity(KnowledgeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return KnowledgeBase.Read(options.Overlay).Select(tables =>
        {
            var table = new Table("kind", "key", "mean", "sd", "table", "grade", "sources", "given", "pathway", "posterior", "low", "high", "swing");
            foreach (var r in SensitivityAnalysis.Of(tables.BuildGrid(options.IncludeUnverified)))
            {
                table.Add(r.Kind, r.Key, r.Mean, r.Sd, TableOf(r.Kind), r.Grade.ToString().ToLowerInvariant(), r.Sources, r.Given, r.Pathway, r.Posterior, r.Low, r.High, r.Swing);
            }

            return table;
        });
    }

    /// <summary>The table whose row of the same key the parameter stands on.</summary>
    private static string TableOf(string kind) => kind switch
    {
        "link" => "symptom_links",
        "load" => "exposure_pathways",
        "leak" => "symptoms",
        _ => "pathways",
    };

    private static Table ResidualTable(CalibrationResult result)
    {
        var table = new Table("kind", "exposure", "outcome", "effect", "published", "ci_low", "ci_high", "implied", "or_pathways", "share_pathways", "or_ceiling", "tau", "inside", "verified", "reason");
        foreach (var e in result.Effects)
        {
            table.Add("odds_ratio", e.Exposure, e.Outcome, e.EffectId, e.Published, e.Low, e.High, e.Implied, e.Carried, e.Share, e.Ceiling, e.BetweenStudies, e.Inside, e.Verified, e.Reason.Length > 0 ? e.Reason : null);
        }

        foreach (var p in result.Prevalences)
        {
            table.Add(p.Kind + "_prevalence", null, p.Key, null, p.Stated, null, null, p.Implied, null, null, null, null, null, null, null);
        }

        return table;
    }
}
