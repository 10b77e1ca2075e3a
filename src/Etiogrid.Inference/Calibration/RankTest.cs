namespace Etiogrid.Inference.Calibration;

/// <summary>Whether the true value's rank among posterior draws is uniform (Talts et al. 2018, arXiv 1804.06788).</summary>
/// <param name="Quantity">What is ranked.</param>
/// <param name="ChiSquared">Over 20 equal bins of ranks.</param>
/// <param name="PValue">Small when the posterior is wrong.</param>
/// <param name="Counts">People by bin of ranks.</param>
public sealed record RankTest(string Quantity, double ChiSquared, double PValue, IReadOnlyList<int> Counts);
