using Etiogrid.Genetics.Sets;

namespace Etiogrid.Studies.Configuration;

/// <summary>Gene sets that are scored beside the pathways.</summary>
/// <param name="Kind">What they are.</param>
/// <param name="File">GMT file, or null for those of the knowledge base.</param>
public sealed record UnitSource(GeneUnitKind Kind, string? File);
