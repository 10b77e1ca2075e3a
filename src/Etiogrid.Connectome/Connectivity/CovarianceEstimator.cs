namespace Etiogrid.Connectome.Connectivity;

/// <summary>How a covariance is estimated from volumes.</summary>
public enum CovarianceEstimator
{
    /// <summary>Maximum likelihood, divisor n.</summary>
    Empirical,

    /// <summary>Shrunk towards a multiple of the identity (Ledoit and Wolf 2004, doi 10.1016/S0047-259X(03)00096-4).</summary>
    LedoitWolf,
}
