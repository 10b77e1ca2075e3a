namespace Etiogrid.Connectome.Graph;

/// <summary>How uncertain a metric is: one entry for a number, one a node for node metrics.</summary>
/// <param name="Name">Metric name.</param>
/// <param name="IsScalar">True for a number of the whole graph.</param>
/// <param name="StandardError">Standard deviation over resamples; NaN where fewer than two of them have a finite value.</param>
/// <param name="Bias">Mean of resamples minus the recording's value.</param>
/// <param name="Low">The value plus the 2.5th percentile of resamples around their own mean.</param>
/// <param name="High">The value plus the 97.5th percentile of resamples around their own mean.</param>
public sealed record MetricUncertainty(string Name, bool IsScalar, IReadOnlyList<double> StandardError, IReadOnlyList<double> Bias, IReadOnlyList<double> Low, IReadOnlyList<double> High);
