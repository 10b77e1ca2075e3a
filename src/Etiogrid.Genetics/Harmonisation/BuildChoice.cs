using Etiogrid.Genetics.Genotypes;

namespace Etiogrid.Genetics.Harmonisation;

/// <summary>Which of a weight file's position columns fit the genotypes.</summary>
/// <param name="Build">Build of those positions, as far as known.</param>
/// <param name="UseOther">True for the second (author) columns of a PGS Catalog file.</param>
internal readonly record struct BuildChoice(GenomeBuild Build, bool UseOther);
