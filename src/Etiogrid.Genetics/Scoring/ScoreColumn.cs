namespace Etiogrid.Genetics.Scoring;

/// <summary>One weight for each term of a plan, and whether contributions are added as they are or squared.</summary>
/// <param name="Weights">A weight a term; 0 adds nothing.</param>
/// <param name="Squared">True to sum squared contributions (for variances).</param>
/// <param name="PatternTargets">Targets of each pattern for this column alone; null for the plan's.</param>
internal sealed record ScoreColumn(double[] Weights, bool Squared = false, int[][]? PatternTargets = null);
