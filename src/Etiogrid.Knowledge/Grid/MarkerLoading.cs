using Etiogrid.Core.Identifiers;

namespace Etiogrid.Knowledge.Grid;

/// <summary>Shift of a marker's z score when a pathway is altered in a direction; the same for causal and compensatory alterations.</summary>
/// <param name="Pathway">Which pathway.</param>
/// <param name="Direction">Which way it is off.</param>
/// <param name="Loading">Shift in standard deviations, signed.</param>
public sealed record MarkerLoading(PathwayId Pathway, AlterationDirection Direction, UncertainValue Loading);
