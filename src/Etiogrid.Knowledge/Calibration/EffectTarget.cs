using Etiogrid.Knowledge.Build;
using Etiogrid.Knowledge.Conversions;
using Etiogrid.Knowledge.Rows;

namespace Etiogrid.Knowledge.Calibration;

/// <summary>A published effect as a target: its log odds ratio and standard error, or why it is none.</summary>
/// <param name="Row">The published effect.</param>
/// <param name="Exposure">Index of the exposure.</param>
/// <param name="Outcome">Index of the outcome.</param>
/// <param name="Published">The published effect as an odds ratio; null where it has none.</param>
/// <param name="LogOdds">Log odds ratio; NaN where there is none.</param>
/// <param name="Se">Its standard error.</param>
/// <param name="Low">Lower end of the interval as an odds ratio; null where none was published.</param>
/// <param name="High">Upper end.</param>
/// <param name="Reason">Why it takes no part; empty where it does.</param>
internal sealed record EffectTarget(ExposureEffectRow Row, int Exposure, int Outcome, double? Published, double LogOdds, double Se, double? Low, double? High, string Reason)
{
    /// <summary>True when it takes part in the calibration.</summary>
    public bool IsUsed => Reason.Length == 0;

    /// <summary>Standard deviation between the studies of the same exposure and outcome, on the log odds scale; 0 for one study.</summary>
    public double Tau { get; private init; }

    /// <summary>Precision of the target: its own error and the spread between studies.</summary>
    public double Weight => 1 / ((Se * Se) + (Tau * Tau));

    /// <summary>The targets with the spread between studies of every exposure and outcome.</summary>
    public static EffectTarget[] WithSpread(IReadOnlyList<EffectTarget> targets) =>
    [
        .. targets.Select(x => x with
        {
            Tau = x.IsUsed ? RandomEffects.Pool([.. targets.Where(o => o.IsUsed && o.Exposure == x.Exposure && o.Outcome == x.Outcome).Select(o => (o.LogOdds, o.Se * o.Se))]).Tau : 0,
        }),
    ];

    public static EffectTarget Of(ExposureEffectRow row, CalibrationModel model)
    {
        var exposures = model.Tables.Exposures;
        int e = exposures.ToList().FindIndex(x => x.Id == row.Exposure);
        int o = Array.FindIndex(model.Outcomes, x => x.Id == row.Outcome);
        double f = exposures[e].Frequency;
        double k = model.Outcomes[o].Prevalence;
        double? End(double? value) => value is { } v && row.EffectType != "r" ? ExposureLiability.ToOddsRatio(row.EffectType, v, f, k) : null;
        if (ExposureLiability.LogOddsRatio(row, f, k) is not { } log)
        {
            string kind = row.Effect is null ? "no number published" : "compares scores between cases and controls, not exposed and unexposed people";
            return new(row, e, o, null, double.NaN, double.NaN, null, null, kind);
        }

        string reason = !exposures[e].Mappable ? "not mapped to biology by design"
            : !model.IncludeUnverified && !row.Claim.IsVerified ? "row not read in its source, off by default"
            : !model.IncludeUnverified && !exposures[e].FrequencyClaim.IsVerified ? "frequency of the exposure not read, off by default"
            : "";
        return new(row, e, o, ExposureLiability.ToOddsRatio(row.EffectType, row.Effect!.Value, f, k), log.Mean, Math.Sqrt(log.Variance), End(row.Low), End(row.High), reason);
    }
}
