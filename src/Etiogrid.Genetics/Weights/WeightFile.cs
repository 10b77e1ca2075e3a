using Etiogrid.Genetics.Genotypes;

namespace Etiogrid.Genetics.Weights;

/// <summary>Weights as read, before they meet any genotypes.</summary>
/// <param name="File">Path as given.</param>
/// <param name="Format">Kind of file.</param>
/// <param name="Build">Build of the positions.</param>
/// <param name="OtherBuild">Build of the second positions (PGS Catalog).</param>
/// <param name="ScoreNames">Names of the weight columns.</param>
/// <param name="Rows">Rows in file order.</param>
public sealed record WeightFile(string File, WeightFormat Format, GenomeBuild Build, GenomeBuild OtherBuild, IReadOnlyList<string> ScoreNames, IReadOnlyList<WeightRow> Rows);
