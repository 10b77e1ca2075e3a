using Etiogrid.Core.Identifiers;

namespace Etiogrid.Simulation.Cohorts;

/// <summary>The genes whose variants make up a pathway's polygenic score.</summary>
/// <param name="Pathway">Which pathway; its key becomes the set's name in the GMT file.</param>
/// <param name="Genes">Gene symbols; a gene may stand in several sets.</param>
public sealed record PathwayGeneSet(PathwayId Pathway, IReadOnlyList<string> Genes);
