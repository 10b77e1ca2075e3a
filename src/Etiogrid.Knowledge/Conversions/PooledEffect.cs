namespace Etiogrid.Knowledge.Conversions;

/// <summary>Several estimates of one effect as a distribution.</summary>
/// <param name="Mean">Random-effects mean.</param>
/// <param name="Se">Standard error of the mean.</param>
/// <param name="Tau">Standard deviation between studies; 0 where the estimates agree within their errors.</param>
public sealed record PooledEffect(double Mean, double Se, double Tau)
{
    /// <summary>Variance of the effect in a new setting: that of the mean plus that between studies.</summary>
    public double PredictiveVariance => (Se * Se) + (Tau * Tau);
}
