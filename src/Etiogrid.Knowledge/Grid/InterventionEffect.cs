using Etiogrid.Core.Identifiers;

namespace Etiogrid.Knowledge.Grid;

/// <summary>The chance that an intervention restores a pathway that is off in this direction; it harms one that is off the other way.</summary>
/// <param name="Pathway">Which pathway.</param>
/// <param name="Corrects">The direction it corrects; null for one that normalises either.</param>
/// <param name="LogitEfficacy">logit of the efficacy r.</param>
public sealed record InterventionEffect(PathwayId Pathway, AlterationDirection? Corrects, UncertainValue LogitEfficacy);
