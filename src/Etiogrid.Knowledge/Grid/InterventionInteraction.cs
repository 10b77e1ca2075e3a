using Etiogrid.Core.Identifiers;

namespace Etiogrid.Knowledge.Grid;

/// <summary>Two interventions that should not, or only with care, be combined.</summary>
/// <param name="First">One.</param>
/// <param name="Second">The other.</param>
/// <param name="Excluded">True: never combine; false: a penalty.</param>
/// <param name="Penalty">On the burden scale, in [0, 1].</param>
/// <param name="Reason">Words.</param>
/// <param name="Source">Where from.</param>
public sealed record InterventionInteraction(InterventionId First, InterventionId Second, bool Excluded, double Penalty, string Reason, SourceKey Source);
