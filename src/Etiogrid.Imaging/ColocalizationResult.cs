namespace Etiogrid.Imaging;

/// <summary>Co-localisation of one map with one atlas map.</summary>
/// <param name="Map">Name of the map.</param>
/// <param name="Atlas">Name of the atlas map.</param>
/// <param name="R">Correlation in [-1, 1]; NaN where it is undefined, then <paramref name="Refusal"/> says why.</param>
/// <param name="Z">Fisher's z, atanh r; NaN where |r| = 1.</param>
/// <param name="ParametricP">Two-sided t test with n - 2 - covariates degrees of freedom. Wrong for autocorrelated maps: kept for comparison.</param>
/// <param name="Null">The spatial null, or null where none was asked for or it was refused.</param>
/// <param name="N">Regions with values on both sides.</param>
/// <param name="Refusal">Why something is missing; null when nothing is.</param>
public sealed record ColocalizationResult(string Map, string Atlas, double R, double Z, double ParametricP, NullSummary? Null, int N, string? Refusal);
