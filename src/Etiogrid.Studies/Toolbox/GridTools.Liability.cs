using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Inference;

namespace Etiogrid.Studies.Toolbox;

/// <summary>The work of the <c>grid</c> verbs.</summary>
public static partial class GridTools
{
    /// <summary><c>grid liability</c>: an odds ratio on the liability scale, as JSON.</summary>
    public static Parsed<string> Liability(GridLiabilityOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var findings = new DiagnosticBag();
        CheckShare(findings, "--prevalence", options.Prevalence);
        CheckShare(findings, "--frequency", options.Frequency);
        CheckOddsRatio(findings, "--odds-ratio", options.OddsRatio);
        CheckOddsRatio(findings, "--odds-ratio-per-sd", options.OddsRatioPerSd);
        if ((options.OddsRatio is null) == (options.OddsRatioPerSd is null) || (options.OddsRatio is null) != (options.Frequency is null))
        {
            findings.Add(Diagnostic.Error("E002", "One odds ratio is needed", Place.Nowhere, null, "--odds-ratio with --frequency, or --odds-ratio-per-sd alone"));
        }

        return findings.Finish(() => options.OddsRatioPerSd is { } perSd
            ? ScoreJson(options.Prevalence, perSd)
            : ExposureJson(options.Prevalence, options.OddsRatio!.Value, options.Frequency!.Value));
    }

    private static string ExposureJson(double prevalence, double oddsRatio, double frequency)
    {
        var x = LiabilityConversion.FromOddsRatio(prevalence, oddsRatio, frequency);
        return GridJson.Write(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("K", prevalence);
            json.WriteNumber("f", frequency);
            json.WriteNumber("OR", oddsRatio);
            json.WriteNumber("p0", x.RiskUnexposed);
            json.WriteNumber("p1", x.RiskExposed);
            json.WriteNumber("b", x.Effect);
            json.WriteNumber("resid_sd", x.ResidualSd);
            json.WriteNumber("T", x.Threshold);
            json.WriteNumber("r2", x.VarianceExplained);
            json.WriteEndObject();
        });
    }

    private static string ScoreJson(double prevalence, double oddsRatio)
    {
        var x = LiabilityConversion.FromOddsRatioPerSd(prevalence, oddsRatio);
        return GridJson.Write(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("K", prevalence);
            json.WriteNumber("OR_per_SD", oddsRatio);
            json.WriteNumber("intercept", x.LogisticIntercept);
            json.WriteNumber("mean_z_cases", x.MeanInCases);
            json.WriteNumber("R2_liability", x.VarianceExplained);
            json.WriteStartObject("P_at_z");
            for (int z = -2; z <= 3; z++)
            {
                json.WriteNumber(z.ToString(CultureInfo.InvariantCulture), x.RiskAt(z));
            }

            json.WriteEndObject();
            json.WriteNumber("p0", x.RiskAt(0));
            json.WriteNumber("p1", x.RiskAt(1));
            json.WriteNumber("b", x.Effect);
            json.WriteNumber("resid_sd", x.ResidualSd);
            json.WriteNumber("T", x.Threshold);
            json.WriteNumber("r2", x.VarianceExplained);
            json.WriteEndObject();
        });
    }

    private static void CheckShare(DiagnosticBag findings, string option, double? value)
    {
        if (value is not null and not (> 0 and < 1))
        {
            findings.Add(Diagnostic.Error("E701", "A probability lies outside (0, 1)", new Place(null, null, option), Text(value.Value), "a number between 0 and 1"));
        }
    }

    private static void CheckOddsRatio(DiagnosticBag findings, string option, double? value)
    {
        if (value is { } x && (!(x > 0) || !double.IsFinite(x)))
        {
            findings.Add(Diagnostic.Error("E701", "An odds ratio is not positive", new Place(null, null, option), Text(x), "a positive finite number"));
        }
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
