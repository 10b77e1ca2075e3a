namespace Etiogrid.Simulation.Trials;

/// <summary>One look of a group sequential test.</summary>
/// <param name="Information">Share of the information.</param>
/// <param name="CriticalValue">Reject from this z on (two sides: this |z|).</param>
/// <param name="StageLevel">1 - Phi(critical value): the one-sided level at this look.</param>
/// <param name="AlphaSpent">Probability of having rejected by this look under the null hypothesis, all sides together.</param>
public sealed record Look(double Information, double CriticalValue, double StageLevel, double AlphaSpent);
