using Etiogrid.Core.Identifiers;

namespace Etiogrid.Knowledge.Grid;

/// <summary>What an exposure adds to the liability of a pathway, in standard deviations of the liability.</summary>
/// <param name="Pathway">Which pathway.</param>
/// <param name="Direction">The direction it pushes to, or null where it raises the liability of either.</param>
/// <param name="Liability">b of specification §1.2 (1).</param>
public sealed record ExposureLoad(PathwayId Pathway, AlterationDirection? Direction, UncertainValue Liability);
