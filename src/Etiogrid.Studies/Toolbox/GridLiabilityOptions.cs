namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>grid liability</c>: exactly one of the two odds ratios.</summary>
/// <param name="Prevalence">Prevalence of the outcome.</param>
/// <param name="OddsRatio">Odds ratio of a binary exposure; needs <paramref name="Frequency"/>.</param>
/// <param name="Frequency">Population frequency of the exposure.</param>
/// <param name="OddsRatioPerSd">Odds ratio per standard deviation of a score.</param>
public sealed record GridLiabilityOptions(double Prevalence, double? OddsRatio, double? Frequency, double? OddsRatioPerSd);
