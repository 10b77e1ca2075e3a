namespace Etiogrid.Imaging.Groups;

/// <summary>A group against one atlas map under a spatial null.</summary>
/// <param name="MeanP">Two-sided p of the mean over maps; NaN where refused.</param>
/// <param name="Mean">Mean of that statistic under the null.</param>
/// <param name="StandardDeviation">Its standard deviation under the null (n - 1).</param>
/// <param name="P">Two-sided p of each map; empty where refused.</param>
/// <param name="Means">Mean of each map's statistic under the null.</param>
/// <param name="Deviations">Standard deviation of each map's statistic under the null.</param>
/// <param name="Refusal">Why there is no p, or null.</param>
public sealed record SpatialGroupResult(double MeanP, double Mean, double StandardDeviation, double[] P, double[] Means, double[] Deviations, string? Refusal);
