using Etiogrid.Numerics.Functions;

namespace Etiogrid.Knowledge.Calibration;

/// <summary>Compares the calibrated population with what was published.</summary>
internal static class Residuals
{
    public static IReadOnlyList<EffectResidual> Effects(CalibrationModel model, CalibrationState state, PredictiveSummary seen, PredictiveSummary withoutUnexplained, double[] ceilings)
    {
        double[] total = [.. model.Pairs.Select((p, i) => Elementary.Exp(seen.LogOddsRatio(model, i, state.Intercept[p.Outcome])))];
        double[] carried = [.. LoadStep.LogOdds(model, withoutUnexplained).Select(Elementary.Exp)];
        double[] ceiling = [.. ceilings.Select(Elementary.Exp)];
        return [.. model.Effects.Select(x => Row(model, x, Array.IndexOf(model.Pairs, (x.Exposure, x.Outcome)), total, carried, ceiling))];
    }

    public static IReadOnlyList<PrevalenceResidual> Prevalences(CalibrationModel model, CalibrationState state, PredictiveSummary seen) =>
    [
        .. model.Tables.Symptoms.Select((s, d) => new PrevalenceResidual("symptom", s.Id.Key, s.TargetPrevalence, seen.Symptoms[d])),
        .. model.Outcomes.Select((o, i) => new PrevalenceResidual("outcome", o.Id, o.Prevalence, o.Probability(seen.Patterns[i], state.Intercept[i]))),
    ];

    private static EffectResidual Row(CalibrationModel model, EffectTarget x, int pair, double[] total, double[] carried, double[] ceiling)
    {
        double? implied = x.IsUsed ? total[pair] : null;
        bool? inside = x.IsUsed && x is { Low: { } low, High: { } high } ? implied >= low && implied <= high : null;
        string reason = !x.IsUsed ? x.Reason
            : inside is null ? "no interval published"
            : inside.Value ? ""
            : WhyNot(model, x);
        double? share = x.IsUsed ? Share(total[pair], carried[pair]) : null;
        return new(x.Row.Id, x.Row.Exposure.Key, x.Row.Outcome, x.Published, x.Low, x.High, implied, x.IsUsed ? carried[pair] : null, inside, reason, x.Row.Claim.IsVerified)
        {
            Share = share,
            Ceiling = x.IsUsed ? ceiling[pair] : null,
            BetweenStudies = x.Tau,
            Mapped = model.MappedBy[x.Exposure],
        };
    }

    /// <summary>ln carried / ln implied within [0, 1]; null where the implied effect is too small for a ratio (within 2 % of 1).</summary>
    private static double? Share(double total, double carried)
    {
        double all = Elementary.Log(total);
        return Math.Abs(all) < 0.02 ? null : Math.Clamp(Elementary.Log(carried) / all, 0, 1);
    }

    private static string WhyNot(CalibrationModel model, EffectTarget x)
    {
        var others = model.Effects.Where(o => o.IsUsed && o.Exposure == x.Exposure && o.Row.Id != x.Row.Id).ToList();
        var same = others.Where(o => o.Outcome == x.Outcome).ToList();
        if (same.FirstOrDefault(o => o is { Low: { } l, High: { } h } && (l > x.Published || h < x.Published)) is { } conflict)
        {
            return $"disagrees with {conflict.Row.Id}";
        }

        if (same.Count > 0)
        {
            return $"compromise with {same[0].Row.Id}, which has its own estimate of the same effect";
        }

        return others.Count > 0 ? "compromise: the exposure's effects on several outcomes pass through the same symptoms" : "held back by the elicited uncertainty of its loads";
    }
}
