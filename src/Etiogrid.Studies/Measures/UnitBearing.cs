using Etiogrid.Core.Identifiers;

namespace Etiogrid.Studies.Measures;

/// <summary>A study's statement that the score of a unit is evidence for a pathway.</summary>
/// <param name="Pathway">Which pathway.</param>
/// <param name="LiabilityR2">Variance of its liability that the unit's score explains by itself; null = what follows from its correlation with the pathway's own score.</param>
/// <param name="ScoreCorrelation">Correlation of the unit's score with the pathway's own in the reference; 0 where the pathway has none.</param>
public sealed record UnitBearing(PathwayId Pathway, double? LiabilityR2, double ScoreCorrelation);
