using Etiogrid.Core.Identifiers;
using Etiogrid.Knowledge.Conversions;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Knowledge.Rows;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Knowledge.Build;

/// <summary>
/// The shift b_e of the outcome's liability by an exposure, from all its published effects that are switched on.
/// Several effects on one outcome are pooled by random effects on the log odds scale, the variance between studies kept, so that
/// conflicting estimates become a distribution and not a pick; outcomes are then pooled on the liability scale in the same way.
/// </summary>
internal static class ExposureLiability
{
    /// <summary>Standard error of a log odds ratio that was published without an interval.</summary>
    private const double UnknownSe = 0.3;

    /// <summary>Standard normal quantile of .975, twice: width of a 95 % interval in standard errors.</summary>
    private const double IntervalWidth = 3.919927969080109;

    /// <summary>b and its standard deviation, or null where no usable effect is switched on.</summary>
    public static UncertainValue? Of(ExposureRow exposure, IEnumerable<ExposureEffectRow> effects, IReadOnlyDictionary<string, OutcomeRow> outcomes)
    {
        var shifts = new List<(double Mean, double Variance)>();
        var sources = new List<SourceKey>();
        foreach (var group in effects.GroupBy(e => e.Outcome, StringComparer.Ordinal))
        {
            double prevalence = outcomes[group.Key].LifetimePrevalence;
            var logs = group.Select(e => LogOddsRatio(e, exposure.Frequency, prevalence)).OfType<(double, double)>().ToList();
            if (logs.Count == 0)
            {
                continue;
            }

            var pooled = RandomEffects.Pool(logs);
            shifts.Add(OnLiability(pooled.Mean, pooled.PredictiveVariance, exposure.Frequency, prevalence));
            sources.AddRange(group.Select(e => e.Claim.Source));
        }

        if (shifts.Count == 0)
        {
            return null;
        }

        var b = RandomEffects.Pool(shifts);
        return new(b.Mean, Math.Sqrt(b.PredictiveVariance), Grade.Converted, [.. sources.Distinct().Order()]);
    }

    /// <summary>log OR and its variance; null for qualitative effects and for scores compared between cases and controls, whose exposure is not binary.</summary>
    public static (double Mean, double Variance)? LogOddsRatio(ExposureEffectRow effect, double frequency, double prevalence)
    {
        if (effect.Effect is not { } value)
        {
            return null;
        }

        if (ToOddsRatio(effect.EffectType, value, frequency, prevalence) is not { } ratio || !double.IsFinite(ratio))
        {
            return null;
        }

        double se = effect is { Low: { } low, High: { } high } && effect.EffectType != "r"
            ? (Elementary.Log(high) - Elementary.Log(low)) / IntervalWidth
            : UnknownSe;
        return (Elementary.Log(ratio), se * se);
    }

    /// <summary>The published effect as an odds ratio, or null where it has none.</summary>
    public static double? ToOddsRatio(string effectType, double value, double frequency, double prevalence) => effectType switch
    {
        "OR" => value,
        "RR" => LiabilityConversion.FromRiskRatio(value, frequency, prevalence),
        "IRR" or "HR" => LiabilityConversion.FromHazardRatio(value, frequency, prevalence),
        "r" => LiabilityConversion.FromMeanDifference(LiabilityConversion.MeanDifferenceFromCorrelation(value, frequency)),
        _ => null,
    };

    private static (double Mean, double Variance) OnLiability(double logOdds, double variance, double frequency, double prevalence)
    {
        double se = Math.Sqrt(variance);
        double middle = LiabilityConversion.FromOddsRatio(Elementary.Exp(logOdds), frequency, prevalence);
        double upper = LiabilityConversion.FromOddsRatio(Elementary.Exp(logOdds + se), frequency, prevalence);
        double lower = LiabilityConversion.FromOddsRatio(Elementary.Exp(logOdds - se), frequency, prevalence);
        double sd = 0.5 * (upper - lower);
        return (middle, sd * sd);
    }
}
