namespace Etiogrid.Genetics.Sets;

/// <summary>What a score adds to a trait.</summary>
/// <param name="Beta">Slope, or log odds ratio, for one unit of the score.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="T">t of the linear regression, or Wald's z of the logistic one.</param>
/// <param name="P">Two-sided p value.</param>
/// <param name="Statistic">What drawn scores are compared with: t, or the score test's z.</param>
public sealed record TraitEffect(double Beta, double StandardError, double T, double P, double Statistic)
{
    /// <summary>The score does not vary beside the covariates.</summary>
    public static TraitEffect None { get; } = new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
}
