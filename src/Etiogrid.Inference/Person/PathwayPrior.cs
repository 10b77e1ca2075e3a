using Etiogrid.Core.Identifiers;

namespace Etiogrid.Inference.Person;

/// <summary>The prior of one pathway for one person.</summary>
/// <param name="Pathway">Which pathway.</param>
/// <param name="BaseRate">P(causal) with nothing known about the person.</param>
/// <param name="Causal">P(causal) given scores and exposures, at least the prior floor.</param>
/// <param name="ByDirection">P(causal, direction).</param>
/// <param name="AtFloor">True where the floor was reached.</param>
public sealed record PathwayPrior(PathwayId Pathway, double BaseRate, double Causal, IReadOnlyList<double> ByDirection, bool AtFloor);
