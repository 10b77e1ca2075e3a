namespace Etiogrid.Connectome.Graph;

/// <summary>A global metric against its null graphs.</summary>
/// <param name="Observed">The graph's value.</param>
/// <param name="Mean">Mean over nulls.</param>
/// <param name="StandardDeviation">Standard deviation over nulls, divisor n - 1.</param>
/// <param name="Z">(observed - mean)/sd; NaN without spread.</param>
/// <param name="P">(1 + nulls at least as far from the null mean) / (1 + nulls), two-sided; NaN, as mean, sd and z, where the graph or a null has no finite value.</param>
public sealed record NullComparison(double Observed, double Mean, double StandardDeviation, double Z, double P);
