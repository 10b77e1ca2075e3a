using Etiogrid.Numerics.Distributions;

namespace Etiogrid.Inference;

/// <summary>A standardised score on the liability scale of an outcome.</summary>
/// <param name="LogisticIntercept">Intercept at which the logistic model has the stated prevalence.</param>
/// <param name="MeanInCases">Mean score of people with the outcome.</param>
/// <param name="VarianceExplained">Share of the liability's variance.</param>
/// <param name="Threshold">T: the outcome occurs where the liability exceeds it.</param>
public sealed record ScoreLiability(double LogisticIntercept, double MeanInCases, double VarianceExplained, double Threshold)
{
    /// <summary>Shift of the liability for one standard deviation of the score.</summary>
    public double Effect => Math.Sqrt(VarianceExplained);

    /// <summary>Standard deviation of the liability that the score does not explain.</summary>
    public double ResidualSd => Math.Sqrt(1 - VarianceExplained);

    /// <summary>P(outcome | score z).</summary>
    public double RiskAt(double z) => Normal.Cumulative(((Effect * z) - Threshold) / ResidualSd);
}
