namespace Etiogrid.Imaging.Calibration;

/// <summary>How often a null calls unrelated maps of a given smoothness related.</summary>
/// <param name="Null">Name of the null; <c>none</c> is the parametric test.</param>
/// <param name="Method">The correlation.</param>
/// <param name="Smoothness">Smoothness of both simulated maps.</param>
/// <param name="Alpha">Nominal level.</param>
/// <param name="FalsePositiveRate">Share of pairs with p at most alpha; NaN when every pair was refused.</param>
/// <param name="StandardError">Its standard error, from the spread over atlas maps (pairs that share a map are not independent).</param>
/// <param name="Simulations">Pairs of maps.</param>
/// <param name="Refused">Pairs for which the null refused to give a p.</param>
public sealed record NullCalibration(
    string Null, ColocalizationMethod Method, MapSmoothness Smoothness, double Alpha, double FalsePositiveRate, double StandardError, int Simulations, int Refused)
{
    /// <summary>True when the rate lies within [0.04, 0.06] (alpha 0.05) widened by two standard errors.</summary>
    public bool HoldsLevel => FalsePositiveRate >= (0.8 * Alpha) - (2 * StandardError) && FalsePositiveRate <= (1.2 * Alpha) + (2 * StandardError);
}
