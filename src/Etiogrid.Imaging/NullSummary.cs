namespace Etiogrid.Imaging;

/// <summary>What a null distribution says about one correlation.</summary>
/// <param name="P">Two-sided p: (1 + #{|r*| >= |r|}) / (1 + draws), or the exact tail; with both sides tested, the larger of the two.</param>
/// <param name="Mean">Mean of r* under the null (of the map side where both were tested).</param>
/// <param name="StandardDeviation">Standard deviation of r* (n - 1).</param>
/// <param name="Draws">Number of surrogates; 0 for the closed form.</param>
/// <param name="MapSideP">p with surrogates of the map, where tested.</param>
/// <param name="AtlasSideP">p with surrogates of the atlas map, where tested.</param>
public sealed record NullSummary(double P, double Mean, double StandardDeviation, int Draws, double? MapSideP, double? AtlasSideP);
