using Etiogrid.Core.Identifiers;

namespace Etiogrid.Knowledge.Grid;

/// <summary>The probability that a causal alteration of one pathway alone brings about a secondary change in another.</summary>
/// <param name="Cause">The causally altered pathway.</param>
/// <param name="Responder">The pathway that changes in response.</param>
/// <param name="LogitKappa">logit of kappa.</param>
/// <param name="Sign">+1: the response goes the same way as the cause; -1: the opposite way.</param>
public sealed record CompensationCoupling(PathwayId Cause, PathwayId Responder, UncertainValue LogitKappa, int Sign);
