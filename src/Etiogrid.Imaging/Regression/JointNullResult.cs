namespace Etiogrid.Imaging.Regression;

/// <summary>A joint model against surrogates of the response.</summary>
/// <param name="P">p of each value: two-sided for coefficients, upper tail for dominance.</param>
/// <param name="Mean">Mean of each value under the null.</param>
/// <param name="StandardDeviation">Standard deviation of each value under the null (n - 1).</param>
/// <param name="R2P">Upper-tail p of the share of variance explained.</param>
/// <param name="Draws">Number of surrogates.</param>
public sealed record JointNullResult(double[] P, double[] Mean, double[] StandardDeviation, double R2P, int Draws);
