namespace Etiogrid.Knowledge.Conversions;

/// <summary>
/// Pools estimates that may conflict: random effects with the moment estimate of the variance between studies
/// (DerSimonian and Laird 1986, doi 10.1016/0197-2456(86)90046-2). With weights w = 1/v and Q = sum w (y - mean)^2,
/// tau^2 = max(0, (Q - (n - 1)) / (sum w - sum w^2 / sum w)); then the weights are 1/(v + tau^2). A conflict widens the distribution
/// and never picks a side.
/// </summary>
public static class RandomEffects
{
    /// <summary>The pooled effect.</summary>
    /// <param name="estimates">At least one estimate with its variance, greater than 0.</param>
    public static PooledEffect Pool(IReadOnlyList<(double Mean, double Variance)> estimates)
    {
        ArgumentNullException.ThrowIfNull(estimates);
        if (estimates.Count == 0 || estimates.Any(e => !(e.Variance > 0)))
        {
            throw new ArgumentException("At least one estimate is needed, each with a variance greater than 0.", nameof(estimates));
        }

        double tau2 = BetweenStudyVariance(estimates);
        double weights = estimates.Sum(e => 1 / (e.Variance + tau2));
        double mean = estimates.Sum(e => e.Mean / (e.Variance + tau2)) / weights;
        return new(mean, Math.Sqrt(1 / weights), Math.Sqrt(tau2));
    }

    private static double BetweenStudyVariance(IReadOnlyList<(double Mean, double Variance)> estimates)
    {
        if (estimates.Count == 1)
        {
            return 0;
        }

        double weights = estimates.Sum(e => 1 / e.Variance);
        double mean = estimates.Sum(e => e.Mean / e.Variance) / weights;
        double q = estimates.Sum(e => (e.Mean - mean) * (e.Mean - mean) / e.Variance);
        double scale = weights - (estimates.Sum(e => 1 / (e.Variance * e.Variance)) / weights);
        return scale > 0 ? Math.Max(0, (q - (estimates.Count - 1)) / scale) : 0;
    }
}
